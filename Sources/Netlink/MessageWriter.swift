internal import CLibMNL
internal import CLinux

/// A request under construction, a message or several, in a buffer that is wiped when it is let go.
///
/// libmnl lays out headers and attributes. What does not fit is left out and remembered: a writer
/// that overflowed cannot be sent. To pack several messages, take a ``mark`` before each element and
/// ``rewind(to:)`` it when the element made the message overflow.
@safe
public struct MessageWriter: ~Copyable {
  /// The largest message.
  ///
  /// An attribute cannot exceed 65,535 bytes, so one that nests everything after the header always
  /// fits its own length field.
  public static var capacity: Int { 65_536 }

  private let memory: WipedMemory
  // The message that is being written, and where it begins.
  private var header: UnsafeMutablePointer<nlmsghdr>
  private var start = 0

  /// Whether something did not fit.
  public private(set) var overflowed = false

  /// Starts a message.
  ///
  /// - Parameters:
  ///   - type: a family's number, or a command of rtnetlink (`RTM_…`).
  ///   - flags: `NLM_F_…`; NLM_F_REQUEST is added.
  @inline(never)
  public init(type: UInt16, flags: UInt16 = 0) {
    memory = WipedMemory(count: MessageWriter.capacity)
    unsafe header = mnl_nlmsg_put_header(memory.bytes.baseAddress)
    unsafe header.pointee.nlmsg_type = type
    unsafe header.pointee.nlmsg_flags = UInt16(NLM_F_REQUEST) | flags
  }

  /// Starts another message behind the one so far; both are sent together.
  public mutating func startNext(type: UInt16, flags: UInt16 = 0) {
    let next = count
    guard next + Message.headerSize <= MessageWriter.capacity,
      let base = unsafe memory.bytes.baseAddress
    else { return overflowed = true }
    start = next
    unsafe header = mnl_nlmsg_put_header(base + next)
    unsafe header.pointee.nlmsg_type = type
    unsafe header.pointee.nlmsg_flags = UInt16(NLM_F_REQUEST) | flags
  }

  /// The bytes so far.
  public var count: Int { unsafe start + Int(header.pointee.nlmsg_len) }

  /// Puts a family's fixed header: `struct genlmsghdr`, `struct ifinfomsg` and the like.
  public mutating func put<Header: BitwiseCopyable>(header value: Header) {
    let size = MemoryLayout<Header>.size
    guard count + size + 3 <= MessageWriter.capacity else { return overflowed = true }
    guard let place = unsafe mnl_nlmsg_put_extra_header(header, size) else { return }
    unsafe place.storeBytes(of: value, as: Header.self)
  }

  /// Puts an attribute that is a number or a structure without padding, as it lies in memory.
  public mutating func put<Value: BitwiseCopyable>(_ type: UInt16, _ value: Value) {
    unsafe withUnsafeBytes(of: value) { bytes in
      unsafe put(type, bytes.baseAddress, MemoryLayout<Value>.size)
    }
  }

  /// Puts an attribute that is a run of bytes.
  public mutating func put(_ type: UInt16, _ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe put(type, $0.baseAddress, bytes.count) }
  }

  /// Puts an attribute that is text, with the NUL that the kernel expects.
  public mutating func put(_ type: UInt16, text: String) {
    var bytes = Array(text.utf8)
    bytes.append(0)
    put(type, bytes.span)
  }

  @inline(never)
  private mutating func put(_ type: UInt16, _ bytes: UnsafeRawPointer?, _ size: Int) {
    let end = count + 4 + size
    guard (end + 3) & ~3 <= MessageWriter.capacity else { return overflowed = true }
    unsafe mnl_attr_put(header, type, size, bytes)
    if end > memory.used { memory.used = end }
    // Some versions of libmnl leave what is between two attributes as it was in memory.
    if end & 3 != 0 { for index in end..<count { unsafe memory.bytes[index] = 0 } }
  }

  /// A place to come back to.
  public struct Mark {
    fileprivate let count: Int
    fileprivate let overflowed: Bool
  }

  /// The present end of the message.
  public var mark: Mark { Mark(count: count, overflowed: overflowed) }

  /// Forgets everything that was put into the message since the mark was taken.
  public mutating func rewind(to mark: Mark) {
    unsafe header.pointee.nlmsg_len = UInt32(mark.count - start)
    overflowed = mark.overflowed
  }

  /// Puts an attribute that holds the attributes which `body` puts.
  public mutating func nest(_ type: UInt16, _ body: (inout MessageWriter) -> Void) {
    let place = count
    guard unsafe mnl_attr_nest_start_check(header, MessageWriter.capacity - start, type) != nil
    else {
      overflowed = true
      return
    }
    body(&self)
    // libmnl ends a nest through the pointer it began with; the buffer never moves, so the place does.
    guard let base = unsafe memory.bytes.baseAddress else { return }
    let attribute = unsafe (base + place).assumingMemoryBound(to: nlattr.self)
    unsafe mnl_attr_nest_end(header, attribute)
  }

  /// Stamps every message, gives the flags to the last one, and lends the bytes to `send`.
  mutating func withMessage<R>(
    sequence: UInt32, portID: UInt32, flags: UInt16,
    _ send: (RawSpan) throws(NetlinkError) -> R
  ) throws(NetlinkError) -> R {
    guard !overflowed else { throw NetlinkError(.tooLong, "the request exceeds 64 KiB") }
    var place = 0
    while place < count, let base = unsafe memory.bytes.baseAddress {
      let header = unsafe (base + place).assumingMemoryBound(to: nlmsghdr.self)
      unsafe header.pointee.nlmsg_seq = sequence
      unsafe header.pointee.nlmsg_pid = portID
      place += unsafe (Int(header.pointee.nlmsg_len) + 3) & ~3
    }
    unsafe header.pointee.nlmsg_flags |= flags
    return try withBytes(send)
  }

  /// Lends the bytes so far.
  package func withBytes<R, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
    try body(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: memory.bytes[..<count])))
  }
}
