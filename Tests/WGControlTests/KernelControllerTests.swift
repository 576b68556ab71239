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

  @Test func `a set that fails says how much was acknowledged before`() throws {
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
    #expect(progress.peers > 2_000 && progress.peers < 6_000)
  }

  @Test func `fault 35: an absent family is refused with ENOENT`() throws {
    let kernel = ScriptedKernel { request in
      [Reply(Bytes.verdict(2, sequence: request.sequence, portID: request.portID))]
    }
    #expect(throws: NetlinkError(.refused, errno: 2)) {
      _ = try GenericNetlink(family: "wireguard", over: ScriptedTransport(kernel)).family
    }
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
