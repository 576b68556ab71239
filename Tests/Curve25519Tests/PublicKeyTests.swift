import SeededRandom
import Testing

@testable import Curve25519

/// Compares the public key with the ladder's, of the scalar as it is and clamped.
private func check(_ scalar: [UInt8], _ comment: Comment) {
  let expected = ladder(scalar, nine)
  #expect(publicKey(of: scalar) == expected, comment)
  #expect(publicKey(of: clamped(scalar)) == expected, comment)
}

@Suite struct `Public keys equal those of the ladder` {
  @Test func `for every scalar with one bit set`() {
    for bit in 0..<256 { check(bytes(of: powerOf2(bit)), "bit \(bit)") }
  }

  @Test func `for every scalar with one bit clear`() {
    for bit in 0..<256 { check(bytes(of: powerOf2(bit)).map { ~$0 }, "bit \(bit)") }
  }

  @Test func `for zero, all ones and patterns that repeat`() {
    for byte: UInt8 in [0x00, 0xff, 0x55, 0xaa, 0x33, 0xcc, 0x0f, 0xf0, 0x01, 0x80, 0x7f, 0xfe] {
      check(Array(repeating: byte, count: 32), "byte \(byte)")
      check((0..<32).map { $0 % 2 == 0 ? byte : ~byte }, "bytes \(byte) and \(~byte)")
    }
  }

  @Test func `for the smallest and the largest scalars`() {
    let top: [UInt8] = [64]
    for low in [0, 8, 16, 24, 128, 240, 248] as [UInt8] {
      check([low] + Array(repeating: 0, count: 30) + top, "2^254 + \(low)")
      check([low] + Array(repeating: 0xff, count: 31), "2^255 − 256 + \(low)")
    }
  }

  /// The table is indexed by the digits of key/8 plus an offset: here all but the top digit are the
  /// same, so that every entry of the windows 0 to 49 is taken, added and subtracted.
  @Test(arguments: 0..<32 as Range<UInt64>) func `for every digit in every window`(digit: UInt64) {
    var number: Words = (0, 0, 0, 0)
    for _ in 0..<50 { number = multiply(number, 32, adding: (digit, 0, 0, 0)).low }
    // The digit on top for which the key lies between 2^254 and 2^255.
    let keys = (0..<8).compactMap { top -> Words? in
      let sum = multiply(powerOf2(250), UInt64(top), adding: number).low
      guard let eighth = subtract(sum, ScalarWindows.offset) else { return nil }
      let key = multiply(eighth, 8, adding: (0, 0, 0, 0)).low
      return key.3 >> 62 == 1 && eighth.3 < 1 << 60 ? key : nil
    }
    #expect(!keys.isEmpty)
    for key in keys { check(bytes(of: key), "digit \(digit)") }
  }

  @Test func `for 1,000 random scalars`() {
    var random = SeededGenerator(state: 25519)
    for index in 0..<1000 {
      let scalar = bytes(of: random.words())
      #expect(publicKey(of: scalar) == ladder(scalar, nine), "scalar \(index)")
    }
  }
}
