/// X25519 with the base point (RFC 7748): the public key of a private key, and nothing else.
public enum Curve25519 {
  /// The number of bytes of a private key and of a public key.
  public static var keyLength: Int { 32 }

  /// Computes the public key of a private key: X25519(k, 9) of RFC 7748, section 6.1.
  ///
  /// The key need not be clamped. Neither the branches taken nor the addresses used depend on it.
  /// Parts of it stay behind in registers and on the stack: the caller that minds overwrites the
  /// stack below its own frame.
  ///
  /// - Parameter privateKey: 32 bytes; any other number is a fault of the caller and traps.
  /// - Returns: the public key.
  @inline(never)
  public static func publicKey(of privateKey: Span<UInt8>) -> InlineArray<32, UInt8> {
    precondition(privateKey.count == keyLength, "a private key has 32 bytes")
    let digits = ScalarWindows(privateKey: privateKey)
    var sum = EdwardsPoint(first: BasePointTable.entry(window: 0, digit: digits.digit(window: 0)))
    let last = BasePointTable.windowCount - 1
    for window in 1..<last {
      sum.add(BasePointTable.entry(window: window, digit: digits.digit(window: window)))
    }
    let u = sum.montgomeryU(
      adding: BasePointTable.entry(window: last, digit: digits.digit(window: last)))
    return bytes(of: u.canonicalWords)
  }

  /// Four words as 32 bytes, each in little-endian order.
  private static func bytes(
    of words: (UInt64, UInt64, UInt64, UInt64)
  ) -> InlineArray<32, UInt8> {
    var bytes = InlineArray<32, UInt8>(repeating: 0)
    for index in 0..<8 {
      let shift = UInt64(8 &* index)
      bytes[index] = UInt8(truncatingIfNeeded: words.0 &>> shift)
      bytes[index &+ 8] = UInt8(truncatingIfNeeded: words.1 &>> shift)
      bytes[index &+ 16] = UInt8(truncatingIfNeeded: words.2 &>> shift)
      bytes[index &+ 24] = UInt8(truncatingIfNeeded: words.3 &>> shift)
    }
    return bytes
  }
}
