/// The address of an interface on the network below IP: 6 bytes for Ethernet (MAC), up to 32 for
/// others.
public struct HardwareAddress: Hashable, Sendable {
  /// The bytes, 1 to 32 of them.
  public let bytes: [UInt8]

  // The caller has checked the number.
  package init(unchecked bytes: [UInt8]) { self.bytes = bytes }
}

extension HardwareAddress: CustomStringConvertible {
  /// The bytes in hexadecimal with colons between them: `52:54:00:12:34:56`.
  public var description: String {
    var text: [UInt8] = []
    for byte in bytes {
      if !text.isEmpty { text.append(UInt8(ascii: ":")) }
      text.append(hexDigit(byte >> 4))
      text.append(hexDigit(byte & 0xf))
    }
    return String(decoding: text, as: UTF8.self)
  }
}
