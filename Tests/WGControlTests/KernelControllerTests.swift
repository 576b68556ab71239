import NetlinkTesting
import Testing

@testable import Netlink
@testable import WGControl
@testable import WGModel

/// What the kernel will not do on demand: dumps that are interrupted, sets that fail in the middle.
struct KernelControllerTests {
  typealias W = WireGuardBytes
  typealias Reply = ScriptedKernel.Reply

  /// A kernel with the family 0x1c, which answers each further request by its number from 1.
  private func kernel(
    _ answer: @escaping (Int, ScriptedKernel.Request) -> [Reply]
  ) -> ScriptedKernel {
    var number = 0
    return ScriptedKernel { request in
      if request.type == 0x10 {
        let family = Bytes.message(
          0x10, sequence: request.sequence, portID: request.portID,
          [1, 2, 0, 0] + Bytes.attribute(1, Bytes.u16(0x1c)))
        return [
          Reply(family),
          Reply(Bytes.verdict(0, sequence: request.sequence, portID: request.portID)),
        ]
      }
      number += 1
      return answer(number, request)
    }
  }

  private func dump(
    _ request: ScriptedKernel.Request, interrupted: Bool, peers: UInt8
  ) -> [Reply] {
    let (sequence, port) = (request.sequence, request.portID)
    let all = (1...peers).map { W.peer($0) }
    return [
      Reply(
        Bytes.message(
          0x1c, flags: 2, sequence: sequence, portID: port,
          W.device(W.name, Bytes.nest(8, Array(all.joined()))))),
      Reply(Bytes.done(flags: interrupted ? 0x10 : 0, sequence: sequence, portID: port)),
    ]
  }

  @Test func `an interrupted dump is read again from the start`() throws {
    let kernel = kernel { (number, request) in
      dump(request, interrupted: number < 3, peers: number < 3 ? 9 : 2)
    }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    let device = try KernelController.read(try InterfaceName("wg0"), from: &wireguard)
    #expect(device.peers.count == 2)
    #expect(kernel.requests.count == 1 + 3)
  }

  @Test func `a dump that is always interrupted is an error after sixteen reads`() throws {
    let kernel = kernel { (_, request) in dump(request, interrupted: true, peers: 1) }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    let name = try InterfaceName("wg0")
    do throws(NetlinkError) {
      _ = try KernelController.read(name, from: &wireguard)
      Issue.record("an inconsistent device was returned")
    } catch {
      #expect(error.kind == .interrupted)
    }
    #expect(kernel.requests.count == 1 + 16)
  }

