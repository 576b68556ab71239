// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that who uses WGKit never needs libsodium. The slow ladder and its
// arithmetic are the files of Tests/Curve25519Tests, by symbolic links.
let package = Package(
  name: "keys-oracle",
  dependencies: [.package(name: "WGKit", path: "../..")],
  targets: [
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .executableTarget(
      name: "KeysOracle", dependencies: ["CSodium", .product(name: "WGKit", package: "WGKit")]),
  ],
  swiftLanguageModes: [.v6]
)
