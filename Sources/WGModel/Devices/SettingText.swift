/// The settings of devices and peers in the text form of wireguard-tools: what `wg set` takes and
/// what stands in configuration files.
///
/// Numbers are decimal and may have leading zeros. A text is never repeated in an error when it is
/// not a number: it could be a key in the wrong place.
package enum SettingText {
  /// A UDP port: 0...65535, with an optional plus sign.
  package static func port(_ text: Span<UInt8>) throws(WGError) -> UInt16 {
    let signed = text.count > 1 && text[0] == UInt8(ascii: "+")
    guard let value = number(text, from: signed ? 1 : 0, radix: 10, upTo: 0xffff) else {
      throw WGError(.invalidArgument, "a port is a number from 0 to 65535")
    }
    return UInt16(value)
  }

  /// A firewall mark: `off`, or 0...0xffffffff in decimal or, after 0x, in hexadecimal.
  package static func firewallMark(_ text: Span<UInt8>) throws(WGError) -> UInt32 {
    if isOff(text) { return 0 }
    let isHexadecimal =
      text.count > 2 && text[0] == UInt8(ascii: "0") && text[1] == UInt8(ascii: "x")
    let value =
      isHexadecimal
      ? number(text, from: 2, radix: 16, upTo: 0xffff_ffff)
      : number(text, from: 0, radix: 10, upTo: 0xffff_ffff)
    guard let value else {
      throw WGError(
        .invalidArgument, "a firewall mark is off, or a number from 0 to 0xffffffff")
    }
    return UInt32(value)
  }

  /// The seconds between keepalive packets: `off`, or 0...65535.
  package static func keepalive(_ text: Span<UInt8>) throws(WGError) -> UInt16 {
    if isOff(text) { return 0 }
    guard let value = number(text, from: 0, radix: 10, upTo: 0xffff) else {
      throw WGError(
        .invalidArgument, "a persistent keepalive is off, or a number of seconds up to 65535")
    }
    return UInt16(value)
  }

  private static func isOff(_ text: Span<UInt8>) -> Bool {
    text.count == 3 && text[0] | 0x20 == UInt8(ascii: "o")
      && text[1] | 0x20 == UInt8(ascii: "f") && text[2] | 0x20 == UInt8(ascii: "f")
  }

  private static func number(
    _ text: Span<UInt8>, from start: Int, radix: UInt64, upTo limit: UInt64
  ) -> UInt64? {
    guard start < text.count else { return nil }
    var value: UInt64 = 0
    for index in start..<text.count {
      guard let digit = digit(text[index]), digit < radix else { return nil }
      // Neither limit nor radix lets this overflow.
      value = value * radix + digit
      guard value <= limit else { return nil }
    }
    return value
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
