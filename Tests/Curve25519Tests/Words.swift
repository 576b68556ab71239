/// A number of 256 bits, the lowest word first.
typealias Words = (UInt64, UInt64, UInt64, UInt64)

/// a·b + c + d, which just fits in two words.
private func multiply(
  _ a: UInt64, _ b: UInt64, adding c: UInt64, _ d: UInt64
) -> (low: UInt64, high: UInt64) {
  var (high, low) = a.multipliedFullWidth(by: b)
  // The high word has room for both carries.
  low &+= c
  if low < c { high += 1 }
  low &+= d
  if low < d { high += 1 }
  return (low, high)
}

/// a·b + c, in four words and a fifth above them.
func multiply(_ a: Words, _ b: UInt64, adding c: Words) -> (low: Words, high: UInt64) {
  let (p0, h0) = multiply(a.0, b, adding: c.0, 0)
  let (p1, h1) = multiply(a.1, b, adding: c.1, h0)
  let (p2, h2) = multiply(a.2, b, adding: c.2, h1)
  let (p3, h3) = multiply(a.3, b, adding: c.3, h2)
  return ((p0, p1, p2, p3), h3)
}

/// a + b, or nil when it needs more than 256 bits.
func sum(_ a: Words, _ b: Words) -> Words? {
  let (sum, high) = multiply(a, 1, adding: b)
  return high == 0 ? sum : nil
}

/// a − b − (1 or 0), and whether that was below zero and so grew by 2^64.
private func subtract(_ a: UInt64, _ b: UInt64, _ borrow: Bool) -> (UInt64, Bool) {
  let (first, below) = a.subtractingReportingOverflow(b)
  let (second, belowToo) = first.subtractingReportingOverflow(borrow ? 1 : 0)
  return (second, below || belowToo)
}

/// a − b, or nil when it is below zero.
func subtract(_ a: Words, _ b: Words) -> Words? {
  let (d0, b0) = subtract(a.0, b.0, false)
  let (d1, b1) = subtract(a.1, b.1, b0)
  let (d2, b2) = subtract(a.2, b.2, b1)
  let (d3, b3) = subtract(a.3, b.3, b2)
  return b3 ? nil : (d0, d1, d2, d3)
}

/// 2^exponent, for an exponent below 256.
func powerOf2(_ exponent: Int) -> Words {
  let word = UInt64(1) << UInt64(exponent % 64)
  switch exponent / 64 {
  case 0: return (word, 0, 0, 0)
  case 1: return (0, word, 0, 0)
  case 2: return (0, 0, word, 0)
  default: return (0, 0, 0, word)
  }
}

/// Reads 32 bytes in little-endian order.
func words(of bytes: [UInt8]) -> Words {
  precondition(bytes.count == 32)
  func word(_ index: Int) -> UInt64 {
    bytes[index * 8..<index * 8 + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
  return (word(0), word(1), word(2), word(3))
}

/// Writes 32 bytes in little-endian order.
func bytes(of words: Words) -> [UInt8] {
  [words.0, words.1, words.2, words.3].flatMap { word in
    stride(from: UInt64(0), to: 64, by: 8).map { UInt8(truncatingIfNeeded: word >> $0) }
  }
}

/// Reads 64 hexadecimal digits as 32 bytes.
func bytes(hex text: String) -> [UInt8] {
  let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
  precondition(digits.count == 64)
  return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
