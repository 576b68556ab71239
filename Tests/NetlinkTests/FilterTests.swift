import NetlinkTesting
import Testing

@testable import Netlink

@Suite struct `Tables of nf_tables` {
  // What was sent, message by message: the type, the flags and the payload.
  private func messages(_ bytes: [UInt8]) -> [(type: UInt16, flags: UInt16, payload: [UInt8])] {
    var messages: [(type: UInt16, flags: UInt16, payload: [UInt8])] = []
    var place = 0
    while place < bytes.count {
      let field = { (offset: Int) in
        UInt16(bytes[place + offset]) | UInt16(bytes[place + offset + 1]) << 8
      }
      let length = Int(field(0))
      messages.append((field(4), field(6), Array(bytes[place + 16..<place + length])))
      place += (length + 3) & ~3
    }
    return messages
  }

  private func kernel(_ errno: Int32 = 0) -> ScriptedKernel {
    ScriptedKernel { request in
      [
        .init(
          Bytes.verdict(errno, sequence: request.sequence, portID: request.portID))
      ]
    }
  }

  private let everything: [FilterExpression] = [
    .family, .isIPv4, .isIPv6, .incomingInterface, .outgoingInterface,
    .header(offset: 12, count: 4), .mask([255, 255, 128, 0]), .equals([10, 8, 0, 0]),
    .differs([UInt8](repeating: 7, count: 16)), .accept, .masquerade,
  ]

