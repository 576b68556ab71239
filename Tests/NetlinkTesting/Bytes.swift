/// Netlink messages laid out by hand, independent of the code under test.
package enum Bytes {
  package static func u8(_ value: UInt8) -> [UInt8] { [value] }
  package static func u16(_ value: UInt16) -> [UInt8] {
    unsafe withUnsafeBytes(of: value, Array.init)
  }
  package static func u32(_ value: UInt32) -> [UInt8] {
    unsafe withUnsafeBytes(of: value, Array.init)
  }
  package static func u64(_ value: UInt64) -> [UInt8] {
    unsafe withUnsafeBytes(of: value, Array.init)
  }
  package static func i32(_ value: Int32) -> [UInt8] { u32(UInt32(bitPattern: value)) }
  package static func text(_ value: String) -> [UInt8] { Array(value.utf8) + [0] }

  /// Bytes with zeros behind them up to a multiple of four.
  package static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  package static func attribute(_ type: UInt16, _ payload: [UInt8]) -> [UInt8] {
    padded(u16(UInt16(payload.count + 4)) + u16(type) + payload)
  }

  /// A nested attribute; NLA_F_NESTED is set.
  package static func nest(_ type: UInt16, _ parts: [UInt8]...) -> [UInt8] {
    attribute(type | 0x8000, Array(parts.joined()))
  }

  package static func message(
    _ type: UInt16, flags: UInt16 = 0, sequence: UInt32, portID: UInt32, _ payload: [UInt8] = []
  ) -> [UInt8] {
    padded(
      u32(UInt32(payload.count + 16)) + u16(type) + u16(flags) + u32(sequence) + u32(portID)
        + payload)
  }

  /// NLMSG_ERROR: 0 is an acknowledgement.
  ///
  /// `extended` are attributes behind the capped request.
  package static func verdict(
    _ errno: Int32, sequence: UInt32, portID: UInt32, extended: [UInt8] = []
  ) -> [UInt8] {
    let request = u32(16) + u16(0) + u16(0) + u32(sequence) + u32(portID)
    return message(
      2, flags: 0x100 | (extended.isEmpty ? 0 : 0x200), sequence: sequence, portID: portID,
      i32(-errno) + request + extended)
  }

  /// NLMSG_DONE: the end of a dump.
  package static func done(
    _ status: Int32 = 0, flags: UInt16 = 0, sequence: UInt32, portID: UInt32
  ) -> [UInt8] {
    message(3, flags: 2 | flags, sequence: sequence, portID: portID, i32(status))
  }
}
