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
    for number in [1, 13] as [Int32] {
      let error = Attempt("read wg0").error(NetlinkError(.refused, errno: number))
      #expect(error.code == .permissionDenied)
      #expect(error.errno == number)
      #expect(error.message.contains("wg0") && error.message.contains("CAP_NET_ADMIN"))
    }
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
}
