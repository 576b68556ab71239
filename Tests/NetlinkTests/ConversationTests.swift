import NetlinkTesting
import Testing

@testable import Netlink

struct ConversationTests {
  typealias Reply = ScriptedKernel.Reply
  private static let item: UInt16 = 0x20

  /// The payloads that a dump delivers, or why it failed.
  private func dump(
    _ answer: @escaping (UInt32, UInt32) -> [Reply]
  ) -> Result<[[UInt8]], NetlinkError> {
    let kernel = ScriptedKernel { answer($0.sequence, $0.portID) }
    var conversation = Conversation(over: ScriptedTransport(kernel))
    var message = MessageWriter(type: 0x10)
    var items: [[UInt8]] = []
    do throws(NetlinkError) {
      try conversation.dump(&message, start: { items = [] }) {
        (_, payload) throws(NetlinkError) in
        var bytes: [UInt8] = []
        for offset in 0..<payload.byteCount { bytes.append(payload.number(at: offset)) }
        items.append(bytes)
      }
      return .success(items)
    } catch {
      return .failure(error)
    }
  }

  private func request(
    _ answer: @escaping (UInt32, UInt32) -> [Reply]
  ) -> NetlinkError? {
    let kernel = ScriptedKernel { answer($0.sequence, $0.portID) }
    var conversation = Conversation(over: ScriptedTransport(kernel))
    var message = MessageWriter(type: 0x10)
    do throws(NetlinkError) {
      try conversation.request(&message)
      return nil
    } catch {
      return error
    }
  }

  private func item(_ bytes: [UInt8], _ sequence: UInt32, _ portID: UInt32, flags: UInt16 = 2)
    -> [UInt8]
  {
    Bytes.message(Self.item, flags: flags, sequence: sequence, portID: portID, bytes)
  }

  private func kind<T>(_ result: Result<T, NetlinkError>) -> NetlinkError.Kind? {
    guard case .failure(let error) = result else { return nil }
    return error.kind
  }

  @Test func `a dump delivers the messages of every datagram`() throws {
    let items = try dump { (sequence, port) in
      [
        Reply(item([1, 0, 0, 0], sequence, port) + item([2, 0, 0, 0], sequence, port)),
        Reply(item([3, 0, 0, 0], sequence, port)),
        Reply(Bytes.done(sequence: sequence, portID: port)),
      ]
    }.get()
    #expect(items.map(\.first) == [1, 2, 3])
  }

  @Test func `requests carry the flags of their kind and a new sequence number each`() throws {
    let kernel = ScriptedKernel { request in
      [Reply(Bytes.verdict(0, sequence: request.sequence, portID: request.portID))]
    }
    var conversation = Conversation(over: ScriptedTransport(kernel))
    for _ in 0..<2 {
      var message = MessageWriter(type: 0x10, flags: 0x400)
      try conversation.request(&message)
    }
    #expect(kernel.requests.map(\.flags) == [0x405, 0x405])
    #expect(kernel.requests.map(\.portID) == [4321, 4321])
    #expect(kernel.requests[0].sequence != kernel.requests[1].sequence)
  }

  @Test func `a refusal carries the error number and the kernel's sentence`() {
    let error = request { (sequence, port) in
      [
        Reply(
          Bytes.verdict(
            22, sequence: sequence, portID: port,
            extended: Bytes.attribute(2, Bytes.u32(4)) + Bytes.attribute(1, Bytes.text("bad MTU"))))
      ]
    }
    #expect(error == NetlinkError(.refused, errno: 22, "bad MTU"))
  }

  @Test func `fault 1: a message length under sixteen is malformed`() {
    for length in UInt32(0)..<16 {
      let result = dump { (_, _) in [Reply(Bytes.u32(length) + [UInt8](repeating: 0, count: 12))] }
      #expect(kind(result) == .malformed)
    }
  }

  @Test func `fault 2: a message length past the datagram is malformed`() {
    for length in [UInt32(17), 1 << 16, .max] {
      let result = dump { (sequence, port) in
        [
          Reply(
            Bytes.u32(length) + Bytes.u16(Self.item) + Bytes.u16(2) + Bytes.u32(sequence)
              + Bytes.u32(port))
        ]
      }
      #expect(kind(result) == .malformed)
    }
  }

