/// A point of the twisted Edwards curve −x² + y² = 1 + d·x²·y² in extended coordinates:
/// x = X/Z, y = Y/Z, T = X·Y/Z.
///
/// It is the Montgomery curve of X25519 in other coordinates, with an addition that needs no case
/// distinction: −1 is a square and d is none modulo p. The formulas are those of Hisil, Wong, Carter
/// and Dawson, "Twisted Edwards Curves Revisited" (2008), section 3.1.
struct EdwardsPoint {
  // All are tight, but in a point that came straight from the table: there x is below 2^52.6, and y
  // and t are up to 2^52.
  var x: FieldElement
  var y: FieldElement
  var z: FieldElement
  var t: FieldElement

  /// The point of an entry of window 0, whose third member is 2xy: all coordinates doubled.
  ///
  /// Both sums of coordinates have limbs below 2^51, so the limbs of x are below 2^51 + 2^52.
  @inline(__always)
  init(first entry: TableEntry) {
    x = entry.yPlusX - entry.yMinusX
    y = entry.yPlusX + entry.yMinusX
    z = FieldElement(2, 0, 0, 0, 0)
    t = entry.product
  }

  /// The parts of a sum from which its coordinates are made: X = E·F, Y = G·H, Z = F·G, T = E·H.
  ///
  /// A, B and C are products, so tight. In limbs, with x below 2^52.6 and y up to 2^52, y − x is below
  /// 2^52 + 2^53, y + x below 2^53.4, 2Z below 2^52 + 2^19, E below 2^51 + 2^18 + 2^52, F below
  /// 2^53 + 2^19, G below 2^52.6, H below 2^52 + 2^19: all loose.
  @inline(__always)
  private func parts(
    adding entry: TableEntry
  ) -> (e: FieldElement, f: FieldElement, g: FieldElement, h: FieldElement) {
    let a = y.subtractingWide(x) * entry.yMinusX
    let b = (y + x) * entry.yPlusX
    let c = t * entry.product
    let d = z.doubled
    return (b - a, d - c, d + c, b + a)
  }

  /// Adds the point of an entry.
  @inline(__always)
  mutating func add(_ entry: TableEntry) {
    let (e, f, g, h) = parts(adding: entry)
    x = e * f
    y = g * h
    z = f * g
    t = e * h
  }

  /// The Montgomery coordinate u = (Z + Y)/(Z − Y) of the sum with the point of an entry, not yet
  /// divided.
  ///
  /// Z = F·G and Y = G·H, and G is never zero, so G cancels: u = (F + H)/(F − H). In
  /// limbs, F + H is below 2^53.6, F − H below 2^53 + 2^19 + 2^53: loose.
  @inline(__always)
  func montgomeryFraction(adding entry: TableEntry) -> Fraction {
    let (_, f, _, h) = parts(adding: entry)
    return Fraction(numerator: f + h, denominator: f.subtractingWide(h))
  }
}
