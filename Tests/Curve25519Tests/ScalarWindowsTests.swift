import SeededRandom
import Testing

@testable import Curve25519

@Suite struct `The digits of a private key` {
  @Test func `have an offset of (32^51 − 1)/2 modulo the order of the base point`() {
    let order: Words = (0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0, 1 << 60)
    #expect(subtract(ScalarWindows.offset, order) == nil)
    // 32^51 is 2^255: 2·offset + 1 is that many orders below it.
    let multiples = sequence(first: multiply(ScalarWindows.offset, 2, adding: (1, 0, 0, 0)).low) {
      sum($0, order)
    }
    #expect(multiples.prefix(9).contains { $0 == powerOf2(255) })
  }

  @Test func `are those of an eighth of the clamped key plus the offset`() throws {
    var random = SeededGenerator(state: 8)
    let keys = [(0, 0, 0, 0), (.max, .max, .max, .max)] + (0..<50).map { _ in random.words() }
    for key in keys {
      let digits = ScalarWindows(privateKey: bytes(of: key).span)
      var number: Words = (0, 0, 0, 0)
      for window in (0..<51).reversed() {
        let digit = digits.digit(window: window)
        #expect(digit < (window == 50 ? 6 : 32))
        number = multiply(number, 32, adding: (digit, 0, 0, 0)).low
      }
      let eighth = try #require(subtract(number, ScalarWindows.offset))
      let (clampedKey, high) = multiply(eighth, 8, adding: (0, 0, 0, 0))
      #expect(high == 0)
      #expect(bytes(of: clampedKey) == clamped(bytes(of: key)))
    }
  }
}
