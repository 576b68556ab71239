internal import Sentences

/// A text of unknown origin as an error or a log may repeat it: in quotes, cut to `limit` bytes, with
/// everything but printable ASCII escaped, so that it cannot steer a terminal or forge a line.
///
/// A text that holds what looks like a WireGuard key is described, never repeated: a key that went
/// to the wrong place is still a secret.
package func quoted(_ text: Span<UInt8>, limit: Int = 64) -> String {
  if holdsKey(text, before: limit) { return "a text of \(text.count) bytes that looks like a key" }
  var bytes: [UInt8] = [UInt8(ascii: "'")]
  for index in 0..<min(text.count, limit) {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x20:
      bytes.append(byte)
    default:
      appendPrintable(byte, to: &bytes)
    }
  }
  guard text.count > limit else {
    bytes.append(UInt8(ascii: "'"))
    return String(decoding: bytes, as: UTF8.self)
  }
  return String(decoding: bytes, as: UTF8.self) + "...' (\(text.count) bytes)"
}

/// The start of a text of unknown origin, up to 64 bytes, as an error may repeat it: described when
/// the whole holds what looks like a key there.
func quoted(_ start: Span<UInt8>, of whole: Span<UInt8>) -> String {
  quoted(holdsKey(whole, before: 64) ? whole : start, limit: 64)
}

/// A text of unknown origin as an error or a log may repeat it.
package func quoted(_ text: String, limit: Int = 64) -> String {
  quoted(text.utf8.span, limit: limit)
}

/// A text of the kernel's, up to the NUL that ends it, with every byte that is not printable ASCII as
/// `\x` and two hexadecimal digits.
package func printable(_ text: Span<UInt8>) -> String {
  var bytes: [UInt8] = []
  for index in text.indices {
    if text[index] == 0 { break }
    appendPrintable(text[index], to: &bytes)
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Appends a byte that is printable ASCII as it is, any other as `\x` and two hexadecimal digits.
func appendPrintable(_ byte: UInt8, to bytes: inout [UInt8]) {
  if byte > 0x20 && byte < 0x7f {
    bytes.append(byte)
  } else {
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(UInt8(ascii: "x"))
    bytes.append(hexDigit(byte >> 4))
    bytes.append(hexDigit(byte & 0xf))
  }
}

// A key is 43 base64 characters and "=", or 64 hexadecimal digits. The "=" may be missing: then 43
// characters with letters of both cases and a digit among them are a key, which a path seldom has. One
// character less is as much: a sign in front of an allowed IP can be the first one of a key.
// A key that begins in front of `end` ends within 64 bytes of it: the time does not depend on the
// length of the text.
private func holdsKey(_ text: Span<UInt8>, before end: Int) -> Bool {
  var run = 0
  var kinds: Kinds = []
  var hex = 0
  for index in 0..<min(text.count, end + 64) {
    let byte = text[index]
    if byte == UInt8(ascii: "="), run >= 42 { return true }
    hex = hexValue(byte) == nil ? 0 : hex + 1
    if hex == 64 { return true }
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): kinds.insert(.upper)
    case UInt8(ascii: "a")...UInt8(ascii: "z"): kinds.insert(.lower)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): kinds.insert(.digit)
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"): break
    default:
      run = -1
      kinds = []
    }
    run += 1
    if run >= 42, kinds == [.upper, .lower, .digit] { return true }
  }
  return false
}

// The kinds of characters in a run.
private struct Kinds: OptionSet {
  let rawValue: UInt8
  static let upper = Self(rawValue: 1)
  static let lower = Self(rawValue: 2)
  static let digit = Self(rawValue: 4)
}