  @Test func `fault 38: a set that fails on message k says how much was acknowledged before`()
    throws
  {
    let kernel = kernel { (number, request) in
      [
        Reply(
          Bytes.verdict(
            number == 3 ? 12 : 0, sequence: request.sequence, portID: request.portID))
      ]
    }
    let peers = (0..<2_000).map { index in
      PeerUpdate(
        publicKey: PublicKey(
          bytes: InlineArray<32, UInt8> { $0 < 2 ? UInt8(index >> (8 * $0) & 0xff) : 1 }))
    }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    var progress = KernelController.Progress()
    #expect(throws: NetlinkError(.refused, errno: 12)) {
      try KernelController.write(
        DeviceUpdate(peers: peers + peers + peers), to: try InterfaceName("wg0"),
        through: &wireguard, progress: &progress)
    }
    #expect(progress.messages == 2)
    #expect(progress.applied.peers > 2_000 && progress.applied.peers < 6_000)
  }

  @Test func `fault 35: an absent family is refused with ENOENT`() throws {
    let kernel = ScriptedKernel { request in
      [Reply(Bytes.verdict(2, sequence: request.sequence, portID: request.portID))]
    }
    #expect(throws: NetlinkError(.refused, errno: 2)) {
      _ = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel)).family
    }
  }

  @Test func `fault 35: the error for an absent family says what to load`() throws {
    let kernel = ScriptedKernel { request in
      [Reply(Bytes.verdict(2, sequence: request.sequence, portID: request.portID))]
    }
    do throws(NetlinkError) {
      _ = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel)).family
      Issue.record("it was found")
    } catch {
      let said = KernelController.opening.error(error)
      #expect(said.code == .moduleMissing)
      #expect(said.message.contains("modprobe wireguard"))
    }
  }

  @Test func `fault 32: a device deleted while it is read is an error, not a part of it`() throws {
    let name = try InterfaceName("wg0")
    let kernel = kernel { (_, request) in
      [
        dump(request, interrupted: false, peers: 2)[0],
        Reply(Bytes.verdict(19, sequence: request.sequence, portID: request.portID)),
      ]
    }
    #expect(throws: NetlinkError(.refused, errno: 19)) {
      var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
      _ = try KernelController.read(name, from: &wireguard)
    }
  }

  @Test func `fault 32: a device renamed while it is read is asked for again by its name`() throws {
    let name = try InterfaceName("wg0")
    let renamed = Bytes.attribute(2, Bytes.text("wg1"))
    let kernel = kernel { (number, request) in
      let (sequence, port) = (request.sequence, request.portID)
      guard number == 1 else { return [Reply(Bytes.verdict(19, sequence: sequence, portID: port))] }
      return [W.name, renamed].map { name in
        Reply(
          Bytes.message(
            0x1c, flags: 2, sequence: sequence, portID: port,
            W.device(name, W.peers(W.peer(1, W.allowedIPs(W.v4(1, 0, 0, 0, 8)))))))
      } + [Reply(Bytes.done(sequence: sequence, portID: port))]
    }
    #expect(throws: NetlinkError(.refused, errno: 19)) {
      var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
      _ = try KernelController.read(name, from: &wireguard)
    }
    #expect(kernel.requests.count == 1 + 2)
  }

  @Test func `fault 33: when all peers go while they are read, the device is read again`() throws {
    let kernel = kernel { (number, request) in
      let (sequence, port) = (request.sequence, request.portID)
      let message = { (flags: UInt16, body: [UInt8]) in
        Reply(Bytes.message(0x1c, flags: flags, sequence: sequence, portID: port, body))
      }
      let done = Reply(Bytes.done(sequence: sequence, portID: port))
      // The kernel's way: the first batch, then one without peers that bears the mark.
      return number == 1
        ? [
          message(2, W.device(W.name, W.peers(W.peer(1), W.peer(2)))), message(0x12, W.device()),
          done,
        ]
        : [message(2, W.device(W.name)), done]
    }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    let device = try KernelController.read(try InterfaceName("wg0"), from: &wireguard)
    #expect(device.peers.isEmpty)
    #expect(kernel.requests.count == 1 + 2)
  }

  @Test func `fault 36: a refusal for want of a right names the right`() {
    let error = Attempt("read wg0").error(NetlinkError(.refused, errno: 1))
    #expect(error.code == .permissionDenied && error.errno == 1)
    #expect(error.message.contains("wg0") && error.message.contains("CAP_NET_ADMIN"))
  }

  @Test func `fault 36: a refusal that no right would change names none`() {
    let attempt = Attempt("add the address fd00::1/64 to wg0")
    let error = attempt.error(NetlinkError(.refused, errno: 13))
    #expect(error.code == .permissionDenied && error.errno == 13)
    #expect(error.message.contains("wg0") && !error.message.contains("CAP_NET_ADMIN"))
    let said = attempt.error(NetlinkError(.refused, errno: 13, "IPv6 is disabled on this device"))
    #expect(said.message.contains("IPv6 is disabled on this device"))
  }

  @Test func `faults 24 and 28: the error of a change that may be in force says so`() {
    let cause = NetlinkError(.systemCall, errno: 105, "receiving from netlink")
    let known = Attempt("configure wg0").error(cause)
    let unknown = Attempt("configure wg0").error(cause.withUnknownOutcome)
    #expect(known.code == .outOfResources && unknown.code == .outOfResources)
    #expect(!known.message.contains("may be in force"))
    #expect(unknown.message.contains("may be in force"))
  }

  @Test func `an answer of another family is malformed`() throws {
    let kernel = kernel { (_, request) in
      [
        Reply(
          Bytes.message(
            0x1d, flags: 2, sequence: request.sequence, portID: request.portID, W.device(W.name)))
      ]
    }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    let name = try InterfaceName("wg0")
    do throws(NetlinkError) {
      _ = try KernelController.read(name, from: &wireguard)
      Issue.record("another family's message was taken for a device")
    } catch {
      #expect(error.kind == .malformed)
    }
  }

  @Test func `a key of low order is refused before anything is sent`() throws {
    let update = DeviceUpdate(peers: [PeerUpdate(publicKey: W.publicKey(0))])
    do {
      try KernelController().apply(update, to: try InterfaceName("wg0"))
      Issue.record("it was accepted")
    } catch {
      #expect(error.code == .invalidKey)
    }
  }

  private func acknowledgement(_ request: ScriptedKernel.Request, _ errno: Int32 = 0) -> [Reply] {
    [Reply(Bytes.verdict(errno, sequence: request.sequence, portID: request.portID))]
  }

  private func contains(_ request: ScriptedKernel.Request, _ part: [UInt8]) -> Bool {
    let bytes = request.payload
    return stride(from: 0, through: bytes.count - part.count, by: 4).contains { place in
      bytes[place..<place + part.count].elementsEqual(part)
    }
  }

  @Test func `fault 34: a kernel without single removals is found out by its answer`() throws {
    let removal = Bytes.attribute(4, Bytes.u32(1))
    // What the kernel was sent: the flag, the question, then the stand-in and the rest without it.
    let kernel = kernel { (number, request) in
      if contains(request, removal) { return acknowledgement(request, 22) }
      guard request.flags & 0x300 == 0x300 else { return acknowledgement(request) }
      let peer = W.peer(1, W.allowedIPs(W.v4(10, 0, 0, 0, 8), W.v4(11, 0, 0, 0, 8)))
      return [
        Reply(
          Bytes.message(
            0x1c, flags: 2, sequence: request.sequence, portID: request.portID,
            W.device(W.name, W.peers(peer)))),
        Reply(Bytes.done(sequence: request.sequence, portID: request.portID)),
      ]
    }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    try KernelController.apply(
      DeviceUpdate(
        firewallMark: 9,
        peers: [
          PeerUpdate(
            publicKey: W.publicKey(1), allowedIPs: [try IPPrefix("12.0.0.0/8")],
            // The peer has the first one alone; what it does not have may be another's.
            removedAllowedIPs: [try IPPrefix("11.1.2.3/8"), try IPPrefix("13.0.0.0/8")])
        ]), to: try InterfaceName("wg0"), through: &wireguard, Attempt("configure wg0"))
    try #require(kernel.requests.count == 5)
    let (standIn, rest) = (kernel.requests[3], kernel.requests[4])
    #expect(!contains(standIn, Bytes.attribute(1, W.key(1))))
    #expect(contains(standIn, Bytes.attribute(2, [11, 1, 2, 3])))
    #expect(!contains(standIn, Bytes.attribute(2, [13, 0, 0, 0])))
    // In one message it comes and goes.
    #expect(contains(standIn, Bytes.attribute(3, Bytes.u32(1))))
    #expect(contains(rest, Bytes.attribute(2, [12, 0, 0, 0])))
    #expect(contains(rest, Bytes.attribute(7, Bytes.u32(9))))
    #expect(!contains(rest, Bytes.attribute(2, [11, 1, 2, 3])))
  }

  @Test func `a kernel that knows removals and refuses something else is not asked twice`() throws {
    let kernel = kernel { (number, request) in acknowledgement(request, number == 2 ? 22 : 0) }
    let peers = (0..<2_000).map { index in
      PeerUpdate(
        publicKey: PublicKey(
          bytes: InlineArray<32, UInt8> { $0 < 2 ? UInt8(index >> (8 * $0) & 0xff) : 1 }),
        removedAllowedIPs: [
          IPPrefix(unchecked: IPAddress(v4: UInt32(index)), length: 32)
        ])
    }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    var progress = KernelController.Progress()
    #expect(throws: NetlinkError(.refused, errno: 22)) {
      try KernelController.write(
        DeviceUpdate(peers: peers), to: try InterfaceName("wg0"), through: &wireguard,
        progress: &progress)
    }
    #expect(kernel.requests.count == 1 + 2)
  }

  @Test func `fault 38: a set that fails on message k says exactly what is in force`() throws {
    let peers = (0..<2_000).map { index in
      PeerUpdate(
        publicKey: PublicKey(
          bytes: InlineArray<32, UInt8> { $0 < 2 ? UInt8(index >> (8 * $0) & 0xff) : 1 }))
    }
    // The second message fails after its third peer. The device as it is then: what came before.
    var sent = 0
    let kernel = kernel { (number, request) in
      if number == 1 {
        sent = request.payload.split(separator: Bytes.u16(36) + Bytes.u16(1)).count - 1
        return acknowledgement(request)
      }
      if number == 2 { return acknowledgement(request, 12) }
      let present = peers.prefix(sent + 3).map { peer in
        Bytes.nest(0, Bytes.attribute(1, (0..<32).map { peer.publicKey.bytes[$0] }))
      }
      return stride(from: 0, to: present.count, by: 500).map { start in
        Reply(
          Bytes.message(
            0x1c, flags: 2, sequence: request.sequence, portID: request.portID,
            W.device(
              W.name, Bytes.attribute(7, Bytes.u32(9)),
              Bytes.nest(8, Array(present[start..<min(start + 500, present.count)].joined())))))
      } + [Reply(Bytes.done(sequence: request.sequence, portID: request.portID))]
    }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    do throws(WGError) {
      try KernelController.apply(
        DeviceUpdate(firewallMark: 9, peers: peers),
        to: try InterfaceName("wg0"), through: &wireguard, Attempt("configure wg0"))
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.code == .partiallyApplied)
      #expect(error.errno == 12)
      #expect(error.applied == AppliedPart(settings: .firewallMark, peers: sent + 3))
      #expect("\(error)".contains("\(sent + 3) of 2000 peers"))
    }
  }

  @Test func `a set of which nothing is in force keeps its own code`() throws {
    let kernel = kernel { (number, request) in acknowledgement(request, 19) }
    var wireguard = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel))
    do throws(WGError) {
      try KernelController.apply(
        DeviceUpdate(firewallMark: 9), to: try InterfaceName("wg0"), through: &wireguard,
        Attempt("configure wg0"))
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.code == .noSuchInterface)
      #expect(error.applied == nil)
    }
  }
}
