// swift-tools-version:6.0
import Foundation
import PackageDescription

// The parser, the reader of documents and the judge of their equations under libFuzzer and the address sanitizer; apart from the main
// package, which needs no such flags.
//
//   swift build -c release --package-path Tests/Fuzz
//   Tests/Fuzz/.build/release/FuzzParser -max_total_time=60 -timeout=10 Tests/Fuzz/corpus
//   Tests/Fuzz/.build/release/FuzzReader -max_total_time=60 -timeout=10 Tests/Fuzz/documents
//   Tests/Fuzz/.build/release/FuzzJudge -max_total_time=60 -timeout=300 -max_len=2000 Tests/Fuzz/notes
//
// The sources are those of the main package. What the fuzzer finds is kept as a test in NotationTests and AuditTests.

let sanitizers: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]

/// Arb is a library of its own up to FLINT 2.9 and part of FLINT from 3.0 on.
let arb: [LinkerSetting] = FileManager.default.fileExists(atPath: "/usr/include/arb.h") ? [.linkedLibrary("flint-arb")] : []

func library(_ name: String, _ dependencies: [Target.Dependency], _ linkerSettings: [LinkerSetting] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: sanitizers, linkerSettings: linkerSettings)
}
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: ["LibFuzzer"] + dependencies,
    swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"])],
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

let package = Package(
  name: "fuzz",
  dependencies: [.package(url: "https://github.com/attaswift/BigInt", from: "6.0.0")],
  targets: [
    .systemLibrary(name: "CFlint"),
    .target(name: "CLemon", cxxSettings: [.unsafeFlags(["-w"])]),
    library("Digest", []),
    library("Exact", ["BigInt"]),
    library("Balls", ["Exact", "CFlint"], arb),
    library("Expressions", ["Balls", "Digest"]),
    library("Probability", ["BigInt", "Digest", "Exact", "Balls", "Expressions", "CLemon"]),
    library("Notation", ["Exact"]),
    library("Meaning", ["Notation", "Probability"]),
    library("Evidence", ["Meaning"]),
    library("Audit", ["Evidence"]),
    library("LibFuzzer", []),
    program("FuzzParser", ["Notation"]),
    program("FuzzReader", ["Notation"]),
    program("FuzzJudge", ["Audit"]),
  ],
  swiftLanguageModes: [.v6]
)