  @Test func `fault 3: a truncated datagram is malformed`() {
    let result = dump { (sequence, port) in
      [Reply(item([1, 0, 0, 0], sequence, port), truncated: true)]
    }
    #expect(kind(result) == .malformed)
  }

  @Test func `stray bytes behind the last message are malformed`() {
    let result = dump { (sequence, port) in
      [Reply(item([1, 0, 0, 0], sequence, port) + [1, 2, 3, 4])]
    }
    #expect(kind(result) == .malformed)
  }

  @Test func `fault 20: the mark of an interrupted dump counts on any message`() {
    var reads = 0
    let onItem = dump { (sequence, port) in
      [
        Reply(item([1, 0, 0, 0], sequence, port, flags: 2 | 0x10)),
        Reply(Bytes.done(sequence: sequence, portID: port)),
      ]
    }
    #expect(kind(onItem) == .interrupted)
    let onDone = dump { (sequence, port) in
      reads += 1
      return [
        Reply(item([1, 0, 0, 0], sequence, port)),
        Reply(Bytes.done(flags: 0x10, sequence: sequence, portID: port)),
      ]
    }
    #expect(kind(onDone) == .interrupted)
    #expect(reads == 16)
  }

  @Test func `fault 20: an interrupted dump is read again from the start`() throws {
    var reads: UInt8 = 0
    let items = try dump { (sequence, port) in
      reads += 1
      return [
        Reply(item([reads, 0, 0, 0], sequence, port)),
        Reply(item([reads, 1, 0, 0], sequence, port, flags: reads < 3 ? 2 | 0x10 : 2)),
        Reply(Bytes.done(sequence: sequence, portID: port)),
      ]
    }.get()
    #expect(items == [[3, 0, 0, 0], [3, 1, 0, 0]])
  }

  @Test func `fault 20: from the mark on nothing is looked at but the end`() throws {
    var reads = 0
    let kernel = ScriptedKernel { request in
      let (sequence, port) = (request.sequence, request.portID)
      reads += 1
      return [
        Reply(
          item([reads == 1 ? 0xee : 1, 0, 0, 0], sequence, port, flags: reads == 1 ? 0x12 : 2)),
        Reply(item([reads == 1 ? 0xee : 2, 0, 0, 0], sequence, port)),
        Reply(Bytes.done(sequence: sequence, portID: port)),
      ]
    }
    var conversation = Conversation(over: ScriptedTransport(kernel))
    var message = MessageWriter(type: 0x10)
    var seen: [UInt8] = []
    try conversation.dump(&message, start: {}) { (_, payload) throws(NetlinkError) in
      let byte: UInt8 = payload.number(at: 0)
      if byte == 0xee { throw .malformed("an item of another state") }
      seen.append(byte)
    }
    #expect(seen == [1, 2])
    #expect(reads == 2)
  }

  @Test func `what a reader finds to have changed is read again, once the dump is at its end`()
    throws
  {
    var reads = 0
    let kernel = ScriptedKernel { request in
      let (sequence, port) = (request.sequence, request.portID)
      reads += 1
      return [
        Reply(item([1, 0, 0, 0], sequence, port)), Reply(item([2, 0, 0, 0], sequence, port)),
        Reply(Bytes.done(sequence: sequence, portID: port)),
      ]
    }
    var conversation = Conversation(over: ScriptedTransport(kernel))
    var message = MessageWriter(type: 0x10)
    var seen = 0
    try conversation.dump(&message, start: {}) { (_, _) throws(NetlinkError) in
      seen += 1
      if reads == 1 { throw NetlinkError(.interrupted) }
    }
    #expect(seen == 1 + 2)
    #expect(reads == 2)
  }

  @Test func `fault 21: an error inside a dump ends it`() {
    let result = dump { (sequence, port) in
      [
        Reply(item([1, 0, 0, 0], sequence, port)),
        Reply(Bytes.verdict(19, sequence: sequence, portID: port)),
      ]
    }
    #expect(throws: NetlinkError(.refused, errno: 19)) { try result.get() }
  }

