import Foundation
import Glibc
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

/// A folder of a test's own, removed with it.
final class ImportFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "wgkit-import." + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders on the way to it.
  func put(_ text: String, _ name: String) throws {
    let target = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: target, atomically: false, encoding: .utf8)
  }

  func read(_ format: ImportedProfiles.Format) throws -> ImportedProfiles {
    try ImportedProfiles(reading: format == .wgEasy ? path + "/wg0.json" : path, as: format)
  }
}

/// The keys of somebody in a test.
struct Somebody {
  let privateKey: PrivateKey
  let presharedKey: PresharedKey
  var publicKey: PublicKey { privateKey.publicKey }

  init() throws {
    privateKey = try .generate()
    presharedKey = try .generate()
  }

  var secret: String { Self.text(privateKey.exposedBase64()) }
  var shared: String { Self.text(presharedKey.exposedBase64()) }
  var known: String { publicKey.base64 }

  private static func text(_ secret: SecretBytes) -> String {
    secret.withExposedBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }

  /// The file of a client.
  func file(_ address: String, to server: Somebody, psk: String? = nil) -> String {
    """
    [Interface]
    Address = \(address)
    PrivateKey = \(secret)
    DNS = 10.13.13.1
    PostUp = touch /tmp/never

    [Peer]
    PublicKey = \(server.known)
    PresharedKey = \(psk ?? shared)
    Endpoint = vpn.example.org:51820
    AllowedIPs = 0.0.0.0/0, ::/0

    """
  }

  /// The section of a client in the server's file.
  func section(_ name: String?, _ allowed: String) -> String {
    "\n[Peer]\n" + (name.map { "# \($0)\n" } ?? "") + "PublicKey = \(known)\n"
      + "PresharedKey = \(shared)\nAllowedIPs = \(allowed)\n"
  }

  /// The server's file without clients.
  var serverFile: String {
    "[Interface]\nAddress = 10.13.13.1/24\nListenPort = 51820\nPrivateKey = \(secret)\n"
  }
}

extension ImportedProfiles {
  /// The reason why something was rejected; "" when it was not.
  func reason(_ source: String) -> String {
    rejected.filter { $0.source == source }.map { $0.reason.message }.joined(separator: "; ")
  }

  var names: [String] { clients.map { $0.name.description } }
}
