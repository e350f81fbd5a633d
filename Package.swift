// swift-tools-version:6.0
import Foundation
import PackageDescription

// The manifest is the table of contents: leaves first, and arrows point up this page only.

/// The chapters, in the order of the book. Each is a folder of `chapters/`, an executable target, and one page.
let chapters = [
  "optimal-discriminator",
  "parallel-lines",
  "elbo-identity",
  "change-of-variables",
  "forward-reverse-diffusion",
]

/// Where Homebrew keeps what compilers do not look for by themselves; nil elsewhere.
let homebrew = ["/opt/homebrew", "/usr/local"].first {
  FileManager.default.fileExists(atPath: "\($0)/bin/brew")
}

/// Arb is a library of its own up to FLINT 2.9 (Debian 12) and part of FLINT from 3.0 on.
let arb: [LinkerSetting] = FileManager.default.fileExists(atPath: "/usr/include/arb.h") ? [.linkedLibrary("flint-arb")] : []

let package = Package(
  name: "generative-models-checked",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
  ],
  targets: [
    // MARK: C libraries, each seen by one target only
    .systemLibrary(name: "CFlint", pkgConfig: homebrew.map { _ in "flint" }, providers: [.apt(["libflint-dev", "libflint-arb-dev"]), .brew(["flint"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .systemLibrary(name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"]), .brew(["duktape"])]),
    .target(name: "CLemon", cxxSettings: [.unsafeFlags(["-w"] + (homebrew.map { ["-I\($0)/include"] } ?? []))]),

    // MARK: leaves
    .target(name: "Digest"),
    .target(name: "SplitMix"),

    // MARK: numbers
    .target(name: "Exact", dependencies: ["BigInt"]),
    .target(name: "Balls", dependencies: ["Exact", "CFlint"], linkerSettings: arb),

    // MARK: mathematics
    .target(name: "Expressions", dependencies: ["Balls", "Digest"]),
    .target(name: "Probability", dependencies: ["BigInt", "Digest", "Exact", "Balls", "Expressions", "CLemon"]),
    .target(name: "Notation", dependencies: ["Exact"]),
    .target(name: "Meaning", dependencies: ["Notation", "Probability"]),
    .target(name: "Evidence", dependencies: ["Meaning"]),

    // MARK: other people's notes
    .target(name: "Audit", dependencies: ["Evidence"]),

    // MARK: pages
    .target(name: "Plotting", dependencies: ["CCairo", "Digest"], resources: [.copy("Labels")]),
    .target(name: "Textbook", dependencies: [
      "Evidence", "Plotting", .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]),
    .executableTarget(name: "integrals", dependencies: ["Expressions"], path: "Benchmarks/integrals"),
    .executableTarget(name: "gallery", dependencies: ["Plotting", "SplitMix"]),
    .target(name: "Weaving", dependencies: ["Audit", "Textbook", "Digest", "CDuktape"]),
    .executableTarget(name: "book", dependencies: [
      "Audit", "Textbook", "Weaving", .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]),
  ]
    + chapters.map { .executableTarget(name: $0, dependencies: ["Textbook"], path: "chapters/\($0)", resources: [.copy("chapter.md")]) }
    + [.target(name: "Ledger", dependencies: ["Balls", "Digest", "Exact"], path: "Tests/Ledger")]
    + ["Digest", "Exact", "Balls", "Expressions", "Probability", "Notation", "Meaning", "Evidence", "Audit", "Plotting", "Textbook"].map {
      .testTarget(name: "\($0)Tests", dependencies: [.init(stringLiteral: $0), "SplitMix", "Ledger"])
    }
    + [.testTarget(name: "BookTests", dependencies: ["Weaving", "book"], exclude: ["Fixtures"])],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// The package manager builds a target again when one that it *declares* has changed. A type further
// down may change its layout unseen and leave objects behind that read it at the old places
// (swiftlang/swift-package-manager#10483). So every target declares all that stands below it, too;
// the page above says what each is made of.
var below: [String: Set<String>] = [:]
for target in package.targets {
  let named = target.dependencies.compactMap { if case .byNameItem(let name, _) = $0 { name } else { nil } }
  below[target.name] = named.reduce(into: Set(named)) { $0.formUnion(below[$1] ?? []) }
  target.dependencies += below[target.name]!.subtracting(named).sorted().map { .byName(name: $0) }
}
