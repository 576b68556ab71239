// swift-tools-version: 6.3
import PackageDescription

// A package of its own, as yours would be. Outside of this repository the dependency is its address
// and a version: .package(url: "...", from: "0.1.0").
let package = Package(
  name: "Examples",
  dependencies: [.package(name: "WGKit", path: "..")],
  targets: [
    .executableTarget(
      name: "make-keys", dependencies: [.product(name: "WGKit", package: "WGKit")]),
    .executableTarget(
      name: "read-device", dependencies: [.product(name: "WGKit", package: "WGKit")]),
  ],
  swiftLanguageModes: [.v6]
)
