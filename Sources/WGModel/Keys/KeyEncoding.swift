internal import CLinux

/// Keys as text: 44 characters of base64 or 64 of hex, without a branch or an address that depends on
/// the key.
///
/// Base64 is RFC 4648 section 4 in its canonical form alone: the standard alphabet, one `=`, and the
/// two bits that the last character does not need are zero; ``Base64Word`` knows the alphabet. For hex,
/// tables and comparisons are replaced by arithmetic on the differences: a subtraction that goes below
/// zero leaves a mask in the high bits.
/// Nothing overflows, but only `&+` and `&-` keep the compiler from asking, which is a branch too.
enum KeyEncoding {
  static var base64Length: Int { 44 }
  static var hexLength: Int { 64 }

  /// Writes 44 characters for 32 bytes, from a place of the text on.
  @inline(never)
  static func encodeBase64(
    _ key: Span<UInt8>, into text: inout MutableSpan<UInt8>, at start: Int = 0
  ) {
    // Six bytes at a time, which are the upper ones of eight.
    for group in 0..<5 {
      let bits = key.word(at: 6 * group) &>> 16
      text.put(Base64Word.characters(for: Base64Word.spread(bits)), at: start + 8 * group)
    }
    // The last five, of which three have been written before, and nothing: a character less.
    let bits = (key.word(at: 24) & 0xff_ffff_ffff) &<< 8
    let characters = Base64Word.characters(for: Base64Word.spread(bits))
    text.put(characters & ~0xff | UInt64(UInt8(ascii: "=")), at: start + 36)
  }

  /// Reads 44 characters; answers whether they are canonical.
  ///
  /// When not, what was written to `key` is worth nothing.
  @inline(never)
  static func decodeBase64(_ text: Span<UInt8>, into key: inout MutableSpan<UInt8>) -> Bool {
    guard text.count == base64Length else { return false }
    // Not zero as soon as one character is none of the alphabet.
    var verdict: UInt64 = 0
    var bits: UInt64 = 0
    for group in 0..<5 {
      let (values, faults) = Base64Word.values(of: text.word(at: 8 * group))
      verdict |= faults
      bits = Base64Word.gather(values)
      // The two bytes behind them are written by the next group.
      key.put(bits &<< 16, at: 6 * group)
    }
    // The last eight once more from their middle on, with a zero in place of the end's sign: they are
    // five bytes, of which two are new, and eight bits that must be zero.
    let characters = text.word(at: 36)
    let (values, faults) = Base64Word.values(of: characters & ~0xff | UInt64(UInt8(ascii: "A")))
    let last = Base64Word.gather(values)
    verdict |= faults | (last & 0xff) | ((characters & 0xff) ^ UInt64(UInt8(ascii: "=")))
    key.put(bits &<< 16 | (last &>> 8 & 0xffff), at: 24)
    return verdict == 0
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
