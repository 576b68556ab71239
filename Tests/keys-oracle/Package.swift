// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that who uses WGKit never needs libsodium or OpenSSL. The slow ladder and
// its arithmetic are the files of Tests/Curve25519Tests, by symbolic links. swift-crypto takes minutes
// to build and is there only when asked for: see the script `run`.
var dependencies: [Package.Dependency] = [.package(name: "WGKit", path: "../..")]
var oracle: [Target.Dependency] = [
  "COpenSSL", "CSodium", .product(name: "WGKit", package: "WGKit"),
]
var settings: [SwiftSetting] = []

if Context.environment["WGKIT_ORACLE_SWIFT_CRYPTO"] == "1" {
  dependencies.append(
    .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"))
  oracle.append(.product(name: "Crypto", package: "swift-crypto"))
  settings.append(.define("SWIFT_CRYPTO"))
}

let package = Package(
  name: "keys-oracle",
  dependencies: dependencies,
  targets: [
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CValgrind", providers: [.apt(["valgrind"])]),
    .executableTarget(name: "KeysOracle", dependencies: oracle, swiftSettings: settings),
    .executableTarget(
      name: "KeysProbe", dependencies: ["CValgrind", .product(name: "WGKit", package: "WGKit")]),
  ],
  swiftLanguageModes: [.v6]
)
