import Foundation
import Glibc
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

/// A server in a folder of its own, with a store and an interface in memory.
final class StoreFixture {
  let path: String
  let server: SimulatedServer
  let key: PrivateKey
  let store: StoreCore<SimulatedServer>
  var configFile: String { path + "/wg0.conf" }
  var folder: String { path + "/wg0.profiles" }

  init(
    networks: [String] = ["10.8.0.0/24", "fd00:8::/64"],
    addresses: [String] = ["10.8.0.1/24", "fd00:8::1/64"], more: String = "",
    isLive: Bool = true, key wanted: PrivateKey? = nil,
    change: (inout ServerSettings) throws -> Void = { _ in }
  ) throws {
    var template = Array((NSTemporaryDirectory() + "/wgkit-store.XXXXXX").utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    let found = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = URL(fileURLWithPath: found).resolvingSymlinksInPath().path
    key = try wanted ?? PrivateKey.generate()
    server = try SimulatedServer(key, addresses: addresses)
    store = StoreCore(path + "/wg0.profiles", isLive ? server : nil)
    let text = """
      # The server's own comment.
      [Interface]
      Address = \(addresses.joined(separator: ", "))
      ListenPort = 51820
      PrivateKey = \(key.exposedBase64().text)
      \(more)
      """
    try put(text, configFile)
    var settings = ServerSettings(
      interface: try InterfaceName("wg0"), configFile: configFile,
      endpoint: try EndpointText("vpn.example.org:51820"),
      networks: try networks.map { try IPPrefix($0) }, dnsServers: [try IPAddress("10.8.0.1")])
    try change(&settings)
    try store.create(settings)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func put(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    _ = unsafe chmod(path, 0o600)
  }

  func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
  func storeFile(_ name: String) -> String { "\(folder)/\(name)" }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// All that files and device say, for comparing before and after.
  func everything() throws -> [String: String] {
    var all = ["wg0.conf": try text(configFile)]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      all[name] = (try? text(storeFile(name))) ?? "a folder"
    }
    let interface = try InterfaceName("wg0")
    for peer in try server.device(interface).peers {
      all["\(peer.publicKey)"] =
        peer.allowedIPs.map { "\($0)" }.sorted().joined(separator: " ")
        + (peer.presharedKey.map { $0.exposedBase64().text } ?? "none")
    }
    all["addresses"] = "\(try server.addresses(of: interface))"
    return all
  }

  /// What of files and device does not fit together; empty when all does.
  func disagreements() throws -> [String] {
    var found: [String] = []
    let list = try store.open().list
    let config = try Config(parsing: text(configFile), as: .wgQuick)
    let device = try server.device(try InterfaceName("wg0"))
    for profile in list {
      let section = config.peers.first { $0.publicKey == profile.publicKey }
      let peer = device.peers[profile.publicKey]
      if (section != nil) != profile.isEnabled { found.append("\(profile.name): the section") }
      if (peer != nil) != profile.isEnabled { found.append("\(profile.name): the peer") }
      if let section, section.allowedIPs != profile.serverAllowedIPs {
        found.append("\(profile.name): the section's allowed IPs")
      }
      if let section, let peer, !peer.isLike(section) {
        found.append("\(profile.name): the device")
      }
      if !names.contains("\(profile.name).conf") { found.append("\(profile.name): the file") }
    }
    if config.peers.count != device.peers.count { found.append("the number of peers") }
    return found
  }

  @discardableResult
  func add(_ name: String, _ change: (inout NewProfile) throws -> Void = { _ in }) throws -> Profile
  {
    var profile = NewProfile(try ProfileName(name))
    try change(&profile)
    return try store.open().add([profile], adopting: false)[0]
  }

  func client(_ name: String) throws -> Config {
    try Config(parsing: text(storeFile("\(name).conf")), as: .wgQuick)
  }
}

extension SecretBytes {
  var text: String {
    withExposedBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }
}

/// The code of what an expression throws, nil when it throws nothing of WGKit's.
func code(_ body: () throws -> Void) -> WGError.Code? {
  do { try body() } catch let error as WGError { return error.code } catch { return nil }
  return nil
}

func prefixes(_ texts: String...) throws -> [IPPrefix] { try texts.map { try IPPrefix($0) } }
