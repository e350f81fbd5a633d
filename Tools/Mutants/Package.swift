// swift-tools-version:6.0
import PackageDescription

// A package of its own: nobody who reads the book, or tests it, has to build a compiler's syntax library.
let package = Package(
  name: "mutants",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-syntax", "600.0.1"..<"700.0.0"),
  ],
  targets: [
    .executableTarget(name: "mutants", dependencies: [
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "SwiftSyntax", package: "swift-syntax"),
      .product(name: "SwiftParser", package: "swift-syntax"),
      .product(name: "SwiftOperators", package: "swift-syntax"),
    ])
  ],
  swiftLanguageModes: [.v6]
)
