// swift-tools-version: 6.3
import PackageDescription

/// Every target is checked for strict memory safety: a pointer is visible as `unsafe` where it is used.
var settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Warnings are errors where the project is checked, never where it is used: a newer compiler's
// new warning must not break somebody else's build.
if Context.environment["WGKIT_WARNINGS_AS_ERRORS"] == "1" {
  settings.append(.treatAllWarnings(as: .error))
}

let package = Package(
  name: "WGKit",
  products: [
    .library(name: "WGKit", targets: ["WGKit"]),
    .library(name: "wgkit", type: .dynamic, targets: ["WGKitABI"]),
    // Traffic over time, which needs SQLite: beside the rest, for those who count.
    .library(name: "WGUsage", targets: ["WGUsage"]),
    .executable(name: "wgk", targets: ["wgk"]),
    .library(name: "wgkit-usage", type: .dynamic, targets: ["WGUsageABI"]),
    .executable(name: "wgk-usage", targets: ["wgk-usage"]),
  ],
  targets: [
    // C modules: headers only, nothing is compiled.
    .systemLibrary(
      name: "CLibMNL", pkgConfig: "libmnl",
      providers: [.apt(["libmnl-dev"]), .yum(["libmnl-devel"])]),
    .systemLibrary(name: "CLinux"),
    // No pkg-config: who does not count is not asked for SQLite.
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CWGKit", path: "include"),
    .systemLibrary(name: "CWGUsage"),

    // The core. It is clean for Embedded Swift: see bindings/build.
    .target(name: "Curve25519", dependencies: ["CLinux"], swiftSettings: settings),
    .target(name: "Sentences", swiftSettings: settings),
    .target(
      name: "Netlink", dependencies: ["CLibMNL", "CLinux", "Sentences"], swiftSettings: settings),
    .target(
      name: "WGModel", dependencies: ["CLinux", "Curve25519", "Sentences"],
      swiftSettings: settings),
    .target(
      name: "WGControl", dependencies: ["CLinux", "Netlink", "Sentences", "WGModel"],
      swiftSettings: settings),
    .target(
      name: "WGConfig", dependencies: ["CLinux", "Sentences", "WGModel"], swiftSettings: settings),
    .target(
      name: "WGProfiles",
      dependencies: ["Sentences", "WGConfig", "WGControl", "WGModel"],
      swiftSettings: settings),
    .target(
      name: "WGKit", dependencies: ["Sentences", "WGConfig", "WGControl", "WGModel", "WGProfiles"],
      swiftSettings: settings),

    .target(
      name: "WGUsage",
      dependencies: ["CLinux", "CSQLite", "Sentences", "WGControl", "WGModel"],
      swiftSettings: settings, linkerSettings: [.linkedLibrary("sqlite3")]),

    // The doors.
    .target(
      name: "WGKitABI", dependencies: ["CLinux", "CWGKit", "Sentences", "WGKit"],
      exclude: ["wgkit.map"], swiftSettings: settings),
    .executableTarget(
      name: "wgk", dependencies: ["CLinux", "Sentences", "WGKit"],
      swiftSettings: settings),

    // The doors of WGUsage. The folders Shared are links to files of the doors above: libwgkit-usage
    // needs no libwgkit, and wgk-usage no wgk.
    .target(
      name: "WGUsageABI",
      dependencies: ["CLinux", "CWGKit", "CWGUsage", "Sentences", "WGKit", "WGUsage"],
      exclude: ["wgkit-usage.map"], swiftSettings: settings),
    .executableTarget(
      name: "wgk-usage", dependencies: ["CLinux", "Sentences", "WGKit", "WGUsage"],
      swiftSettings: settings),

    // Random numbers that can be had again, for the tests.
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: settings),
    .testTarget(
      name: "Curve25519Tests", dependencies: ["Curve25519", "SeededRandom"],
      exclude: ["base-point-table"],
      swiftSettings: settings),
    .testTarget(
      name: "WGUsageTests", dependencies: ["CSQLite", "SeededRandom", "WGModel", "WGUsage"],
      swiftSettings: settings),
    .testTarget(
      name: "WGModelTests", dependencies: ["SeededRandom", "WGModel"], swiftSettings: settings),
    // What the tests of Netlink and of its users share: messages laid out by hand, a scripted kernel.
    .target(
      name: "NetlinkTesting", dependencies: ["Netlink"], path: "Tests/NetlinkTesting",
      swiftSettings: settings),
    .testTarget(
      name: "NetlinkTests", dependencies: ["Netlink", "NetlinkTesting"], swiftSettings: settings),
    .testTarget(
      name: "WGControlTests", dependencies: ["Netlink", "NetlinkTesting", "WGControl", "WGModel"],
      swiftSettings: settings),
    // A configuration in the words of `wg`, for the tests and for the comparison with `wg`.
    .target(
      name: "ConfigTesting", dependencies: ["WGConfig", "WGModel"], path: "Tests/ConfigTesting",
      swiftSettings: settings),
    .testTarget(
      name: "WGConfigTests",
      dependencies: ["ConfigTesting", "SeededRandom", "WGConfig", "WGModel"],
      swiftSettings: settings),
    .testTarget(
      name: "WGProfilesTests",
      dependencies: ["SeededRandom", "WGConfig", "WGModel", "WGProfiles"],
      swiftSettings: settings),
    // Reads many files and prints what is in them: Tests/config-oracle/run.
    .executableTarget(
      name: "ConfigDriver", dependencies: ["ConfigTesting", "WGConfig", "WGModel"],
      path: "Tests/config-oracle/Driver", swiftSettings: settings),
    // Needs a kernel with WireGuard: Tests/kernel/vm boots one.
    .testTarget(
      name: "KernelTests", dependencies: ["Netlink", "WGControl", "WGKit"],
      path: "Tests/kernel/KernelTests",
      swiftSettings: settings),
    // Does one thing a number of times, to count its instructions: Benchmarks/instructions.
    .executableTarget(
      name: "CountedRows",
      dependencies: [
        "DumpWalk", "Netlink", "WGConfig", "WGControl", "WGModel", "WGProfiles", "WGUsage",
      ],
      path: "Benchmarks/Sources/CountedRows", swiftSettings: settings),
    .target(
      name: "DumpWalk", path: "Benchmarks/Sources/DeviceWalk",
      linkerSettings: [.linkedLibrary("mnl")]),
    // Lets the calls of every operation fail, in the same kernel: Tests/faults/run.
    .systemLibrary(name: "CFaults", path: "Tests/faults/include"),
    // Writes configuration files while calls fail and processes die: Tests/files/run.
    .executableTarget(
      name: "FilesDriver", dependencies: ["CFaults", "WGKit"], path: "Tests/files/Driver",
      swiftSettings: settings),
    // Works on stores of clients while processes die and meet: Tests/profiles/run.
    .executableTarget(
      name: "ProfilesDriver", dependencies: ["WGKit"], path: "Tests/profiles/Driver",
      swiftSettings: settings),
    .executableTarget(
      name: "FaultDriver", dependencies: ["CFaults", "WGKit"], path: "Tests/faults/Driver",
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
