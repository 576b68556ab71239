import Testing

@testable import WGModel

@Suite("What of an update is in force")
struct AppliedPartTests {
  private func update() throws -> DeviceUpdate {
    DeviceUpdate(
      privateKey: .set(try PrivateKey(bytes: [UInt8](repeating: 7, count: 32).span)),
      listenPort: 51820, firewallMark: 5, replacesPeers: true,
      peers: [
        PeerUpdate(publicKey: Made.publicKey(1), action: .remove),
        PeerUpdate(
          publicKey: Made.publicKey(2), presharedKey: .set(try Made.presharedKey(1)),
          endpoint: try Made.endpoint(1), persistentKeepalive: 25, replacesAllowedIPs: true,
          allowedIPs: [Made.network(1), Made.network(2)]),
        PeerUpdate(
          publicKey: Made.publicKey(3), allowedIPs: [Made.network(3), Made.network(4)],
          removedAllowedIPs: [Made.network(9)]),
        PeerUpdate(
          publicKey: Made.publicKey(4), action: .changeOnly, persistentKeepalive: 3,
          allowedIPs: [Made.network(5)]),
      ])
  }

  /// What is found in force of the whole update after the device was given `edit` of it.
  private func found(_ edit: (inout DeviceUpdate) -> Void) throws -> AppliedPart {
    var device = SimulatedDevice()
    device.apply(DeviceUpdate(peers: [PeerUpdate(publicKey: Made.publicKey(8))]))
    let whole = try update()
    var part = whole
    edit(&part)
    device.apply(part)
    var applied = AppliedPart()
    applied.advance(along: whole, on: device.snapshot)
    return applied
  }

  @Test func `all of it, and nothing of it`() throws {
    let all = try found { _ in }
    #expect(
      all
        == AppliedPart(
          settings: [.privateKey, .listenPort, .firewallMark, .replacedPeers], peers: 4))
    // The first peer is to be gone, and is.
    #expect(try found { $0 = DeviceUpdate() } == AppliedPart(peers: 1))
  }

  @Test func `each of the device's own values counts by itself`() throws {
    #expect(try !found { $0.privateKey = .keep }.settings.contains(.privateKey))
    #expect(try !found { $0.listenPort = nil }.settings.contains(.listenPort))
    #expect(try !found { $0.firewallMark = nil }.settings.contains(.firewallMark))
    #expect(try !found { $0.replacesPeers = false }.settings.contains(.replacedPeers))
  }

  @Test func `the first peer that is not as wanted ends the count`() throws {
    #expect(try found { $0.peers.removeLast(2) }.peers == 2)
    #expect(try found { $0.peers[1].persistentKeepalive = 3 }.peers == 1)
    #expect(try found { $0.peers[1].presharedKey = .keep }.peers == 1)
    #expect(try found { $0.peers[1].endpoint = nil }.peers == 1)
    #expect(try found { $0.peers[2].allowedIPs.append(Made.network(9)) }.peers == 2)
    #expect(try found { $0.peers[0].action = .addOrChange }.peers == 0)
    // A change of a peer that is not there changes nothing, as it should.
    #expect(try found { $0.peers[3].persistentKeepalive = 9 }.peers == 4)
  }

  @Test func `of the peer that is in part as wanted the allowed IPs count`() throws {
    let part = try found { $0.peers[2].allowedIPs.removeLast() }
    #expect(part.peers == 2)
    #expect(part.allowedIPs == 1)
    let text = part.text(of: try update())
    let expected =
      "the firewall mark, the port, the removal of the former peers, the private key,"
      + " 2 of 4 peers, 1 of 2 allowed IPs of the next peer"
    #expect(text == expected)
  }
}
