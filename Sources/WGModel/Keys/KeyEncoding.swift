internal import CLinux

/// Keys as text: 44 characters of base64 or 64 of hex, without a branch or an address that depends on
/// the key.
///
/// Base64 is RFC 4648 section 4 in its canonical form alone: the standard alphabet, one `=`, and the
/// two bits that the last character does not need are zero. Tables and comparisons are replaced by
/// arithmetic on the differences: a subtraction that goes below zero leaves a mask in the high bits.
/// Nothing overflows, but only `&+` and `&-` keep the compiler from asking, which is a branch too.
enum KeyEncoding {
  static var base64Length: Int { 44 }
  static var hexLength: Int { 64 }

  /// Writes 44 characters for 32 bytes.
  static func encodeBase64(_ key: Span<UInt8>, into text: inout MutableSpan<UInt8>) {
    // Ten groups of three bytes, and one of two.
    for group in 0..<11 {
      let third: Int32 = group < 10 ? Int32(key[group * 3 + 2]) : 0
      let bits = Int32(key[group * 3]) << 16 | Int32(key[group * 3 + 1]) << 8 | third
      for place in 0..<4 {
        text[group * 4 + place] = character(for: bits >> Int32(18 - 6 * place) & 63)
      }
    }
    text[43] = UInt8(ascii: "=")
  }

  /// Reads 44 characters; answers whether they are canonical.
  ///
  /// When not, what was written to `key` is worth nothing.
  static func decodeBase64(_ text: Span<UInt8>, into key: inout MutableSpan<UInt8>) -> Bool {
    guard text.count == base64Length else { return false }
    // Negative as soon as one character is none of the alphabet.
    var verdict: Int32 = 0
    for group in 0..<11 {
      var bits: Int32 = 0
      for place in 0..<(group < 10 ? 4 : 3) {
        let value = value(ofBase64: Int32(text[group * 4 + place]))
        verdict |= value
        bits = bits << 6 | (value & 63)
      }
      if group == 10 {
        // 18 bits, of which the last two must be zero.
        verdict |= 0 &- (bits & 3)
        bits <<= 6
      }
      key[group * 3] = UInt8(truncatingIfNeeded: bits >> 16)
      key[group * 3 + 1] = UInt8(truncatingIfNeeded: bits >> 8)
      if group < 10 { key[group * 3 + 2] = UInt8(truncatingIfNeeded: bits) }
    }
    verdict |= 0 &- (Int32(text[43]) ^ Int32(UInt8(ascii: "=")))
    return verdict >= 0
  }

  /// Writes 64 lowercase digits for 32 bytes.
  static func encodeHex(_ key: Span<UInt8>, into text: inout MutableSpan<UInt8>) {
    for index in 0..<32 {
      text[index * 2] = digit(for: Int32(key[index] >> 4))
      text[index * 2 + 1] = digit(for: Int32(key[index] & 15))
    }
  }

  /// Reads 64 digits of either case; answers whether they all were digits.
  static func decodeHex(_ text: Span<UInt8>, into key: inout MutableSpan<UInt8>) -> Bool {
    guard text.count == hexLength else { return false }
    var verdict: Int32 = 0
    for index in 0..<32 {
      let high = value(ofHex: Int32(text[index * 2]))
      let low = value(ofHex: Int32(text[index * 2 + 1]))
      verdict |= high | low
      key[index] = UInt8(truncatingIfNeeded: (high & 15) << 4 | (low & 15))
    }
    return verdict >= 0
  }

  // All ones when `number` is negative, else zero. Where a compiler sees how the number was made, or
  // what the mask is for, it makes a branch of them.
  @inline(__always)
  private static func mask(_ number: Int32) -> Int32 {
    wgkit_opaque(wgkit_opaque(number) >> 31)
  }

  // A to Z, a to z, 0 to 9, + and / for 0 to 63: the sum of the jumps between the five runs.
  @inline(__always)
  private static func character(for value: Int32) -> UInt8 {
    let code =
      value &+ 65 &+ (mask(25 &- value) & 6) &- (mask(51 &- value) & 75) &- (mask(61 &- value) & 15)
      &+ (mask(62 &- value) & 3)
    return UInt8(truncatingIfNeeded: code)
  }

  // The value of a character, or -1: of the five runs at most one adds to it.
  @inline(__always)
  static func value(ofBase64 code: Int32) -> Int32 {
    -1
      &+ (mask(64 &- code) & mask(code &- 91) & (code &- 64))
      &+ (mask(96 &- code) & mask(code &- 123) & (code &- 70))
      &+ (mask(47 &- code) & mask(code &- 58) & (code &+ 5))
      &+ (mask(42 &- code) & mask(code &- 44) & 63)
      &+ (mask(46 &- code) & mask(code &- 48) & 64)
  }

  @inline(__always)
  private static func digit(for value: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: value &+ 48 &+ (mask(9 &- value) & 39))
  }

  @inline(__always)
  private static func value(ofHex code: Int32) -> Int32 {
    -1
      &+ (mask(47 &- code) & mask(code &- 58) & (code &- 47))
      &+ (mask(64 &- code) & mask(code &- 71) & (code &- 54))
      &+ (mask(96 &- code) & mask(code &- 103) & (code &- 86))
  }
}
