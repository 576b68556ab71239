import Foundation
import Testing
import WGKit

/// The kernel that `Tests/kernel/vm` boots.
///
/// Outside of it these tests are not run: they create and delete interfaces.
enum Harness {
  static let isHere = ProcessInfo.processInfo.environment["WGKIT_KERNEL_HARNESS"] == "1"
  static let reason: Comment = "SKIPPED: it needs a kernel; run it with Tests/kernel/vm"

  /// What a command prints; a failure of the command is one of the test.
  static func output(_ command: String, _ arguments: String...) throws -> String {
    try output(command, arguments)
  }

  /// What a command prints, its words in a list.
  static func output(_ command: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(command) \(arguments)")
    return text
  }

  /// Lends a new WireGuard interface, down and empty, and deletes it whatever happens.
  ///
  /// One of thousands of peers can be left to the end of the emulated machine: deleting takes the
  /// kernel 17 ms a peer there, since it waits for all processors for each of them.
  static func withInterface(
    _ text: String, leaving: Bool = false, _ body: (InterfaceName) throws -> Void
  ) throws {
    let name = try InterfaceName(text)
    try LinkController().create(name)
    defer { if !leaving { try? LinkController().delete(name) } }
    try body(name)
  }

  /// The error that `body` throws; nil, and an issue, when it throws none.
  static func error(of body: () throws(WGError) -> Void) -> WGError? {
    do throws(WGError) {
      try body()
      Issue.record("nothing was thrown")
      return nil
    } catch {
      return error
    }
  }
}

/// Peers made up from a number, the same for the same number.
func makePeer(_ number: Int, allowedIPs count: Int = 1) throws -> PeerUpdate {
  // The first bytes are the number, the others keep clear of the keys of low order.
  var bytes: [UInt8] = (0..<32).map { UInt8($0) }
  for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
  let allowedIPs = try (0..<count).map { index in
    let place = number * count + index
    // From bytes rather than text: a test of 10,000 peers is emulated, and not optimised.
    let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: place >> $0) }
    let zeros = [UInt8](repeating: 0, count: 10)
    let address = index % 2 == 0 ? [10] + bytes[1...] : [0xfd, 0] + zeros + bytes
    return try IPPrefix(IPAddress(bytes: address.span), length: UInt8(address.count * 8))
  }
  return try PeerUpdate(
    publicKey: PublicKey(bytes: bytes.span), replacesAllowedIPs: true, allowedIPs: allowedIPs)
}
