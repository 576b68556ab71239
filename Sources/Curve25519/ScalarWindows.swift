/// A private key as 51 digits of 5 bits, each standing for an odd number: digit w for 2w − 31.
///
/// The clamped key is k = 8m, and the public key m·8B. With offset c = (32^51 − 1)/2 modulo the order
/// of B, the digits w_i of the plain sum W = m + c satisfy
///
///     Σ (2·w_i − 31)·32^i·4B = (2W − (32^51 − 1))·4B = 2m·4B.
///
/// So one addition makes all signed digits, without a carry from one to the next, and none is zero.
/// W is below 2^252 + 2^253, its digit 50 at most 5.
struct ScalarWindows {
  private var w0: UInt64
  private var w1: UInt64
  private var w2: UInt64
  private var w3: UInt64

  /// Clamps 32 bytes as RFC 7748 section 5 says (decodeScalar25519) and recodes them.
  @inline(__always)
  init(privateKey bytes: Span<UInt8>) {
    // The three lowest bits, which clamping clears, fall off in the division by 8.
    let k0 = Self.word(of: bytes, at: 0)
    let k1 = Self.word(of: bytes, at: 8)
    let k2 = Self.word(of: bytes, at: 16)
    let k3 = (Self.word(of: bytes, at: 24) & (~0 &>> 1)) | (1 &<< 62)

    let (c0, c1, c2, c3) = Self.offset
    var sum = Self.sum((k0 &>> 3) | (k1 &<< 61), c0)
    w0 = UInt64(truncatingIfNeeded: sum)
    sum = Self.sum((k1 &>> 3) | (k2 &<< 61), c1) &+ (sum &>> (64 as UInt128))
    w1 = UInt64(truncatingIfNeeded: sum)
    sum = Self.sum((k2 &>> 3) | (k3 &<< 61), c2) &+ (sum &>> (64 as UInt128))
    w2 = UInt64(truncatingIfNeeded: sum)
    sum = Self.sum(k3 &>> 3, c3) &+ (sum &>> (64 as UInt128))
    w3 = UInt64(truncatingIfNeeded: sum)
  }

  /// Digit `window`, 0...31: bits 5·window to 5·window + 4 of W.
  @inline(__always)
  func digit(window: Int) -> UInt64 {
    let bit = window &* 5
    let low: UInt64
    let high: UInt64
    switch bit &>> 6 {
    case 0: (low, high) = (w0, w1)
    case 1: (low, high) = (w1, w2)
    case 2: (low, high) = (w2, w3)
    default: (low, high) = (w3, 0)
    }
    let shift = UInt64(truncatingIfNeeded: bit & 63)
    // Shifted twice, since a shift by 64 is none.
    return ((low &>> shift) | ((high &<< 1) &<< (63 &- shift))) & 31
  }

  // An addition that reports its overflow compiles to a branch on it; this one does not.
  @inline(__always)
  private static func sum(_ a: UInt64, _ b: UInt64) -> UInt128 {
    UInt128(truncatingIfNeeded: a) &+ UInt128(truncatingIfNeeded: b)
  }

  @inline(__always)
  private static func word(of bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 {
      word |= UInt64(truncatingIfNeeded: bytes[offset &+ index]) &<< UInt64(8 &* index)
    }
    return word
  }
}
