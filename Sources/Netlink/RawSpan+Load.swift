/// Reading numbers out of a message: host byte order, any alignment, bounds checked.
///
/// A caller has established that the bytes are there; these still trap rather than read elsewhere.
extension RawSpan {
  /// The number of type `Value` at a byte offset, as the host stores it.
  @inlinable
  public func number<Value: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Value.Type = Value.self
  ) -> Value {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self)
  }

  /// 32 bytes at an offset: a key.
  @inlinable
  public func bytes32(at offset: Int) -> InlineArray<32, UInt8> {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: InlineArray<32, UInt8>.self)
  }
}
