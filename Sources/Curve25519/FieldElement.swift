/// An integer modulo p = 2^255 − 19, as five limbs of 51 bits: l0 + 2^51·l1 + … + 2^204·l4.
///
/// A limb is a `UInt64` and may exceed 51 bits; a value has many forms. Two classes are used:
/// - *tight*: each limb is below 2^51 + 2^18. Products, squares and unpacked values are tight.
/// - *loose*: each limb is below 2^54 + 2^51. Factors may be loose.
///
/// Nothing carries but a product, so every addition and subtraction states its bounds. No operation
/// branches on a value or uses one as an address.
struct FieldElement {
  var l0: UInt64
  var l1: UInt64
  var l2: UInt64
  var l3: UInt64
  var l4: UInt64

  /// The 51 bits of a limb.
  static var limbMask: UInt64 { (1 << 51) - 1 }

  @inline(__always)
  init(_ l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64, _ l4: UInt64) {
    self.l0 = l0
    self.l1 = l1
    self.l2 = l2
    self.l3 = l3
    self.l4 = l4
  }
}

extension FieldElement {
  /// Limb by limb; the bounds of a limb add up.
  @inline(__always)
  static func + (f: FieldElement, g: FieldElement) -> FieldElement {
    FieldElement(f.l0 &+ g.l0, f.l1 &+ g.l1, f.l2 &+ g.l2, f.l3 &+ g.l3, f.l4 &+ g.l4)
  }

  /// Limb by limb, 2p added so that none goes below zero.
  ///
  /// The limbs of 2p are 2^52 − 38 and four of 2^52 − 2: `g` must not be above them, which tight is
  /// not. A limb of the result is below that of `f` plus 2^52.
  @inline(__always)
  static func - (f: FieldElement, g: FieldElement) -> FieldElement {
    let twiceP = FieldElement(
      (1 << 52) - 38, (1 << 52) - 2, (1 << 52) - 2, (1 << 52) - 2, (1 << 52) - 2)
    return f.adding(twiceP, subtracting: g)
  }

  /// As `-`, with 4p: the limbs of `g` may be up to 2^53 − 76, and the result grows by 2^53.
  @inline(__always)
  func subtractingWide(_ g: FieldElement) -> FieldElement {
    let fourTimesP = FieldElement(
      (1 << 53) - 76, (1 << 53) - 4, (1 << 53) - 4, (1 << 53) - 4, (1 << 53) - 4)
    return adding(fourTimesP, subtracting: g)
  }

  @inline(__always)
  private func adding(_ p: FieldElement, subtracting g: FieldElement) -> FieldElement {
    FieldElement(
      l0 &+ p.l0 &- g.l0, l1 &+ p.l1 &- g.l1, l2 &+ p.l2 &- g.l2, l3 &+ p.l3 &- g.l3,
      l4 &+ p.l4 &- g.l4)
  }

  /// Twice the value; the bounds double.
  @inline(__always)
  var doubled: FieldElement { self + self }
}
