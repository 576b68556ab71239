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

  /// How long the kernel may be silent, in milliseconds.
  ///
  /// It answers within the request's own system call; a wait this long means that the answer was
  /// lost.
  public static var patience: Int32 { 5_000 }

  // An interrupted dump says that what it lists changed meanwhile; what changes all the time is
  // reported rather than waited for.
  private static var mostReads: Int { 16 }

  // At 32 KiB each, 8 GiB: an answer of more has no end.
  private static var mostDatagrams: Int { 1 << 18 }

  /// Takes over a socket.
  public init(over transport: consuming Transport) { self.transport = transport }

  /// Makes a request that changes something, and waits for its acknowledgement.
  ///
  /// Where the request was sent and no acknowledgement could be read, the error's
  /// ``NetlinkError/isOutcomeUnknown`` says so: it is not sent again, since it may be in force.
  @inline(never)
  public mutating func request(_ message: inout MessageWriter) throws(NetlinkError) {
    try change(&message, flags: UInt16(NLM_F_ACK))
  }

  /// Makes a request of several messages that are carried out together or not at all, and waits for
  /// the acknowledgement of the one that asks for it with NLM_F_ACK.
  ///
  /// The kernel answers each message that it refuses: the first of these is what is thrown.
  @inline(never)
  public mutating func request(batch messages: inout MessageWriter) throws(NetlinkError) {
    try change(&messages, flags: 0)
  }

  private mutating func change(
    _ message: inout MessageWriter, flags: UInt16
  ) throws(NetlinkError) {
    try send(&message, flags: flags)
    do throws(NetlinkError) {
      _ = try receive { (_, _) throws(NetlinkError) in }
    } catch {
      throw error.kind == .refused ? error : error.withUnknownOutcome
    }
  }

  /// Makes a request that is answered with messages before its acknowledgement.
  ///
  /// - Parameters:
  ///   - message: the request; NLM_F_ACK is added.
  ///   - answer: is given the type and the payload of each message of the answer.
  /// - Throws: what the kernel refused, what the answer breaks, or what `answer` throws.
  public mutating func request(
    _ message: inout MessageWriter,
    answer: (UInt16, RawSpan) throws(NetlinkError) -> Void
  ) throws(NetlinkError) {
    try send(&message, flags: UInt16(NLM_F_ACK))
    guard try receive(answer) else { throw NetlinkError(.interrupted) }
  }

  /// Asks for a list of any length.
  ///
  /// A list that changes while it is read, as the kernel's mark says or `item` by throwing
  /// `interrupted`, is read again from the start, up to sixteen times in all.
  ///
  /// - Parameters:
  ///   - message: the request; NLM_F_DUMP is added.
  ///   - start: is called before each reading, to forget what an earlier one has seen.
  ///   - item: is given the type and the payload of each message of the list. What it has seen is
  ///     worth nothing when this call throws.
  /// - Throws: what the kernel refused, what the list breaks, an interruption, or what `item` throws.
  public mutating func dump(
    _ message: inout MessageWriter,
    start: () -> Void,
    item: (UInt16, RawSpan) throws(NetlinkError) -> Void
  ) throws(NetlinkError) {
    for _ in 0..<Self.mostReads {
      start()
      try send(&message, flags: UInt16(NLM_F_DUMP))
      if try receive(item) { return }
    }
    throw NetlinkError(.interrupted)
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

  // Hands out messages until the verdict. Answers whether every message, the last one too, came
  // without the mark of an interrupted dump. From the mark on nothing is handed out: it would belong
  // to another state. It is read all the same, as the socket serves one dump at a time.
  private mutating func receive(
    _ item: (UInt16, RawSpan) throws(NetlinkError) -> Void
  ) throws(NetlinkError) -> Bool {
    var answer = Answer()
    while let message = try next(of: &answer) {
      guard answer.isConsistent else { continue }
      do throws(NetlinkError) {
        try buffer.withBytes(answer.count) { (bytes) throws(NetlinkError) in
          try item(message.type, bytes.extracting(message.payload))
        }
      } catch {
        guard error.kind == .interrupted else { throw error }
        answer.isConsistent = false
      }
    }
    return answer.isConsistent
  }

  // How far the answer to one request has been read.
  private struct Answer {
    // The datagram in the buffer, and the messages of it that are still to be read.
    var count = 0
    var messages = Messages()
    var datagrams = 0
    var isConsistent = true
    var deadline = Conversation.deadline
  }

  private static var deadline: Int64 { wgkit_monotonic_milliseconds() + Int64(patience) }

  // The next message that belongs to the answer, nil once the verdict is good. It stands apart from
  // its loop, of which the compiler makes a copy for every `item`.
  @inline(never)
  private mutating func next(of answer: inout Answer) throws(NetlinkError) -> Message? {
    while true {
      while let message = try nextMessage(in: &answer) {
        guard message.sequence == sequence, message.portID == transport.portID else { continue }
        answer.deadline = Self.deadline
        if message.isInterrupted { answer.isConsistent = false }
        switch Int32(message.type) {
        case NLMSG_NOOP: continue
        case NLMSG_ERROR, NLMSG_DONE:
          let isDone = Int32(message.type) == NLMSG_DONE
          try buffer.withBytes(answer.count) { (bytes) throws(NetlinkError) in
            let verdict =
              isDone
              ? try Verdict(done: message, in: bytes) : try Verdict(error: message, in: bytes)
            try verdict.check()
          }
          return nil
        case NLMSG_OVERRUN: throw .malformed("the kernel reports lost data")
        default: return message
        }
      }
      answer.datagrams += 1
      guard answer.datagrams <= Self.mostDatagrams else {
        throw .malformed("an answer without an end")
      }
      let left = Int32(clamping: answer.deadline - wgkit_monotonic_milliseconds())
      guard left > 0 else { throw NetlinkError(.timedOut) }
      let datagram = try unsafe buffer.fill { (storage) throws(NetlinkError) in
        try unsafe transport.receive(into: storage, within: left)
      }
      // Of a datagram that is not the kernel's, no byte is looked at.
      answer.count = datagram.sender == 0 ? datagram.count : 0
      answer.messages = Messages()
      if datagram.sender == 0, datagram.truncated {
        throw .malformed("a datagram longer than the receive buffer")
      }
    }
  }

  private func nextMessage(in answer: inout Answer) throws(NetlinkError) -> Message? {
    var messages = answer.messages
    let message = try buffer.withBytes(answer.count) { (bytes) throws(NetlinkError) in
      try messages.next(in: bytes)
    }
    answer.messages = messages
    return message
  }
}
