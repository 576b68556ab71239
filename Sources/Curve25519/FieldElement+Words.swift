extension FieldElement {
  /// Unpacks 255 bits from four words, the lowest first: each limb gets 51 bits, so it is tight.
  ///
  /// Bit 255 must be zero, as it is in every entry of the table.
  @inline(__always)
  init(words w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
    let mask = FieldElement.limbMask
    self.init(
      w0 & mask, ((w0 &>> 51) | (w1 &<< 13)) & mask, ((w1 &>> 38) | (w2 &<< 26)) & mask,
      ((w2 &>> 25) | (w3 &<< 39)) & mask, w3 &>> 12)
  }

  /// The one form below p, packed into four words, the lowest first.
  ///
  /// The value must be tight.
  ///
  /// A tight value is below 2^255 + 2^222 + …, so below 2p: it is p or more exactly when adding 19
  /// carries out of bit 254, and then adding 19 and dropping that bit subtracts p.
  var canonicalWords: (UInt64, UInt64, UInt64, UInt64) {
    let mask = FieldElement.limbMask
    var carry = (l0 &+ 19) &>> 51
    carry = (l1 &+ carry) &>> 51
    carry = (l2 &+ carry) &>> 51
    carry = (l3 &+ carry) &>> 51
    carry = (l4 &+ carry) &>> 51

    let s0 = l0 &+ carry &* 19
    let s1 = l1 &+ (s0 &>> 51)
    let s2 = l2 &+ (s1 &>> 51)
    let s3 = l3 &+ (s2 &>> 51)
    let s4 = (l4 &+ (s3 &>> 51)) & mask
    let (m0, m1, m2, m3) = (s0 & mask, s1 & mask, s2 & mask, s3 & mask)
    return (
      m0 | (m1 &<< 51), (m1 &>> 13) | (m2 &<< 38), (m2 &>> 26) | (m3 &<< 25),
      (m3 &>> 39) | (s4 &<< 12)
    )
  }
}
