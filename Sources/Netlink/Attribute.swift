internal import Sentences

// What reads an attribute is inlinable: a dump has hundreds of thousands of them, and across modules
// a generic function that is not specialised costs a third of the time.

/// One attribute of a message: its type and where its payload lies.
///
/// It holds places, not bytes, so that it can be kept while the message is borrowed; every reader
/// takes the message again. The kernel's `struct nlattr`.
public struct Attribute: Sendable {
  /// The type, without the two flag bits.
  public let type: UInt16

  /// The payload's place in the message.
  public let payload: Range<Int>

  /// Describes an attribute.
  @inlinable
  init(type: UInt16, payload: Range<Int>) {
    self.type = type
    self.payload = payload
  }

  /// The number of bytes of the payload.
  @inlinable
  public var count: Int { payload.upperBound - payload.lowerBound }

  /// The payload as one number, which must have exactly the number's width.
  @inlinable
  public func number<Value: FixedWidthInteger & BitwiseCopyable>(
    in message: RawSpan, as type: Value.Type = Value.self
  ) throws(NetlinkError) -> Value {
    try require(count: MemoryLayout<Value>.size)
    return message.number(at: payload.lowerBound)
  }

  /// Throws unless the payload has exactly `expected` bytes.
  @inlinable
  public func require(count expected: Int) throws(NetlinkError) {
    if count != expected { throw fault(expected) }
  }

  // Apart from what is inlined: sentences are long code.
  @usableFromInline @inline(never)
  func fault(_ expected: Int) -> NetlinkError {
    .malformed("attribute \(type) has \(count) bytes, not \(expected)")
  }
}

/// Walks the attributes in a part of a message, and refuses what does not fit its parent.
///
/// ```swift
/// var attributes = Attributes(in: 4..<message.byteCount)
/// while let attribute = try attributes.next(in: message) { … }
/// ```
public struct Attributes: Sendable {
  @usableFromInline var offset: Int
  @usableFromInline let end: Int

  /// Starts at the first attribute of a range of the message.
  @inlinable
  public init(in range: Range<Int>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  /// Starts at the first attribute nested in another one.
  @inlinable
  public init(nestedIn attribute: Attribute) { self.init(in: attribute.payload) }

  /// The next attribute, or nil at the end.
  ///
  /// Padding (type 0 at the top level) is the caller's to skip.
  @inlinable
  public mutating func next(in message: RawSpan) throws(NetlinkError) -> Attribute? {
    let left = end - offset
    if left <= 0 { return nil }
    guard left >= 4 else { throw Self.fault(left: left, length: nil) }
    let length = Int(message.number(at: offset, as: UInt16.self))
    guard length >= 4, length <= left else { throw Self.fault(left: left, length: length) }
    let type = message.number(at: offset + 2, as: UInt16.self)
    let start = offset
    offset += (length + 3) & ~3
    return Attribute(type: type & Self.typeMask, payload: start + 4..<start + length)
  }

  // NLA_TYPE_MASK: what NLA_F_NESTED and NLA_F_NET_BYTEORDER leave.
  @usableFromInline static var typeMask: UInt16 { 0x3fff }

  // Apart from what is inlined: sentences are long code.
  @usableFromInline @inline(never)
  static func fault(left: Int, length: Int?) -> NetlinkError {
    guard let length else { return .malformed("\(left) stray bytes after the last attribute") }
    return length < 4
      ? .malformed("an attribute claims \(length) bytes")
      : .malformed("an attribute of \(length) bytes where \(left) are left")
  }
}

extension Attribute {
  /// The payload's bytes.
  @inline(never)
  public func bytes(in message: RawSpan) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for offset in payload { bytes.append(message.number(at: offset)) }
    return bytes
  }
}
