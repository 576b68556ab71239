import SeededRandom
import Testing

/// The reference itself, which the vectors of RFC 7748 test too.
@Suite struct `The slow reference` {
  private let numbers: [Residue] = {
    var random = SeededGenerator(state: 19)
    let edges = [0, 1, 2, 19, .max].map { Residue($0) }
    return edges + edges.map { Residue.zero - $0 } + (0..<5).map { _ in Residue(random.words()) }
  }()

  @Test func `reduces what is p or more`() {
    let p = Residue.modulus
    #expect(Residue(p) == .zero)
    #expect(subtract(p, (1, 0, 0, 0)).map { Residue($0).words.0 } == p.0 - 1)
    #expect(Residue((.max, .max, .max, .max)) == Residue(37))
    #expect(Residue(powerOf2(255)) == Residue(19))
    #expect(Residue(powerOf2(254)) * Residue(4) == Residue(38))
  }

  @Test func `obeys the laws of arithmetic`() {
    for a in numbers {
      #expect(a - a == .zero)
      #expect(a * .one == a)
      #expect(a * a.inverse == (a == .zero ? .zero : .one))
      for b in numbers {
        #expect(a + b == b + a)
        #expect(a * b == b * a)
        #expect(a - b + b == a)
        for c in numbers {
          #expect(a * (b + c) == a * b + a * c)
          #expect(a * b * c == a * (b * c))
        }
      }
    }
  }

  @Test func `multiplies words in full`() {
    let most: Words = (.max, .max, .max, .max)
    let (low, high) = multiply(most, .max, adding: most)
    #expect(low == (0, .max, .max, .max))
    #expect(high == .max)
  }
}
