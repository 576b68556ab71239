internal import CLinux

/// The public keys of many private keys for one division in all.
///
/// Montgomery's trick: with the fractions n_i/d_i and the products p_i = d_0·…·d_(i−1), one over the
/// last product is 1/(d_0·…·d_i); times n_i·p_i it gives key i, and times d_i the same for the key
/// before. No d_i is zero (see ``Fraction``), or it would make zeros of all keys.
///
/// Neither the branches taken nor the addresses used depend on a key. The fractions, from which a
/// private key might be guessed, are wiped when the batch goes.
@safe
public final class PublicKeyBatch {
  // In place i n_i·p_i and d_i; in the place after the last key the product so far, as numerator.
  private let storage: UnsafeMutableBufferPointer<Fraction>
  private var count = 0

  /// Creates an empty batch with room for `capacity` keys, which must not be negative.
  public init(capacity: Int) {
    unsafe storage = .allocate(capacity: capacity + 1)
    let one = FieldElement(1, 0, 0, 0, 0)
    unsafe storage.initialize(repeating: Fraction(numerator: one, denominator: one))
  }

  deinit {
    let bytes = unsafe UnsafeMutableRawBufferPointer(storage)
    if let base = bytes.baseAddress { unsafe wgkit_wipe(base, bytes.count) }
    unsafe storage.deallocate()
  }

  /// Adds the public key of a private key, which need not be clamped.
  ///
  /// - Parameter privateKey: 32 bytes; any other number is a fault of the caller and traps, and so is
  ///   a key for which there is no room.
  public func append(_ privateKey: Span<UInt8>) {
    precondition(privateKey.count == Curve25519.keyLength, "a private key has 32 bytes")
    precondition(unsafe count < storage.count - 1, "the batch is full")
    add(privateKey)
    wgkit_wipe_traces()
    count += 1
  }

  /// The public keys of all private keys, in their order.
  public func publicKeys() -> [InlineArray<32, UInt8>] {
    let keys = divide()
    wgkit_wipe_traces()
    return keys
  }

  @inline(never)
  private func add(_ privateKey: Span<UInt8>) {
    let fraction = Fraction(privateKey: privateKey)
    let product = unsafe storage[count].numerator
    unsafe storage[count].numerator = fraction.numerator * product
    unsafe storage[count].denominator = fraction.denominator
    unsafe storage[count + 1].numerator = product * fraction.denominator
  }

  @inline(never)
  private func divide() -> [InlineArray<32, UInt8>] {
    var keys = [InlineArray<32, UInt8>](repeating: InlineArray(repeating: 0), count: count)
    var inverse = unsafe storage[count].numerator.inverted
    for index in keys.indices.reversed() {
      let fraction = unsafe storage[index]
      keys[index] = (fraction.numerator * inverse).canonicalBytes
      inverse = inverse * fraction.denominator
    }
    return keys
  }
}
