import SeededRandom
import Testing

@testable import Curve25519

/// Each operation at the bounds that its comment states, against the slow reference.
@Suite struct `Field elements` {
  @Test func `add limb by limb`() {
    for f in FieldElement.loose() {
      for g in FieldElement.loose(random: 3) {
        let sum = f + g
        #expect(sum.residue == f.residue + g.residue)
        #expect(sum.limbs == zip(f.limbs, g.limbs).map { $0 + $1 })
      }
      #expect(f.doubled.residue == f.residue + f.residue)
      #expect(f.doubled.limbs == f.limbs.map { $0 * 2 })
    }
  }

  @Test func `subtract what is at most 2p in each limb`() {
    let largest = FieldElement.forms(upTo: Bound.twiceP, random: 10, seed: 2)
    for g in largest + FieldElement.tight(random: 10) {
      for f in FieldElement.loose(random: 3) {
        let difference = f - g
        #expect(difference.residue == f.residue - g.residue)
        // A limb that fell below zero would be far above this.
        #expect(zip(difference.limbs, f.limbs).allSatisfy { $0 < $1 + 1 << 52 })
      }
    }
  }

  @Test func `subtract what is at most 4p in each limb`() {
    for g in FieldElement.forms(upTo: Bound.fourTimesP, random: 10, seed: 4) {
      for f in FieldElement.loose(random: 3) {
        let difference = f.subtractingWide(g)
        #expect(difference.residue == f.residue - g.residue)
        #expect(zip(difference.limbs, f.limbs).allSatisfy { $0 < $1 + 1 << 53 })
      }
    }
  }

  @Test func `multiply loose factors to a tight product`() {
    for f in FieldElement.loose() {
      for g in FieldElement.loose() {
        let product = f * g
        #expect(product.residue == f.residue * g.residue)
        #expect(product.limbs.allSatisfy { $0 < Bound.tight })
      }
    }
  }

  @Test func `square a loose value to a tight one`() {
    for f in FieldElement.loose(random: 300) {
      #expect(f.squared.residue == f.residue * f.residue)
      #expect(f.squared.limbs.allSatisfy { $0 < Bound.tight })
    }
  }

  @Test func `invert a loose value, and zero to zero`() {
    for f in FieldElement.loose() {
      #expect(f.inverted.residue == f.residue.inverse)
      #expect(f.inverted.limbs.allSatisfy { $0 < Bound.tight })
      let isZero = f.residue == .zero
      #expect(f.inverted.residue * f.residue == (isZero ? .zero : .one))
    }
  }

  @Test func `pack a tight value in its form below p`() {
    for f in FieldElement.tight(random: 300) {
      #expect(f.canonicalWords == f.residue.words)
    }
    // What is within 20 of p, with every carry that adding 19 can start.
    for difference: UInt64 in 0...20 {
      let distance: Words = (difference, 0, 0, 0)
      for number in [sum(Residue.modulus, distance), subtract(Residue.modulus, distance)] {
        guard let number, number.3 >> 63 == 0 else { continue }
        #expect(FieldElement(number).canonicalWords == Residue(number).words)
      }
    }
    // The first number that needs bit 255: as limbs, the highest being 2^51.
    #expect(FieldElement(0, 0, 0, 0, 1 << 51).canonicalWords == (19, 0, 0, 0))
  }

  @Test func `unpack 255 bits into limbs of 51`() {
    var random = SeededGenerator(state: 255)
    let numbers = (0..<255).map(powerOf2) + (0..<100).map { _ in random.words() }
    for (w0, w1, w2, w3) in numbers.map({ ($0.0, $0.1, $0.2, $0.3 & (.max >> 1)) }) {
      let unpacked = FieldElement(words: w0, w1, w2, w3)
      #expect(unpacked.limbs == FieldElement((w0, w1, w2, w3)).limbs)
      #expect(unpacked.residue == Residue((w0, w1, w2, w3)))
      #expect(unpacked.limbs.allSatisfy { $0 < 1 << 51 })
    }
  }
}
