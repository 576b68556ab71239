/// A text as JSON has it: in quotes, with escapes for quotes, backslashes and control characters.
///
/// What is not UTF-8 has been replaced when the text became a `String`. The result is one line of
/// valid JSON whatever the text is.
package func jsonText(_ text: String) -> String {
  var bytes: [UInt8] = [UInt8(ascii: "\"")]
  for byte in Array(text.utf8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0..<0x20, 0x7f:
      bytes += "\\u00".utf8
      bytes.append(hexDigit(byte >> 4))
      bytes.append(hexDigit(byte & 0xf))
    default: bytes.append(byte)
    }
  }
  bytes.append(UInt8(ascii: "\""))
  return String(decoding: bytes, as: UTF8.self)
}
