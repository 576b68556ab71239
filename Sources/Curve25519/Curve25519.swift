internal import CLinux

/// X25519 with the base point (RFC 7748): the public key of a private key, and nothing else.
public enum Curve25519 {
  /// The number of bytes of a private key and of a public key.
  public static var keyLength: Int { 32 }

  /// Computes the public key of a private key: X25519(k, 9) of RFC 7748, section 6.1.
  ///
  /// The key need not be clamped. Neither the branches taken nor the addresses used depend on it. The
  /// part of the stack that was used is overwritten, and so are the vector registers.
  ///
  /// - Parameter privateKey: 32 bytes; any other number is a fault of the caller and traps.
  /// - Returns: the public key.
  @inline(never)
  public static func publicKey(of privateKey: Span<UInt8>) -> InlineArray<32, UInt8> {
    precondition(privateKey.count == keyLength, "a private key has 32 bytes")
    let key = derive(privateKey)
    wgkit_wipe_traces()
    return key
  }

  // A function of its own, so that its whole frame is dead when it is wiped.
  @inline(never)
  private static func derive(_ privateKey: Span<UInt8>) -> InlineArray<32, UInt8> {
    let fraction = Fraction(privateKey: privateKey)
    return (fraction.numerator * fraction.denominator.inverted).canonicalBytes
  }
}

extension FieldElement {
  /// The four canonical words as 32 bytes, each in little-endian order.
  ///
  /// The value must be tight.
  var canonicalBytes: InlineArray<32, UInt8> {
    let words = canonicalWords
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