  @Test func `a table is replaced in one batch, which is acknowledged once`() throws {
    let kernel = kernel()
    var filter = FilterNetlink(over: ScriptedTransport(kernel))
    try filter.replaceTable(
      named: "t",
      with: [
        FilterChain(name: "f", hook: .forward, rules: [[.accept]]),
        FilterChain(name: "n", hook: .postRouting, rules: []),
      ])
    #expect(kernel.requests.count == 1)
    let sent = messages(kernel.requests[0].bytes)
    #expect(
      sent.map { $0.type } == [
        16, 0xa00, 0xa02, 0xa00, 0xa03, 0xa03, 0xa06, 0xa00, 17,
      ])
    // NLM_F_REQUEST 1, ACK 4, CREATE 0x400, APPEND 0x800.
    #expect(
      sent.map { $0.flags } == [1, 0x401, 1, 0x401, 0x401, 0x401, 0xc01, 0x405, 1])
    #expect(sent[0].payload == [0, 0, 0, 10] && sent[8].payload == [0, 0, 0, 10])
    #expect(sent[1].payload == [1, 0, 0, 0] + Bytes.attribute(1, Bytes.text("t")))
    let be = { (number: UInt32) in Bytes.u32(number.bigEndian) }
    #expect(
      sent[5].payload
        == [1, 0, 0, 0] + Bytes.attribute(1, Bytes.text("t")) + Bytes.attribute(3, Bytes.text("n"))
        + Bytes.nest(4, Bytes.attribute(1, be(4)), Bytes.attribute(2, be(100)))
        + Bytes.attribute(5, be(1)) + Bytes.attribute(7, Bytes.text("nat")))
    let verdict = Bytes.nest(2, Bytes.nest(2, Bytes.attribute(1, be(1))))
    #expect(
      sent[6].payload
        == [1, 0, 0, 0] + Bytes.attribute(1, Bytes.text("t")) + Bytes.attribute(2, Bytes.text("f"))
        + Bytes.nest(
          4,
          Bytes.nest(
            1, Bytes.attribute(1, Bytes.text("immediate")),
            Bytes.nest(2, Bytes.attribute(1, be(0)), verdict))))
  }

  @Test func `every message of a batch has the number of the request`() throws {
    let kernel = kernel()
    var filter = FilterNetlink(over: ScriptedTransport(kernel))
    try filter.deleteTable(named: "t")
    let bytes = kernel.requests[0].bytes
    var place = 0
    for _ in 0..<3 {
      #expect(Array(bytes[place + 8..<place + 16]) == Bytes.u32(1) + Bytes.u32(4321))
      place += Int(bytes[place]) + Int(bytes[place + 1]) << 8
    }
    #expect(place == bytes.count)
  }

  @Test func `a message of a batch that is refused is the error of the whole`() throws {
    var filter = FilterNetlink(over: ScriptedTransport(kernel(2)))
    let error = try #require(throws: NetlinkError.self) { try filter.deleteTable(named: "t") }
    #expect(error.kind == .refused && error.errno == 2 && !error.isOutcomeUnknown)
  }

  @Test func `a batch that is too long is not sent`() throws {
    let kernel = kernel()
    var filter = FilterNetlink(over: ScriptedTransport(kernel))
    let rules = [[FilterExpression]](repeating: everything, count: 200)
    let error = try #require(throws: NetlinkError.self) {
      try filter.replaceTable(
        named: "t", with: [FilterChain(name: "f", hook: .forward, rules: rules)])
    }
    #expect(error.kind == .tooLong && kernel.requests.isEmpty)
  }

  // The rule message of a batch with one rule, as the kernel gives it back.
  private func ruleMessage(_ expressions: [FilterExpression]) throws -> [UInt8] {
    let kernel = kernel()
    var filter = FilterNetlink(over: ScriptedTransport(kernel))
    try filter.replaceTable(
      named: "t", with: [FilterChain(name: "f", hook: .forward, rules: [expressions])])
    return try #require(messages(kernel.requests[0].bytes).first { $0.type == 0xa06 }).payload
  }

  @Test func `what is written of a rule is what is read of it`() throws {
    let message = try ruleMessage(everything)
    let rule = try unsafe FilterRule(decoding: message.span.bytes, ofTable: "t")
    #expect(rule == FilterRule(chain: Array("f".utf8), expressions: everything))
    #expect(try unsafe FilterRule(decoding: message.span.bytes, ofTable: "other") == nil)
  }

  @Test func `an expression that is not known is read as another one`() throws {
    let be = { (number: UInt32) in Bytes.u32(number.bigEndian) }
    let element = { (name: String, data: [UInt8]) in
      Bytes.nest(1, Bytes.attribute(1, Bytes.text(name)), Bytes.nest(2, data))
    }
    for bytes in [
      element("counter", []), element("", []),
      // Another register, another base, bits that are turned over, a masquerade with flags, a drop.
      element("meta", Bytes.attribute(1, be(2)) + Bytes.attribute(2, be(7))),
      element("meta", Bytes.attribute(1, be(1))),
      element(
        "meta", Bytes.attribute(1, be(1)) + Bytes.attribute(2, be(7)) + Bytes.attribute(9, [])),
      element(
        "payload",
        Bytes.attribute(1, be(1)) + Bytes.attribute(2, be(2)) + Bytes.attribute(3, be(12))
          + Bytes.attribute(4, be(4))),
      element(
        "bitwise",
        Bytes.attribute(1, be(1)) + Bytes.attribute(2, be(1)) + Bytes.attribute(3, be(1))
          + Bytes.nest(4, Bytes.attribute(1, [255])) + Bytes.nest(5, Bytes.attribute(1, [1]))),
      // NFTA_BITWISE_OP of a shift.
      element(
        "bitwise",
        Bytes.attribute(1, be(1)) + Bytes.attribute(2, be(1)) + Bytes.attribute(3, be(1))
          + Bytes.nest(4, Bytes.attribute(1, [255])) + Bytes.nest(5, Bytes.attribute(1, [0]))
          + Bytes.attribute(6, be(1))),
      element("masq", Bytes.attribute(1, be(4))),
      element(
        "cmp",
        Bytes.attribute(1, be(1)) + Bytes.attribute(2, be(2))
          + Bytes.nest(3, Bytes.attribute(1, [1]))),
      element(
        "immediate",
        Bytes.attribute(1, be(0)) + Bytes.nest(2, Bytes.nest(2, Bytes.attribute(1, be(0))))),
    ] {
      let message = [1, 0, 0, 0] + Bytes.attribute(1, Bytes.text("t")) + Bytes.nest(4, bytes)
      let rule = try unsafe FilterRule(decoding: message.span.bytes, ofTable: "t")
      #expect(rule?.expressions == [.other])
    }
  }

  @Test func `fault 20: rules of a dump that was interrupted are not there twice`() throws {
    let rule = try ruleMessage(everything)
    var asked = 0
    let kernel = ScriptedKernel { request in
      // NLM_F_DUMP_INTR at the end of the first one; NFT_MSG_NEWTABLE is none of what was asked for.
      asked += 1
      let flags: UInt16 = asked == 1 ? 0x10 : 0
      let (sequence, portID) = (request.sequence, request.portID)
      return [
        .init(
          Bytes.message(0xa06, flags: 2, sequence: sequence, portID: portID, rule)
            + Bytes.message(0xa00, flags: 2, sequence: sequence, portID: portID, rule)
            + Bytes.done(flags: flags, sequence: sequence, portID: portID))
      ]
    }
    var filter = FilterNetlink(over: ScriptedTransport(kernel))
    #expect(
      try filter.rules(ofTable: "t") == [
        FilterRule(chain: Array("f".utf8), expressions: everything)
      ])
    #expect(kernel.requests.count == 2)
  }

  @Test func `a rule that is cut off anywhere is an error or another rule`() throws {
    let message = try ruleMessage(everything)
    let whole = try unsafe FilterRule(decoding: message.span.bytes, ofTable: "t")
    for count in 0..<message.count {
      let part = Array(message[..<count])
      let rule = try? unsafe FilterRule(decoding: part.span.bytes, ofTable: "t")
      #expect(rule == nil || rule != whole)
    }
  }

  @Test func `forwarding is asked for all interfaces`() throws {
    for (number, wanted) in [(0, false), (1, true)] as [(Int32, Bool)] {
      let kernel = ScriptedKernel { request in
        let payload = [2, 0, 0, 0] + Bytes.attribute(2, Bytes.i32(number))
        return [
          .init(
            Bytes.message(80, sequence: request.sequence, portID: request.portID, payload)
              + Bytes.verdict(0, sequence: request.sequence, portID: request.portID))
        ]
      }
      var route = RouteNetlink(over: ScriptedTransport(kernel))
      #expect(try route.forwards(family: 2) == wanted)
      #expect(kernel.requests[0].type == 82)
      #expect(kernel.requests[0].payload == [2, 0, 0, 0] + Bytes.attribute(1, Bytes.i32(-1)))
    }
    var route = RouteNetlink(over: ScriptedTransport(kernel()))
    let error = try #require(throws: NetlinkError.self) { try route.forwards(family: 2) }
    #expect(error.kind == .malformed)
  }
}
