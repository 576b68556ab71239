import SeededRandom

@testable import Curve25519

extension FieldElement {
  /// The value of the limbs modulo p, by the slow reference.
  var residue: Residue {
    let radix = Residue(1 << 51)
    return [l3, l2, l1, l0].reduce(Residue(l4)) { $0 * radix + Residue($1) }
  }

  var limbs: [UInt64] { [l0, l1, l2, l3, l4] }

  /// The number of 255 bits in five limbs of 51 bits.
  init(_ number: Words) {
    func bits(_ start: Int) -> UInt64 {
      let words = [number.0, number.1, number.2, number.3, 0]
      let pair = UInt128(words[start / 64 + 1]) << 64 | UInt128(words[start / 64])
      return UInt64(truncatingIfNeeded: pair >> UInt128(start % 64)) & ((1 << 51) - 1)
    }
    self.init(bits(0), bits(51), bits(102), bits(153), bits(204))
  }
}

/// The classes of FieldElement.swift, and where an operation draws the line.
enum Bound {
  /// A tight limb is below this.
  static let tight: UInt64 = (1 << 51) + (1 << 18)
  /// A loose limb is below this.
  static let loose: UInt64 = (1 << 54) + (1 << 51)
  /// The limbs that may be taken away by `-`.
  static let twiceP: [UInt64] = [(1 << 52) - 38] + Array(repeating: (1 << 52) - 2, count: 4)
  /// The limbs that may be taken away by `subtractingWide`.
  static let fourTimesP: [UInt64] = twiceP.map { $0 * 2 }
}

extension FieldElement {
  init(limbs: [UInt64]) { self.init(limbs[0], limbs[1], limbs[2], limbs[3], limbs[4]) }

  /// Values at the edges of p, in limbs of 51 bits: 0, 1, p − 1, p, p + 1 and 2^255 − 1.
  static var edges: [FieldElement] {
    let p = Residue.modulus
    let one: Words = (1, 0, 0, 0)
    let top: Words = (.max, .max, .max, .max >> 1)
    return [(0, 0, 0, 0), one, subtract(p, one), p, sum(p, one), top].compactMap { $0 }
      .map { FieldElement($0) }
  }

  /// Forms whose limbs do not exceed `largest`: the edges of p, all limbs as large as they may be,
  /// each limb alone as large or as small, and random ones.
  static func forms(upTo largest: [UInt64], random count: Int, seed: UInt64) -> [FieldElement] {
    var random = SeededGenerator(state: seed)
    var forms = edges
    forms.append(FieldElement(limbs: largest))
    for place in 0..<5 {
      forms.append(FieldElement(limbs: largest.indices.map { $0 == place ? largest[$0] : 0 }))
      forms.append(FieldElement(limbs: largest.indices.map { $0 == place ? 0 : largest[$0] }))
    }
    for _ in 0..<count {
      forms.append(FieldElement(limbs: largest.map { random.next() % ($0 + 1) }))
    }
    return forms
  }

  static func tight(random count: Int = 20) -> [FieldElement] {
    forms(upTo: Array(repeating: Bound.tight - 1, count: 5), random: count, seed: 51)
  }

  /// 2p − 1 and 2p have no tight form; they are here.
  static func loose(random count: Int = 20) -> [FieldElement] {
    let twiceP = FieldElement(limbs: Bound.twiceP)
    return forms(upTo: Array(repeating: Bound.loose - 1, count: 5), random: count, seed: 54) + [
      twiceP, FieldElement(twiceP.l0 - 1, twiceP.l1, twiceP.l2, twiceP.l3, twiceP.l4),
    ]
  }
}
