internal import CLibMNL
internal import Sentences

/// One message of a datagram: the fields of its header and where its payload lies.
///
/// The kernel's `struct nlmsghdr`.
struct Message {
  let type: UInt16
  let flags: UInt16
  let sequence: UInt32
  let portID: UInt32
  let payload: Range<Int>

  static var headerSize: Int { 16 }

  var isInterrupted: Bool { flags & UInt16(NLM_F_DUMP_INTR) != 0 }
}

/// Walks the messages of one datagram.
struct Messages {
  private var offset = 0

  mutating func next(in datagram: RawSpan) throws(NetlinkError) -> Message? {
    let left = datagram.byteCount - offset
    if left <= 0 { return nil }
    guard left >= Message.headerSize else {
      throw .malformed("\(left) stray bytes after the last message")
    }
    // Compared before it is converted or added to: the length is whatever the sender wrote.
    let length = Int(datagram.number(at: offset, as: UInt32.self))
    guard length >= Message.headerSize else { throw .malformed("a message claims \(length) bytes") }
    guard length <= left else {
      throw .malformed("a message of \(length) bytes where \(left) are left")
    }
    let start = offset
    offset += (length + 3) & ~3
    return Message(
      type: datagram.number(at: start + 4), flags: datagram.number(at: start + 6),
      sequence: datagram.number(at: start + 8), portID: datagram.number(at: start + 12),
      payload: start + Message.headerSize..<start + length)
  }
}
