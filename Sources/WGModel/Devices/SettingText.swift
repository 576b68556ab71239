internal import Sentences

/// The settings of devices and peers in the text form of wireguard-tools: what `wg set` takes and
/// what stands in configuration files.
///
/// As there, decimal numbers may have leading zeros and a port may have a plus sign. A port by the
/// name of its service is an error, and so is one above 65535, of which `wg` takes the remainder.
package enum SettingText {
  /// A UDP port: 0...65535.
  package static func port(_ text: Span<UInt8>) throws(WGError) -> UInt16 {
    let start = text.count > 1 && text[0] == UInt8(ascii: "+") ? 1 : 0
    guard let port = decimal(text, in: start..<text.count, upTo: 0xffff, leadingZeros: true) else {
      throw WGError(
        .invalidArgument, "\(quoted(text)) is no port: write a number from 0 to 65535")
    }
    return UInt16(port)
  }

  /// A firewall mark: `off`, or 0...0xffffffff in decimal or, after `0x`, in hexadecimal.
  package static func firewallMark(_ text: Span<UInt8>) throws(WGError) -> UInt32 {
    if isOff(text) { return 0 }
    let isHexadecimal =
      text.count > 2 && text[0] == UInt8(ascii: "0") && text[1] == UInt8(ascii: "x")
    let mark =
      isHexadecimal
      ? hexadecimal(text.extracting(2..<text.count))
      : decimal(text, in: 0..<text.count, upTo: .max, leadingZeros: true)
    guard let mark else {
      throw WGError(
        .invalidArgument,
        "\(quoted(text)) is no firewall mark: write off, or a number from 0 to 0xffffffff")
    }
    return mark
  }

  /// The seconds between keepalive packets: `off`, or 0...65535.
  package static func keepalive(_ text: Span<UInt8>) throws(WGError) -> UInt16 {
    if isOff(text) { return 0 }
    guard let seconds = decimal(text, in: 0..<text.count, upTo: 0xffff, leadingZeros: true) else {
      throw WGError(
        .invalidArgument,
        "\(quoted(text)) is no keepalive interval: write off, or seconds from 1 to 65535")
    }
    return UInt16(seconds)
  }

  /// The size of an interface's largest packet in bytes; the kernel knows the limits.
  package static func mtu(_ text: Span<UInt8>) throws(WGError) -> UInt32 {
    guard let bytes = decimal(text, in: 0..<text.count, upTo: .max) else {
      throw WGError(.invalidArgument, "\(quoted(text)) is no MTU: write a number of bytes")
    }
    return bytes
  }

  // In letters of either case, as `wg` does.
  private static func isOff(_ text: Span<UInt8>) -> Bool {
    text.count == 3 && text[0] | 0x20 == UInt8(ascii: "o")
      && text[1] | 0x20 == UInt8(ascii: "f") && text[2] | 0x20 == UInt8(ascii: "f")
  }

  private static func hexadecimal(_ text: Span<UInt8>) -> UInt32? {
    var value: UInt64 = 0
    for index in text.indices {
      guard let digit = hexValue(text[index]) else { return nil }
      // The limit below keeps this from overflowing.
      value = value << 4 | UInt64(digit)
      guard value <= UInt64(UInt32.max) else { return nil }
    }
    return UInt32(value)
  }
}