  @Test(arguments: [0, 3, 4, 19]) func `fault 22: an error message that is too short is malformed`(
    count: Int
  ) {
    let error = request { (sequence, port) in
      [
        Reply(
          Bytes.message(
            2, sequence: sequence, portID: port, [UInt8](repeating: 0, count: count)))
      ]
    }
    #expect(error?.kind == .malformed)
  }

  @Test func `fault 23: a malformed explanation does not hide the error`() {
    for extended in [[2, 0, 1, 0], [200, 0, 1, 0], [1], [8, 0, 1, 0, 0xff, 0x1b, 0, 0]] as [[UInt8]]
    {
      let error = request { (sequence, port) in
        [Reply(Bytes.verdict(13, sequence: sequence, portID: port, extended: extended))]
      }
      #expect(error?.kind == .refused)
      #expect(error?.errno == 13)
      #expect(error?.message.utf8.allSatisfy { (0x20..<0x7f).contains($0) } == true)
    }
  }

  @Test func `an explanation behind a repeated request is found`() {
    let error = request { (sequence, port) in
      // Not capped: the request's header and its payload of 8 bytes come before the attributes.
      let request = Bytes.u32(24) + [UInt8](repeating: 0, count: 12 + 8)
      return [
        Reply(
          Bytes.message(
            2, flags: 0x200, sequence: sequence, portID: port,
            Bytes.i32(-1) + request + Bytes.attribute(1, Bytes.text("no"))))
      ]
    }
    #expect(error == NetlinkError(.refused, errno: 1, "no"))
  }

  @Test(arguments: [5, Int32.min, -4096]) func `an impossible error number is malformed`(
    value: Int32
  ) {
    let error = request { (sequence, port) in
      [
        Reply(
          Bytes.message(
            2, flags: 0x100, sequence: sequence, portID: port,
            Bytes.i32(value) + [UInt8](repeating: 0, count: 16)))
      ]
    }
    #expect(error?.kind == .malformed)
  }

  @Test func `fault 27: the status at the end of a dump is its result`() {
    let result = dump { (sequence, port) in
      [
        Reply(item([1, 0, 0, 0], sequence, port)),
        Reply(Bytes.done(-12, sequence: sequence, portID: port)),
      ]
    }
    #expect(throws: NetlinkError(.refused, errno: 12)) { try result.get() }
    let short = dump { (sequence, port) in
      [Reply(Bytes.message(3, flags: 2, sequence: sequence, portID: port))]
    }
    #expect(kind(short) == .malformed)
  }

  @Test func `fault 28: a dump without an end is no dump`() {
    let result = dump { (sequence, port) in [Reply(item([1, 0, 0, 0], sequence, port))] }
    #expect(kind(result) == .timedOut)
  }

