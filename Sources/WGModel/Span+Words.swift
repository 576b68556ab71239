/// Eight bytes as one number, the first byte in the highest place.
///
/// The order of such numbers is that of the bytes, and one is read where a loop would read eight.
extension Span<UInt8> {
  /// The number that begins at a byte, wherever that is.
  @inlinable
  package func word(at offset: Int) -> UInt64 {
    unsafe UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension MutableSpan<UInt8> {
  /// Writes the number from a byte on, wherever that is.
  @inlinable
  package mutating func put(_ word: UInt64, at offset: Int) {
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: word.bigEndian, toByteOffset: offset, as: UInt64.self)
  }
}
