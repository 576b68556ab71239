// swift-tools-version: 6.3
import PackageDescription

// What WGKit is measured against. Each contender is optional, so that one that cannot be installed
// is left out and the others are still measured: `Benchmarks/run` names those that are there.
let contenders =
  (Context.environment["WGKIT_BENCHMARK_CONTENDERS"] ?? "libsodium openssl swift-crypto")
  .split(separator: " ").map(String.init)

var dependencies: [Package.Dependency] = [.package(name: "WGKit", path: "..")]
var keyPair: [Target.Dependency] = [.product(name: "WGKit", package: "WGKit")]
var settings: [SwiftSetting] = []
var targets: [Target] = []

if contenders.contains("libsodium") {
  targets.append(
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]))
  keyPair.append("CSodium")
  settings.append(.define("LIBSODIUM"))
}
if contenders.contains("openssl") {
  targets.append(
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]))
  keyPair.append("COpenSSL")
  settings.append(.define("OPENSSL"))
}
if contenders.contains("swift-crypto") {
  let version: Version = "4.5.2"
  dependencies.append(
    .package(url: "https://github.com/apple/swift-crypto.git", exact: version))
  keyPair.append(.product(name: "Crypto", package: "swift-crypto"))
  settings.append(.define("SWIFT_CRYPTO"))
}

targets += [
  .executableTarget(name: "KeyPair", dependencies: keyPair, swiftSettings: settings),
  .target(name: "DeviceWalk", linkerSettings: [.linkedLibrary("mnl")]),
  .executableTarget(
    name: "DeviceRead", dependencies: ["DeviceWalk", .product(name: "WGKit", package: "WGKit")]),
]

let package = Package(
  name: "Benchmarks",
  products: [
    .executable(name: "key-pair", targets: ["KeyPair"]),
    .executable(name: "device-read", targets: ["DeviceRead"]),
  ],
  dependencies: dependencies,
  targets: targets,
  swiftLanguageModes: [.v6]
)
