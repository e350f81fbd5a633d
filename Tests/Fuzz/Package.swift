// swift-tools-version:6.0
import PackageDescription

// The parser, and the reader of documents, under libFuzzer and the address sanitizer; apart from the main package, which needs no such flags.
//
//   swift build -c release --package-path Tests/Fuzz
//   Tests/Fuzz/.build/release/FuzzParser -max_total_time=60 -timeout=10 Tests/Fuzz/corpus
//   Tests/Fuzz/.build/release/FuzzReader -max_total_time=60 -timeout=10 Tests/Fuzz/documents
//
// The sources are those of the main package. What the fuzzer finds is kept as a test in NotationTests and AuditTests.

let sanitizers: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]

let package = Package(
  name: "fuzz",
  dependencies: [.package(url: "https://github.com/attaswift/BigInt", from: "6.0.0")],
  targets: [
    .target(name: "Exact", dependencies: ["BigInt"], swiftSettings: sanitizers),
    .target(name: "Notation", dependencies: ["Exact"], swiftSettings: sanitizers),
    .target(name: "LibFuzzer", swiftSettings: sanitizers),
  ]
    + ["FuzzParser", "FuzzReader"].map {
      .executableTarget(
        name: $0, dependencies: ["LibFuzzer", "Notation"],
        swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"])],
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
    },
  swiftLanguageModes: [.v6]
)
