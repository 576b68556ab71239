/// An integer modulo p = 2^255 − 19, always in the form below p: the slow reference of these tests.
///
/// It shares nothing with the code under test: full words of 64 bits, schoolbook products, checked
/// arithmetic that would trap, and a full reduction after every step.
struct Residue: Equatable {
  let words: Words

  static let modulus: Words = (.max - 18, .max, .max, .max >> 1)

  static var zero: Residue { Residue(0) }
  static var one: Residue { Residue(1) }

  init(_ number: UInt64) { words = (number, 0, 0, 0) }

  /// Reduces a number of 256 bits, which is less than three times p.
  init(_ number: Words) {
    var rest = number
    while rest.3 >= Residue.modulus.3, let less = subtract(rest, Residue.modulus) { rest = less }
    words = rest
  }

  /// Reduces a number of 256 bits and a fifth word above them: 2^256 is 38 modulo p.
  private init(_ number: Words, _ fifth: UInt64) {
    var (low, high) = (number, fifth)
    while high != 0 { (low, high) = multiply((high, 0, 0, 0), 38, adding: low) }
    self.init(low)
  }

  static func == (a: Residue, b: Residue) -> Bool { a.words == b.words }

  static func + (a: Residue, b: Residue) -> Residue {
    let (sum, carry) = multiply(a.words, 1, adding: b.words)
    return Residue(sum, carry)
  }

  static func - (a: Residue, b: Residue) -> Residue {
    // b is below p, so p − b is there.
    a + Residue(subtract(modulus, b.words) ?? modulus)
  }

  static func * (a: Residue, b: Residue) -> Residue {
    // Rows of a times one word of b; each adds to what the row before left above its lowest word.
    let (r0, h0) = multiply(a.words, b.words.0, adding: (0, 0, 0, 0))
    let (r1, h1) = multiply(a.words, b.words.1, adding: (r0.1, r0.2, r0.3, h0))
    let (r2, h2) = multiply(a.words, b.words.2, adding: (r1.1, r1.2, r1.3, h1))
    let (r3, h3) = multiply(a.words, b.words.3, adding: (r2.1, r2.2, r2.3, h2))
    let (low, high) = multiply((r3.1, r3.2, r3.3, h3), 38, adding: (r0.0, r1.0, r2.0, r3.0))
    return Residue(low, high)
  }

  /// One over the value, zero for zero: the power p − 2 = 2^255 − 21 (Fermat).
  var inverse: Residue {
    var result = Residue.one
    for bit in stride(from: 254, through: 0, by: -1) {
      result = result * result
      // 21 is 10101 in binary: of 2^255 − 1, p − 2 lacks the bits 2 and 4.
      if bit != 2 && bit != 4 { result = result * self }
    }
    return result
  }
}
