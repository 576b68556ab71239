/// The number that decimal digits stand for; nil for anything else: a sign, an empty range, a number
/// above `limit`, and a leading zero unless it is allowed.
package func decimal(
  _ text: Span<UInt8>, in range: Range<Int>, upTo limit: UInt32, leadingZeros: Bool = false
) -> UInt32? {
  guard !range.isEmpty else { return nil }
  if !leadingZeros, range.count > 1, text[range.lowerBound] == UInt8(ascii: "0") { return nil }
  // 64 bits: a number within the limit, times ten, plus nine cannot overflow.
  var value: UInt64 = 0
  for index in range {
    let digit = text[index] &- UInt8(ascii: "0")
    guard digit <= 9 else { return nil }
    value = value * 10 + UInt64(digit)
    guard value <= UInt64(limit) else { return nil }
  }
  return UInt32(value)
}

/// Appends a number in decimal.
package func appendDecimal(_ value: UInt64, to bytes: inout [UInt8]) {
  // The last digit first; 20 are enough for 64 bits.
  var digits = InlineArray<20, UInt8>(repeating: 0)
  var (start, rest) = (20, value)
  repeat {
    start -= 1
    digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
    rest /= 10
  } while rest > 0
  for index in start..<20 { bytes.append(digits[index]) }
}

/// Appends a number in lowercase hexadecimal, without leading zeros.
func appendHex(_ value: UInt16, to bytes: inout [UInt8]) {
  if value >= 16 { appendHex(value / 16, to: &bytes) }
  bytes.append(hexDigit(UInt8(value & 0xf)))
}

/// The lowercase hexadecimal digit of a value below 16.
func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
}

/// The value of a hexadecimal digit, or nil when the byte is none.
package func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// Whether a byte is a letter of ASCII or a digit.
package func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
}

extension Span<UInt8> {
  /// The place of the first byte of this value, or nil when there is none.
  package func firstIndex(of byte: UInt8) -> Int? {
    // Eight at a time, as long as none of them is it: a byte of the difference is zero where it stands.
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    var start = 0
    while start + 8 <= count {
      let difference = word(at: start) ^ pattern
      if (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080 != 0 { break }
      start += 8
    }
    for index in start..<count where self[index] == byte { return index }
    return nil
  }

  /// The place of the last byte of this value, or nil when there is none.
  func lastIndex(of byte: UInt8) -> Int? {
    var index = count
    while index > 0 {
      index -= 1
      if self[index] == byte { return index }
    }
    return nil
  }
}
