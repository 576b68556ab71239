internal import CLibMNL
internal import CLinux

/// Requests and answers over one socket: one at a time, each matched to its request.
///
/// A datagram counts only when the kernel sent it, and a message only when it carries the request's
/// sequence number and this socket's port id; all else is passed over, until the kernel has been
/// silent for ``patience``.
public struct Conversation<Transport: NetlinkTransport & ~Copyable>: ~Copyable {
  private let transport: Transport
  private let buffer = ReceiveBuffer()
  private var sequence: UInt32 = 0

  /// How long the kernel may be silent, in milliseconds. It answers within the request's own system
  /// call; a wait this long means that the answer was lost.
  public static var patience: Int32 { 5_000 }

  /// Takes over a socket.
  public init(over transport: consuming Transport) { self.transport = transport }

  /// Makes a request that changes something, and waits for its acknowledgement.
  public mutating func request(_ message: inout MessageWriter) throws(NetlinkError) {
    try request(&message) { (_, _) throws(NetlinkError) in }
  }

  /// Makes a request that is answered with messages before its acknowledgement.
  ///
  /// - Parameters:
  ///   - message: the request; NLM_F_ACK is added.
  ///   - answer: is given the type and the payload of each message of the answer.
  public mutating func request(
    _ message: inout MessageWriter,
    answer: (UInt16, RawSpan) throws(NetlinkError) -> Void
  ) throws(NetlinkError) {
    try send(&message, flags: UInt16(NLM_F_ACK))
    _ = try receive(answer)
  }

  /// Asks for a list of any length.
  ///
  /// - Parameters:
  ///   - message: the request; NLM_F_DUMP is added.
  ///   - item: is given the type and the payload of each message of the list. What it has seen is
  ///     worth nothing when this call throws.
  public mutating func dump(
    _ message: inout MessageWriter,
    item: (UInt16, RawSpan) throws(NetlinkError) -> Void
  ) throws(NetlinkError) {
    try send(&message, flags: UInt16(NLM_F_DUMP))
    let consistent = try receive(item)
    guard consistent else { throw NetlinkError(.interrupted) }
  }

  private mutating func send(
    _ message: inout MessageWriter, flags: UInt16
  ) throws(NetlinkError) {
    sequence &+= 1
    let portID = transport.portID
    try message.withMessage(sequence: sequence, portID: portID, flags: flags) {
      (bytes) throws(NetlinkError) in
      try transport.send(bytes)
    }
  }

  // Reads until the verdict. Answers whether every message, the last one too, came without the mark
  // of an interrupted dump.
  private mutating func receive(
    _ item: (UInt16, RawSpan) throws(NetlinkError) -> Void
  ) throws(NetlinkError) -> Bool {
    var consistent = true
    var deadline = wgkit_monotonic_milliseconds() + Int64(Self.patience)
    while true {
      let left = Int32(clamping: deadline - wgkit_monotonic_milliseconds())
      guard left > 0 else { throw NetlinkError(.timedOut) }
      let datagram = try unsafe buffer.fill { (storage) throws(NetlinkError) in
        try unsafe transport.receive(into: storage, within: left)
      }
      guard datagram.sender == 0 else { continue }
      guard !datagram.truncated else {
        throw .malformed("a datagram longer than the receive buffer")
      }
      let (sequence, portID) = (sequence, transport.portID)
      let (ours, finished) = try buffer.withBytes(datagram.count) { (bytes) throws(NetlinkError) in
        var ours = false
        var messages = Messages()
        while let message = try messages.next(in: bytes) {
          guard message.sequence == sequence, message.portID == portID else { continue }
          ours = true
          if message.isInterrupted { consistent = false }
          switch Int32(message.type) {
          case NLMSG_NOOP: continue
          case NLMSG_ERROR:
            try Verdict(error: message, in: bytes).check()
            return (ours, true)
          case NLMSG_DONE:
            try Verdict(done: message, in: bytes).check()
            return (ours, true)
          case NLMSG_OVERRUN: throw .malformed("the kernel reports lost data")
          default: try item(message.type, bytes.extracting(message.payload))
          }
        }
        return (ours, false)
      }
      if finished { return consistent }
      if ours { deadline = wgkit_monotonic_milliseconds() + Int64(Self.patience) }
    }
  }
}
