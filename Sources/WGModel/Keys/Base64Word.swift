/// Eight characters of base64 and their values of 6 bits, each in a byte of a word, the first one in the
/// highest: RFC 4648 section 4.
///
/// All eight are worked on at once, with sums and shifts that never leave their byte. So there is nothing
/// that a branch or an address could depend on.
enum Base64Word {
  /// The characters of eight values: A to Z, a to z, 0 to 9, + and / for 0 to 63.
  ///
  /// It is the sum of the jumps between the five runs.
  @inline(__always)
  static func characters(for values: UInt64) -> UInt64 {
    values &+ each(65) &+ above(25, values) &* 6 &- above(51, values) &* 75
      &- above(61, values) &* 15 &+ above(62, values) &* 3
  }

  /// The values of eight characters, and what is not zero in the byte of a character that is none.
  @inline(never)
  static func values(of characters: UInt64) -> (values: UInt64, faults: UInt64) {
    let low = characters & each(0x7f)
    let upper = above(64, low) &- above(90, low)
    let lower = above(96, low) &- above(122, low)
    let digit = above(47, low) &- above(57, low)
    let plus = above(42, low) &- above(43, low)
    let slash = above(46, low) &- above(47, low)
    // Of the five at most one is 1 in a byte.
    let values =
      (low & (upper &* 255)) &- upper &* 65 &+ (low & (lower &* 255)) &- lower &* 71
      &+ (low & (digit &* 255)) &+ digit &* 4 &+ plus &* 62 &+ slash &* 63
    let known = upper | lower | digit | plus | slash
    return (values, (characters & each(0x80)) | (known ^ each(1)))
  }

  /// 48 bits as eight values.
  @inline(__always)
  static func spread(_ bits: UInt64) -> UInt64 {
    let halves = (bits & 0xff_ffff) | (bits & 0xffff_ff00_0000) &<< 8
    let quarters = (halves & 0x0000_0fff_0000_0fff) | (halves & 0x00ff_f000_00ff_f000) &<< 4
    return (quarters & 0x003f_003f_003f_003f) | (quarters & 0x0fc0_0fc0_0fc0_0fc0) &<< 2
  }

  /// The 48 bits of eight values.
  @inline(__always)
  static func gather(_ values: UInt64) -> UInt64 {
    let quarters = (values & 0x003f_003f_003f_003f) | (values & 0x3f00_3f00_3f00_3f00) &>> 2
    let halves = (quarters & 0x0000_0fff_0000_0fff) | (quarters & 0x0fff_0000_0fff_0000) &>> 4
    return (halves & 0xff_ffff) | (halves & 0x00ff_ffff_0000_0000) &>> 8
  }

  // The same number in every byte.
  @inline(__always)
  private static func each(_ number: UInt64) -> UInt64 { number &* 0x0101_0101_0101_0101 }

  // 1 in each byte that is above `limit`, else 0; bytes and limit are below 128.
  @inline(__always)
  private static func above(_ limit: UInt64, _ bytes: UInt64) -> UInt64 {
    (bytes &+ each(127 &- limit)) &>> 7 & each(1)
  }
}
