import Foundation
import WGKit

/// The interfaces that the operations work on.
enum Fixture {
  static let small = name("wgfault")
  static let large = name("wglarge")
  static let passing = name("wgpassing")

  /// The namespace that an interface of the same name as the small one is in.
  static let namespace = make { () throws(WGError) in try NetworkNamespace("wgspace") }

  static let kernel = KernelController()
  static let kernelElsewhere = KernelController(in: namespace)
  static let links = LinkController()

  static let key = make { () throws(WGError) in try PrivateKey.generate() }
  static let presharedKey = make { () throws(WGError) in try PresharedKey.generate() }

  /// Makes the interfaces: one with a peer, an address and a route, one with peers for several
  /// messages.
  static func create() throws(WGError) {
    for name in [small, large] { try links.create(name) }
    try links.bringUp(small)
    try resetSmall()
    try links.addAddress(prefix("10.66.0.1/24"), to: small)
    try links.addRoute(to: prefix("10.67.0.0/16"), through: small)
    try kernel.apply(DeviceUpdate(privateKey: .set(key), peers: peers(largeCount)), to: large)
    shell("ip netns add wgspace")
    try LinkController(in: namespace).create(small)
  }

  static func delete() throws(WGError) {
    for name in [small, large] { try links.delete(name) }
    shell("ip netns del wgspace")
  }

  /// Enough peers for three batches: the kernel prepares each while the one before it is received.
  static let largeCount = 400

  static func shell(_ command: String) { _ = unsafe system(command) }

  /// The small interface as it is before each change.
  static func resetSmall() throws(WGError) {
    var peer = peers(1)[0]
    peer.presharedKey = .set(presharedKey)
    try kernel.apply(
      DeviceUpdate(
        privateKey: .set(key), listenPort: 51999, firewallMark: 1, replacesPeers: true,
        peers: [peer]),
      to: small)
  }

  /// Peers with two allowed IPs, and every third with a preshared key.
  static func peers(_ count: Int, from first: Int = 0) -> [PeerUpdate] {
    (first..<first + count).map { number in
      var key = InlineArray<32, UInt8>(repeating: 9)
      for place in 0..<4 { key[place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
      let bytes = [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
      let v4 = make { () throws(WGError) in
        try IPPrefix(IPAddress(bytes: ([10, 80] + bytes).span), length: 32)
      }
      let v6 = make { () throws(WGError) in
        try IPPrefix(
          IPAddress(bytes: ([0xfd, 0] + [UInt8](repeating: 0, count: 12) + bytes).span), length: 128
        )
      }
      return PeerUpdate(
        publicKey: PublicKey(bytes: key),
        presharedKey: number % 3 == 1 ? .set(presharedKey) : .keep, replacesAllowedIPs: true,
        allowedIPs: [v4, v6])
    }
  }

  /// All that a device says, in one short text: many devices are looked at.
  static func text(_ device: Device) -> String {
    var text = "\(device.name) \(device.listenPort) \(device.firewallMark) "
    text += "\(device.publicKey.map { "\($0)" } ?? "none")"
    for peer in device.peers {
      // In any order: each peer and each of its allowed IPs counts for itself.
      var sum: UInt64 = 0
      for prefix in peer.allowedIPs { sum &+= UInt64(bitPattern: Int64(prefix.hashValue)) }
      text += "\n\(peer.publicKey.hashValue) \(peer.hasPresharedKey) \(peer.persistentKeepalive)"
      text += " \(peer.allowedIPs.count) \(sum)"
    }
    return text
  }

  static func state(of name: InterfaceName) throws(WGError) -> String {
    text(try kernel.device(name))
  }

  /// What the kernel's files say of a link; nothing when there is none.
  static func link(_ name: InterfaceName) -> String {
    ["mtu", "flags"].map { field in
      (try? String(contentsOfFile: "/sys/class/net/\(name)/\(field)", encoding: .utf8)) ?? ""
    }.joined(separator: " ")
  }

  static func prefix(_ text: String) -> IPPrefix {
    make { () throws(WGError) in try IPPrefix(text) }
  }

  private static func name(_ text: String) -> InterfaceName {
    make { () throws(WGError) in try InterfaceName(text) }
  }

  /// What cannot fail before a plan is made.
  static func make<Value>(_ body: () throws(WGError) -> Value) -> Value {
    do throws(WGError) { return try body() } catch { fatalError("\(error)") }
  }
}
