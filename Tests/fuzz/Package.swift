// swift-tools-version: 6.3
import PackageDescription

// A package of its own, because all of it, WGKit included, is compiled with the fuzzer's
// instruments: Tests/fuzz/run does that. It is compiled for testing as well, so that what is not
// public can be fuzzed without becoming so.
let wgkit: Target.Dependency = .product(name: "WGKit", package: "WGKit")

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "WGKit", path: "../..")],
  targets: [
    .systemLibrary(name: "CFuzzer", path: "Sources/CFuzzer"),
    .target(name: "Fuzzing", dependencies: ["CFuzzer", wgkit]),
    .executableTarget(name: "FuzzDump", dependencies: ["Fuzzing", wgkit]),
    .executableTarget(name: "FuzzRoute", dependencies: ["Fuzzing", wgkit]),
    .executableTarget(name: "FuzzKeys", dependencies: ["Fuzzing", wgkit]),
    .executableTarget(name: "FuzzAddresses", dependencies: ["Fuzzing", wgkit]),
    .executableTarget(name: "FuzzConfig", dependencies: ["Fuzzing", wgkit]),
    .executableTarget(name: "FuzzTemplates", dependencies: ["Fuzzing", wgkit]),
    .executableTarget(name: "FuzzImport", dependencies: ["Fuzzing", wgkit]),
    // The C interface as C sees it: calls of the library, which is compiled with the instruments too.
    .target(
      name: "CallSequences", dependencies: [.product(name: "wgkit", package: "WGKit")]),
    .executableTarget(name: "FuzzCalls", dependencies: ["CallSequences", "CFuzzer"]),
  ],
  swiftLanguageModes: [.v6]
)