  @Test func `fault 24: an answer that the kernel had no memory for is an error`() {
    let list = dump { (sequence, port) in
      [
        Reply(item([1, 0, 0, 0], sequence, port)), Reply(errno: 105),
        Reply(Bytes.done(sequence: sequence, portID: port)),
      ]
    }
    #expect(throws: NetlinkError(.systemCall, errno: 105, "receiving from netlink")) {
      try list.get()
    }
  }

  @Test(arguments: [24, 28, 1] as [Int])
  func
    `faults 24 and 28: a change without an acknowledgement may be in force, and the error says so`(
      fault: Int
    )
  {
    let error = request { (sequence, port) in
      switch fault {
      case 24: [Reply(errno: 105)]
      case 28: []
      default: [Reply(Bytes.u32(3) + [UInt8](repeating: 0, count: 12))]
      }
    }
    #expect(error?.isOutcomeUnknown == true)
    let refused = request { (sequence, port) in
      [Reply(Bytes.verdict(22, sequence: sequence, portID: port))]
    }
    #expect(refused?.isOutcomeUnknown == false)
  }

  @Test func `fault 29: messages with another sequence number are passed over`() throws {
    let items = try dump { (sequence, port) in
      [
        Reply(item([9, 0, 0, 0], sequence &+ 7, port)),
        Reply(Bytes.verdict(1, sequence: sequence &+ 1, portID: port)),
        Reply(
          item([8, 0, 0, 0], 0, port) + item([1, 0, 0, 0], sequence, port)
            + Bytes.done(sequence: sequence, portID: port)),
      ]
    }.get()
    #expect(items.map(\.first) == [1])
  }

  @Test func `fault 31: late replies of an earlier request are no answer to the next one`() throws {
    var number = 0
    let kernel = ScriptedKernel { request in
      let (sequence, port) = (request.sequence, request.portID)
      number += 1
      // The first request times out; what it was to get arrives in front of the second one's answer.
      return number == 1
        ? []
        : [
          Reply(item([9, 0, 0, 0], sequence &- 1, port)),
          Reply(Bytes.done(sequence: sequence &- 1, portID: port)),
          Reply(item([1, 0, 0, 0], sequence, port)),
          Reply(Bytes.verdict(13, sequence: sequence &- 1, portID: port)),
          Reply(Bytes.done(sequence: sequence, portID: port)),
        ]
    }
    var conversation = Conversation(over: ScriptedTransport(kernel))
    var items: [UInt8] = []
    var message = MessageWriter(type: 0x10)
    for attempt in 1...2 {
      do throws(NetlinkError) {
        try conversation.dump(&message, start: { items = [] }) {
          (_, payload) throws(NetlinkError) in
          items.append(payload.number(at: 0))
        }
        #expect(attempt == 2)
      } catch {
        #expect(attempt == 1)
        #expect(error.kind == .timedOut)
      }
    }
    #expect(items == [1])
  }

  @Test func `fault 39: an answer without an end is malformed`() {
    let kernel = EndlessTransport()
    var conversation = Conversation(over: kernel)
    var message = MessageWriter(type: 0x10)
    do throws(NetlinkError) {
      try conversation.dump(&message, start: {}) { (_, _) throws(NetlinkError) in }
      Issue.record("it came to an end")
    } catch {
      #expect(error.kind == .malformed)
    }
  }

  @Test func `fault 40: a list goes on until the kernel ends it, however it is cut`() throws {
    for cut in 1...7 {
      let items = try dump { (sequence, port) in
        var messages = (0..<20).map { item([UInt8($0), 0, 0, 0], sequence, port) }
        messages.append(Bytes.done(sequence: sequence, portID: port))
        return stride(from: 0, to: messages.count, by: cut).map { start in
          Reply(Array(messages[start..<min(start + cut, messages.count)].joined()))
        }
      }.get()
      #expect(items.map(\.first) == (0..<20).map { $0 })
    }
  }

  @Test func `fault 30: what is not from the kernel or not for this socket is passed over`() throws
  {
    let items = try dump { (sequence, port) in
      [
        Reply(item([7, 0, 0, 0], sequence, port), sender: 99),
        Reply(Bytes.done(sequence: sequence, portID: port), sender: port),
        Reply(item([8, 0, 0, 0], sequence, 0)),
        Reply(item([9, 0, 0, 0], sequence, port + 1)),
        Reply(item([1, 0, 0, 0], sequence, port)),
        Reply(Bytes.done(sequence: sequence, portID: port)),
      ]
    }.get()
    #expect(items.map(\.first) == [1])
  }

  @Test func `a report of lost data is malformed`() {
    #expect(
      kind(dump { (sequence, port) in [Reply(Bytes.message(4, sequence: sequence, portID: port))] })
        == .malformed)
  }

  @Test func `a request over 64 KiB is not sent`() {
    let kernel = ScriptedKernel { _ in [] }
    var conversation = Conversation(over: ScriptedTransport(kernel))
    var message = MessageWriter(type: 0x10)
    message.put(1, [UInt8](repeating: 0, count: 40_000).span)
    message.put(2, [UInt8](repeating: 0, count: 40_000).span)
    do throws(NetlinkError) {
      try conversation.request(&message)
      Issue.record("it was sent")
    } catch {
      #expect(error.kind == .tooLong)
    }
    #expect(kernel.requests.isEmpty)
  }
}
