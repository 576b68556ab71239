import Fuzzing

@testable import Netlink
@testable import WGControl
@testable import WGModel

/// Devices: messages of a dump decoded one after the other, or a whole conversation.
///
/// What can be decoded can be written as an update and, decoded again, is the same.
@main
enum FuzzDump {
  static func main() {
    fuzz { (bytes, count) in
      FuzzDump.test(Input(bytes, count))
      return 0
    }
  }

  private static func test(_ made: Input) {
    var input = made
    let isConversation = input.byte() & 1 != 0
    let device = isConversation ? converse(input) : decode(&input)
    if let device { check(device) }
  }

  private static func decode(_ input: inout Input) -> Device? {
    var messages: [[UInt8]] = []
    while !input.isEmpty { messages.append(input.piece()) }
    return decode(messages)
  }

  private static func decode(_ messages: [[UInt8]]) -> Device? {
    do throws(NetlinkError) {
      var decoder = KernelDecoder()
      for message in messages { try decoder.add(message.span.bytes) }
      return try decoder.finish()
    } catch {
      return nil
    }
  }

  private static func converse(_ input: Input) -> Device? {
    // The family is number 0x1c; then the acknowledgement.
    let family: [UInt8] =
      [28, 0, 0, 0, 0x10, 0] + [UInt8](repeating: 0, count: 10) + [1, 2, 0, 0]
      + [6, 0, 1, 0, 0x1c, 0, 0, 0] + [36, 0, 0, 0, 2, 0] + [UInt8](repeating: 0, count: 30)
    let name = try? InterfaceName("wg0")
    do throws(NetlinkError) {
      var wireguard = try GenericNetlink(
        family: "wireguard", over: FuzzedTransport(input, first: family))
      guard let name else { return nil }
      return try KernelController.read(name, from: &wireguard)
    } catch {
      // Every error has its sentence.
      let said = Attempt("read it").error(error)
      expect(said.message.utf8.starts(with: "cannot read it: ".utf8), true, said.message)
      return nil
    }
  }

  private static func check(_ device: Device) {
    expect(Set(device.peers.map(\.publicKey)).count, device.peers.count, "peers")
    expect(
      device.peers.reduce(0) { $0 + $1.allowedIPs.count }, device.peers.allowedIPCount,
      "allowed IPs")
    var update = DeviceUpdate(listenPort: device.listenPort, firewallMark: device.firewallMark)
    if let key = device.privateKey { update.privateKey = .set(key) }
    update.peers = device.peers.map { peer in
      PeerUpdate(
        publicKey: peer.publicKey, presharedKey: peer.presharedKey.map { .set($0) } ?? .keep,
        endpoint: peer.endpoint, persistentKeepalive: peer.persistentKeepalive,
        allowedIPs: Array(peer.allowedIPs))
    }
    var encoder = KernelEncoder(update, for: device.name)
    var messages: [[UInt8]] = []
    while !encoder.isFinished {
      var message = MessageWriter(type: 0x1c)
      message.put(header: (1 as UInt8, 1 as UInt8, 0 as UInt16))
      encoder.fill(&message)
      messages.append(
        message.withBytes { span in (16..<span.byteCount).map { span.number(at: $0) } })
      if messages.count > 1_000 { fatalError("the encoder comes to no end") }
    }
    guard let again = decode(messages) else { fatalError("what was written cannot be read") }
    expect(text(again), text(device), "written and read again")
  }

  private static func text(_ device: Device) -> [String] {
    let key = device.privateKey?.withExposedBytes { bytes in bytes.indices.map { bytes[$0] } }
    return ["\(device.name) \(device.listenPort) \(device.firewallMark) \(key ?? [])"]
      + device.peers.map { peer in
        let key = peer.presharedKey?.withExposedBytes { bytes in bytes.indices.map { bytes[$0] } }
        let endpoint = peer.endpoint.map { "\($0)" } ?? ""
        return "\(peer.publicKey) \(key ?? []) \(endpoint) \(peer.persistentKeepalive)"
          + " \(peer.allowedIPs.map { "\($0)" })"
      }
  }
}
