/// A limb times a limb.
@inline(__always)
private func wide(_ a: UInt64, _ b: UInt64) -> UInt128 {
  UInt128(truncatingIfNeeded: a) &* UInt128(truncatingIfNeeded: b)
}

/// What a column has above the bits of a limb.
///
/// The width is a `UInt128`, since a shift by another type is a call that may not be inlined.
@inline(__always)
private func carry(_ column: UInt128) -> UInt64 {
  UInt64(truncatingIfNeeded: column &>> (51 as UInt128))
}

extension FieldElement {
  /// The product, tight, of two loose factors.
  ///
  /// A column that passes 2^255 comes back at the bottom times 19. The largest, column 0, is
  /// 1 + 4·19 = 77 products of limbs below 2^54.18: below 2^(108.36 + 6.27) < 2^114.7. Columns 1 to
  /// 4 hold 59, 41, 23 and 5. A limb times 19 is below 2^58.5.
  @inline(__always)
  static func * (f: FieldElement, g: FieldElement) -> FieldElement {
    let g1 = g.l1 &* 19
    let g2 = g.l2 &* 19
    let g3 = g.l3 &* 19
    let g4 = g.l4 &* 19
    let c0 =
      wide(f.l0, g.l0) &+ wide(f.l1, g4) &+ wide(f.l2, g3) &+ wide(f.l3, g2) &+ wide(f.l4, g1)
    let c1 =
      wide(f.l0, g.l1) &+ wide(f.l1, g.l0) &+ wide(f.l2, g4) &+ wide(f.l3, g3) &+ wide(f.l4, g2)
    let c2 =
      wide(f.l0, g.l2) &+ wide(f.l1, g.l1) &+ wide(f.l2, g.l0) &+ wide(f.l3, g4) &+ wide(f.l4, g3)
    let c3 =
      wide(f.l0, g.l3) &+ wide(f.l1, g.l2) &+ wide(f.l2, g.l1) &+ wide(f.l3, g.l0)
      &+ wide(f.l4, g4)
    let c4 =
      wide(f.l0, g.l4) &+ wide(f.l1, g.l3) &+ wide(f.l2, g.l2) &+ wide(f.l3, g.l1)
      &+ wide(f.l4, g.l0)
    return carried(c0, c1, c2, c3, c4)
  }

  /// The square, tight, of a loose value: the columns of the product with equal terms taken once.
  ///
  /// A limb times 38 is below 2^59.5.
  @inline(__always)
  var squared: FieldElement {
    let double0 = l0 &* 2
    let double1 = l1 &* 2
    let l3x19 = l3 &* 19
    let l4x19 = l4 &* 19
    let l3x38 = l3 &* 38
    let l4x38 = l4 &* 38
    let c0 = wide(l0, l0) &+ wide(l1, l4x38) &+ wide(l2, l3x38)
    let c1 = wide(double0, l1) &+ wide(l2, l4x38) &+ wide(l3, l3x19)
    let c2 = wide(double0, l2) &+ wide(l1, l1) &+ wide(l3, l4x38)
    let c3 = wide(double0, l3) &+ wide(double1, l2) &+ wide(l4, l4x19)
    let c4 = wide(double0, l4) &+ wide(double1, l3) &+ wide(l2, l2)
    return FieldElement.carried(c0, c1, c2, c3, c4)
  }

  /// Takes columns to tight limbs: every limb passes its carry to the next at once, twice.
  ///
  /// One serial chain from limb to limb would be as short in instructions and far longer in time.
  /// - The first round carries below 2^(114.7 − 51) = 2^63.7 out of columns 0 to 3, and below
  ///   2^(108.36 + 2.33 − 51) < 2^59.7 out of column 4, times 19 below 2^63.95: a sum with 51 bits
  ///   still fits in 64.
  /// - The second carries below 2^13, times 19 below 2^17.3, to limbs of 51 bits: the result is
  ///   tight.
  @inline(__always)
  private static func carried(
    _ c0: UInt128, _ c1: UInt128, _ c2: UInt128, _ c3: UInt128, _ c4: UInt128
  ) -> FieldElement {
    let mask = limbMask
    let s0 = (UInt64(truncatingIfNeeded: c0) & mask) &+ carry(c4) &* 19
    let s1 = (UInt64(truncatingIfNeeded: c1) & mask) &+ carry(c0)
    let s2 = (UInt64(truncatingIfNeeded: c2) & mask) &+ carry(c1)
    let s3 = (UInt64(truncatingIfNeeded: c3) & mask) &+ carry(c2)
    let s4 = (UInt64(truncatingIfNeeded: c4) & mask) &+ carry(c3)
    return FieldElement(
      (s0 & mask) &+ (s4 &>> 51) &* 19, (s1 & mask) &+ (s0 &>> 51), (s2 & mask) &+ (s1 &>> 51),
      (s3 & mask) &+ (s2 &>> 51), (s4 & mask) &+ (s3 &>> 51))
  }
}
