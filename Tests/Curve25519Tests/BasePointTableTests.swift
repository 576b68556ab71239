import Testing

@testable import Curve25519

/// A point of −x² + y² = 1 + d·x²·y², in plain coordinates.
private struct Point {
  var x: Residue
  var y: Residue

  static let d = Residue.zero - Residue(121665) * Residue(121666).inverse

  var isOnCurve: Bool { y * y - x * x == .one + Point.d * x * x * y * y }

  static func + (a: Point, b: Point) -> Point {
    let product = Point.d * a.x * b.x * a.y * b.y
    return Point(
      x: (a.x * b.y + b.x * a.y) * (.one + product).inverse,
      y: (a.y * b.y + a.x * b.x) * (.one - product).inverse)
  }

  /// The base point of RFC 7748 section 4.1: y = 4/5, and the even x.
  static let base = Point(
    x: Residue(
      (
        0xc956_2d60_8f25_d51a, 0x692c_c760_9525_a7b2, 0xc0a4_e231_fdd6_dc5c,
        0x2169_36d3_cd6e_53fe
      )),
    y: Residue(4) * Residue(5).inverse)
}

@Suite struct `The table of the base point` {
  private func number(at place: Int) -> Residue {
    let words = (0..<4).map { BasePointTable.words[place + $0] }
    return Residue((words[0], words[1], words[2], words[3]))
  }

  private func isReduced(at place: Int) -> Bool {
    let words = (0..<4).map { BasePointTable.words[place + $0] }
    return subtract((words[0], words[1], words[2], words[3]), Residue.modulus) == nil
  }

  @Test func `starts from the base point, whose u-coordinate is 9`() {
    let base = Point.base
    #expect(base.isOnCurve)
    #expect(base.x.words.0 % 2 == 0)
    #expect((.one + base.y) * (.one - base.y).inverse == Residue(9))
  }

  @Test func `has the odd multiples of 32^i times 4B in window i`() {
    var multiple = Point.base + Point.base
    multiple = multiple + multiple
    var place = 0
    for window in 0..<51 {
      let twice = multiple + multiple
      var point = multiple
      for entry in 0..<16 {
        let product = Residue(2) * point.x * point.y
        let parts = [
          point.y - point.x, point.y + point.x, window == 0 ? product : Point.d * product,
        ]
        for part in parts {
          #expect(number(at: place) == part, "window \(window), entry \(entry)")
          #expect(isReduced(at: place), "window \(window), entry \(entry)")
          place += 4
        }
        point = point + twice
      }
      for _ in 0..<5 { multiple = multiple + multiple }
    }
    #expect(BasePointTable.words.count == place)
  }

  @Test func `gives the point of every digit, its negative for the lower half`() {
    for window in 0..<BasePointTable.windowCount {
      for digit in 0..<32 {
        let entry = BasePointTable.entry(window: window, digit: UInt64(digit))
        // The digit stands for the odd number 2·digit − 31.
        let isNegative = digit < 16
        let index = isNegative ? 15 - digit : digit - 16
        let place = (window * 16 + index) * 12
        let product = number(at: place + 8)
        #expect(entry.yMinusX.residue == number(at: isNegative ? place + 4 : place))
        #expect(entry.yPlusX.residue == number(at: isNegative ? place : place + 4))
        #expect(entry.product.residue == (isNegative ? .zero - product : product))
        #expect((entry.yMinusX.limbs + entry.yPlusX.limbs).allSatisfy { $0 < 1 << 51 })
        #expect(entry.product.limbs.allSatisfy { $0 <= 1 << 52 })
      }
    }
  }
}
