/// A point of the table as the addition wants it, its Z being 1.
struct TableEntry {
  /// y − x: limbs of 51 bits.
  var yMinusX: FieldElement
  /// y + x: limbs of 51 bits.
  var yPlusX: FieldElement
  /// 2d·x·y, or 2xy in window 0: limbs up to 2^52.
  var product: FieldElement
}

/// Multiples of the base point B, for 51 windows of 5 bits: 16 entries each, in read-only memory.
///
/// Entry j of window i is the point (2j + 1)·32^i·4B. An entry is y − x, y + x and 2d·x·y, below p,
/// in four words each. Window 0 holds 2xy instead, since its entry starts the sum.
enum BasePointTable {
  static var windowCount: Int { 51 }
  static var entryCount: Int { 16 }
  static var wordCount: Int { 12 }

  /// The entry of a window for `digit`, which stands for the odd number 2·digit − 31.
  ///
  /// Every entry of the window is read and kept or dropped by a mask, so that no address depends on
  /// the digit, 0...31. The window is no secret.
  @inline(__always)
  static func entry(window: Int, digit: UInt64) -> TableEntry {
    // All ones when the number is negative; its size is then 31 − 2·digit, entry 15 − digit, and
    // otherwise 2·digit − 31, entry digit − 16.
    let negative = (digit &>> 4) &- 1
    let index = (digit ^ negative) & 15

    var low = SIMD4<UInt64>.zero
    var middle = SIMD4<UInt64>.zero
    var high = SIMD4<UInt64>.zero
    let start = window &* (entryCount &* wordCount)
    for candidate in 0..<entryCount {
      // All ones where the numbers are equal: only then does subtracting one borrow from bit 63.
      let mask = 0 &- (((index ^ UInt64(truncatingIfNeeded: candidate)) &- 1) &>> 63)
      let masks = SIMD4(repeating: mask)
      let place = start &+ candidate &* wordCount
      low |= masks & four(at: place)
      middle |= masks & four(at: place &+ 4)
      high |= masks & four(at: place &+ 8)
    }

    // The negative of a point has −x: the first two change places, the third changes its sign.
    let exchange = SIMD4(repeating: negative) & (low ^ middle)
    low ^= exchange
    middle ^= exchange
    let product = FieldElement(packed: high)
    return TableEntry(
      yMinusX: FieldElement(packed: low), yPlusX: FieldElement(packed: middle),
      product: product.chosen(over: FieldElement(0, 0, 0, 0, 0) - product, unless: negative))
  }

  @inline(__always)
  private static func four(at place: Int) -> SIMD4<UInt64> {
    SIMD4(words[place], words[place &+ 1], words[place &+ 2], words[place &+ 3])
  }
}

extension FieldElement {
  @inline(__always)
  fileprivate init(packed: SIMD4<UInt64>) {
    self.init(words: packed[0], packed[1], packed[2], packed[3])
  }

  /// This value, or the other one where the mask is all ones.
  @inline(__always)
  fileprivate func chosen(over g: FieldElement, unless mask: UInt64) -> FieldElement {
    FieldElement(
      l0 ^ (mask & (l0 ^ g.l0)), l1 ^ (mask & (l1 ^ g.l1)), l2 ^ (mask & (l2 ^ g.l2)),
      l3 ^ (mask & (l3 ^ g.l3)), l4 ^ (mask & (l4 ^ g.l4)))
  }
}
