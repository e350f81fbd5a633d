import Exact

// Written by Tests/golden/draws.py. Not to be edited.

enum GoldenDraws {
  struct Domain {
    var lower: Rational?
    var upper: Rational?
    var most: Int
    var avoiding: [Rational]
    var head: String
    var digest: String
  }
  /// Draws 0..<1000 of lane 3, one a line.
  static let rationals: [Domain] = [
    .init(
      lower: nil, upper: nil, most: 97, avoiding: [],
      head: "4/3 -2/11 -46/17 -65/23", digest: "a956fb3dc6399926"),
    .init(
      lower: Rational(-4, 1), upper: Rational(4, 1), most: 97, avoiding: [Rational(3, 2)],
      head: "4/3 -2/11 -46/17 -65/23", digest: "01e58e9d280813c5"),
    .init(
      lower: Rational(0, 1), upper: Rational(1, 1), most: 97, avoiding: [],
      head: "21/32 37/78 9/55 4/29", digest: "fb585a545a911e7f"),
    .init(
      lower: Rational(0, 1), upper: Rational(1, 1), most: 5000, avoiding: [Rational(1, 3)],
      head: "892/1341 938/1965 19/118 164/1149", digest: "207bff6061210ff5"),
    .init(
      lower: Rational(0, 1), upper: nil, most: 97, avoiding: [],
      head: "37/14 21/11 17/26 7/12", digest: "5f8eac97460adfa2"),
    .init(
      lower: nil, upper: Rational(-3, 1), most: 12, avoiding: [],
      head: "-22/5 -51/10 -51/8 -32/5", digest: "8475979b2380ee60"),
    .init(
      lower: Rational(1, 3), upper: Rational(11, 30), most: 97, avoiding: [],
      head: "108/305 151/431 62/183 25/74", digest: "d9f5abe375364b01"),
    .init(
      lower: Rational(-1, 100), upper: Rational(1, 100), most: 97, avoiding: [],
      head: "1/254 1/791 -4/609 -1/164", digest: "cd397633eacabd81"),
    .init(
      lower: Rational(49, 100), upper: Rational(51, 100), most: 20000, avoiding: [],
      head: "2835/5633 7892/15799 5209/10561 1202/2439", digest: "195b33b50c3ac72d"),
    .init(
      lower: Rational(1000, 1), upper: Rational(1001, 1), most: 97, avoiding: [],
      head: "32021/32 78037/78 55009/55 29004/29", digest: "9732f4ea435c84aa"),
    .init(
      lower: Rational(-3, 1), upper: Rational(7, 1), most: 2, avoiding: [],
      head: "7/2 3 3/2 -3/2", digest: "a793d17b28824a1b"),
    .init(
      lower: Rational(1, 7), upper: Rational(2, 7), most: 1, avoiding: [],
      head: "17/72 11/51 14/87 6/35", digest: "87bf89e52ffeb71f"),
    .init(
      lower: Rational(0, 1), upper: Rational(8, 1), most: 3, avoiding: [],
      head: "5 15/4 4/3 3/2", digest: "3147dccae5b1dc88"),
    .init(
      lower: Rational(0, 1), upper: Rational(5, 2), most: 1000, avoiding: [Rational(2, 1), Rational(9, 4)],
      head: "449/270 940/787 21/52 83/231", digest: "9c0f9cd5dba00efc"),
  ]
  struct Weights { var count: Int, most: Int, head: String, digest: String }
  /// Draws 0..<100 of lane 5, one a line.
  static let weights: [Weights] = [
    .init(count: 1, most: 97, head: "1", digest: "0ce1f17c0574e0a0"),
    .init(count: 2, most: 97, head: "59/93 34/93", digest: "a47a9e55b5646e7e"),
    .init(count: 3, most: 97, head: "33/58 11/29 3/58", digest: "f4afdc57eefa48e5"),
    .init(count: 4, most: 20, head: "17/29 8/29 3/29 1/29", digest: "e033e717bb7846ab"),
    .init(count: 6, most: 97, head: "16/31 1/31 8/93 17/93 10/93 7/93", digest: "2b3751ecd2870d27"),
    .init(count: 8, most: 97, head: "14/83 3/83 5/83 8/83 19/83 15/83 18/83 1/83", digest: "1dec65dbcd502d34"),
    .init(count: 9, most: 97, head: "9/101 3/101 23/101 17/101 3/101 9/101 19/101 10/101 8/101", digest: "0ba88849d23507d8"),
    .init(count: 12, most: 97, head: "7/82 5/164 19/82 17/164 11/164 3/164 1/164 3/164 3/41 31/164 4/41 13/164", digest: "33824d3413c74ec6"),
    .init(count: 20, most: 500, head: "5/302 7/302 1/151 6/151 22/151 1/302 15/151 24/151 9/302 13/302 2/151 41/302 5/151 7/302 4/151 7/151 3/151 7/302 11/151 6/151", digest: "28d588c8711676fc"),
  ]
}
