import NetlinkTesting

@testable import WGModel

/// The attributes of WireGuard's family laid out by hand, numbers as in the kernel's header.
enum WireGuardBytes {
  static func key(_ fill: UInt8) -> [UInt8] { [UInt8](repeating: fill, count: 32) }

  static func publicKey(_ fill: UInt8) -> PublicKey {
    PublicKey(bytes: InlineArray(repeating: fill))
  }

  /// A message of a dump: the generic header and attributes.
  static func device(_ attributes: [UInt8]...) -> [UInt8] {
    [0, 1, 0, 0] + attributes.joined()
  }

  static let name = Bytes.attribute(2, Bytes.text("wg0"))

  static func peers(_ peers: [UInt8]...) -> [UInt8] {
    Bytes.nest(8, Array(peers.joined()))
  }

  static func peer(_ fill: UInt8, _ attributes: [UInt8]...) -> [UInt8] {
    Bytes.nest(0, Bytes.attribute(1, key(fill)), Array(attributes.joined()))
  }

  static func allowedIPs(_ elements: [UInt8]...) -> [UInt8] {
    Bytes.nest(9, Array(elements.joined()))
  }

  static func v4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ length: UInt8) -> [UInt8] {
    allowedIP(family: 2, [a, b, c, d], length)
  }

  static func allowedIP(family: UInt16, _ address: [UInt8], _ length: UInt8) -> [UInt8] {
    Bytes.nest(
      0, Bytes.attribute(3, [length]), Bytes.attribute(1, Bytes.u16(family)),
      Bytes.attribute(2, address))
  }

  static let allPeerValues: [UInt8] =
    Bytes.attribute(2, key(0x77))
    + Bytes.attribute(6, Bytes.u64(1_700_000_000) + Bytes.u64(5))
    + Bytes.attribute(5, Bytes.u16(25)) + Bytes.attribute(8, Bytes.u64(2))
    + Bytes.attribute(7, Bytes.u64(.max)) + Bytes.attribute(10, Bytes.u32(1))
    + Bytes.attribute(4, Bytes.u16(2) + [0xca, 0x6c, 192, 0, 2, 1] + Bytes.u64(0))
}
