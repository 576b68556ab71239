/// A public key before its division: the u-coordinate is numerator/denominator.
///
/// The denominator is never zero. It is only for the neutral point, where Z = Y; and the point is m·8B
/// with 2^251 ≤ m < 2^252 (see ``ScalarWindows``), while 8B has a prime order above 2^252, of which m
/// is no multiple.
struct Fraction {
  /// Loose.
  var numerator: FieldElement
  /// Loose.
  var denominator: FieldElement

  /// The public key of 32 bytes as a fraction, by 50 additions of points from the table.
  ///
  /// Out of line, since it is 12 KB and has two callers.
  @inline(never)
  init(privateKey: Span<UInt8>) {
    let digits = ScalarWindows(privateKey: privateKey)
    var sum = EdwardsPoint(first: BasePointTable.entry(window: 0, digit: digits.digit(window: 0)))
    let last = BasePointTable.windowCount - 1
    for window in 1..<last {
      sum.add(BasePointTable.entry(window: window, digit: digits.digit(window: window)))
    }
    self = sum.montgomeryFraction(
      adding: BasePointTable.entry(window: last, digit: digits.digit(window: last)))
  }

  init(numerator: FieldElement, denominator: FieldElement) {
    self.numerator = numerator
    self.denominator = denominator
  }
}
