internal import CLibMNL

/// One attribute of a message: its type and where its payload lies.
///
/// It holds places, not bytes, so that it can be kept while the message is borrowed; every reader
/// takes the message again. The kernel's `struct nlattr`.
public struct Attribute: Sendable {
  /// The type, without the two flag bits.
  public let type: UInt16

  /// The payload's place in the message.
  public let payload: Range<Int>

  /// The number of bytes of the payload.
  public var count: Int { payload.upperBound - payload.lowerBound }

  /// The payload as one number, which must have exactly the number's width.
  public func number<Value: FixedWidthInteger & BitwiseCopyable>(
    in message: RawSpan, as type: Value.Type = Value.self
  ) throws(NetlinkError) -> Value {
    guard count == MemoryLayout<Value>.size else {
      throw .malformed("attribute \(self.type) has \(count) bytes, not \(MemoryLayout<Value>.size)")
    }
    return message.number(at: payload.lowerBound)
  }

  /// Throws unless the payload has exactly `expected` bytes.
  public func require(count expected: Int) throws(NetlinkError) {
    guard count == expected else {
      throw .malformed("attribute \(type) has \(count) bytes, not \(expected)")
    }
  }
}

/// Walks the attributes in a part of a message, and refuses what does not fit its parent.
///
/// ```swift
/// var attributes = Attributes(in: 4..<message.byteCount)
/// while let attribute = try attributes.next(in: message) { … }
/// ```
public struct Attributes: Sendable {
  private var offset: Int
  private let end: Int

  /// Starts at the first attribute of a range of the message.
  public init(in range: Range<Int>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  /// Starts at the first attribute nested in another one.
  public init(nestedIn attribute: Attribute) { self.init(in: attribute.payload) }

  /// The next attribute, or nil at the end.
  ///
  /// Padding (type 0 at the top level) is the caller's to skip.
  public mutating func next(in message: RawSpan) throws(NetlinkError) -> Attribute? {
    let left = end - offset
    if left <= 0 { return nil }
    guard left >= 4 else { throw .malformed("\(left) stray bytes after the last attribute") }
    let length = Int(message.number(at: offset, as: UInt16.self))
    guard length >= 4 else { throw .malformed("an attribute claims \(length) bytes") }
    guard length <= left else {
      throw .malformed("an attribute of \(length) bytes where \(left) are left")
    }
    let type = message.number(at: offset + 2, as: UInt16.self)
    let start = offset
    offset += (length + 3) & ~3
    return Attribute(
      type: type & wgkit_NLA_TYPE_MASK, payload: start + 4..<start + length)
  }
}

extension Attribute {
  /// The payload's bytes.
  public func bytes(in message: RawSpan) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for offset in payload { bytes.append(message.number(at: offset)) }
    return bytes
  }
}
