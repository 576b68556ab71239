internal import Sentences

/// An endpoint's text taken apart, before anything is looked up: the grammar of `wg` and its files.
///
/// With a bracket in front, the host reaches up to the first `]`, which `:` and the port follow.
/// Without, the last `:` is in front of the port, so that an IPv6 address needs no brackets. The
/// host may be an IP address, with a zone behind `%`, or a name.
package struct HostPort {
  /// The bytes of the host: one at least; neither brackets nor the zone.
  package let host: Range<Int>

  /// The bytes behind `%`, one at least: the name or the index of an interface; nil without `%`.
  package let zone: Range<Int>?

  /// The port, 1...65535.
  package let port: UInt16

  /// Whether the host stands in brackets.
  package let isBracketed: Bool

  let portText: Range<Int>

  /// Takes a text apart.
  ///
  /// The port is decimal; leading zeros are ignored, as `wg` does.
  ///
  /// - Parameter text: the endpoint.
  /// - Throws: `WGError` with the code `invalidAddress`.
  package init(utf8 text: Span<UInt8>) throws(WGError) {
    // 253 bytes for a name, 15 for a zone, and the port: a longer text is not worth reading.
    guard text.count <= 300 else { throw Self.rejection(of: text, "it is too long") }
    // The C library would look up what is in front of the NUL.
    guard text.firstIndex(of: 0) == nil else {
      throw Self.rejection(of: text, "it holds a NUL byte")
    }

    let whole: Range<Int>
    let colon: Int
    isBracketed = !text.isEmpty && text[0] == UInt8(ascii: "[")
    if isBracketed {
      guard let bracket = text.firstIndex(of: UInt8(ascii: "]")) else {
        throw Self.rejection(of: text, "close the bracket: [2001:db8::1]:51820")
      }
      whole = 1..<bracket
      colon = bracket + 1
    } else {
      colon = text.lastIndex(of: UInt8(ascii: ":")) ?? text.count
      whole = 0..<colon
    }
    guard colon + 1 < text.count, text[colon] == UInt8(ascii: ":") else {
      throw Self.rejection(of: text, "write the port behind the host: 192.0.2.1:51820")
    }

    portText = colon + 1..<text.count
    guard let port = decimal(text, in: portText, upTo: 65535, leadingZeros: true), port > 0 else {
      throw Self.rejection(of: text, "its port must be a number from 1 to 65535")
    }
    self.port = UInt16(port)

    let percent = text.extracting(whole).firstIndex(of: UInt8(ascii: "%"))
    let hostEnd = percent.map { whole.lowerBound + $0 } ?? whole.upperBound
    host = whole.lowerBound..<hostEnd
    zone = percent == nil ? nil : hostEnd + 1..<whole.upperBound
    guard !host.isEmpty else {
      throw Self.rejection(of: text, "write the host in front of the port: 192.0.2.1:51820")
    }
    if let zone, zone.isEmpty {
      throw Self.rejection(of: text, "write an interface behind the %, or leave it out")
    }
  }

  private static func rejection(of text: Span<UInt8>, _ reason: String) -> WGError {
    WGError(.invalidAddress, "\(quoted(text)) is no endpoint: \(reason)")
  }
}

extension HostPort {
  /// Whether a text may be passed to the resolver as a host name.
  ///
  /// Labels of 1 to 63 letters, digits, `-` and `_`, 253 bytes in all, a dot at the end allowed. The
  /// last label is no number, decimal or `0x…`: the C library would take `127.1`, `010.0.0.1` or
  /// `0x7f000001` for an IPv4 address, and not always for the one that was meant.
  package static func isHostName(_ text: Span<UInt8>) -> Bool {
    var end = text.count
    if end > 0, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard 1...253 ~= end else { return false }

    var start = 0
    for index in 0..<end {
      switch text[index] {
      case UInt8(ascii: "."):
        guard 1...63 ~= index - start else { return false }
        start = index + 1
      case UInt8(ascii: "-"), UInt8(ascii: "_"): break
      case let byte: if !isLetterOrDigit(byte) { return false }
      }
    }
    return 1...63 ~= end - start && !isNumber(text.extracting(start..<end))
  }

  private static func isNumber(_ label: Span<UInt8>) -> Bool {
    let isHex =
      label.count >= 2 && label[0] == UInt8(ascii: "0") && label[1] | 0x20 == UInt8(ascii: "x")
    for index in (isHex ? 2 : 0)..<label.count {
      guard let digit = hexValue(label[index]), isHex || digit < 10 else { return false }
    }
    return true
  }
}
