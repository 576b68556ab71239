import Testing

@testable import WGModel

@Suite("Allowed IPs that an update moves")
struct AllowedIPMoveTests {
  private let a = Made.publicKey(1)
  private let b = Made.publicKey(2)
  private let c = Made.publicKey(3)

  private func device() -> Device {
    var device = SimulatedDevice()
    device.apply(
      DeviceUpdate(peers: [
        PeerUpdate(publicKey: a, allowedIPs: [Made.network(1), Made.network(2)]),
        PeerUpdate(publicKey: b, allowedIPs: [Made.network(3)]),
      ]))
    return device.snapshot
  }

  private func moves(_ peers: PeerUpdate..., replacing: Bool = false) -> [AllowedIPMove] {
    DeviceUpdate(replacesPeers: replacing, peers: peers).moves(on: device())
  }

  @Test func `what another peer has moves, what nobody has does not`() throws {
    let gift = PeerUpdate(
      publicKey: c,
      allowedIPs: [try IPPrefix("10.0.3.1/24"), Made.network(1), Made.network(7)])
    #expect(
      moves(gift) == [
        AllowedIPMove(Made.network(1), from: a, to: c),
        AllowedIPMove(Made.network(3), from: b, to: c),
      ])
    #expect(moves(PeerUpdate(publicKey: a, allowedIPs: [Made.network(1)])).isEmpty)
  }

  @Test func `what its peer gives up does not move`() {
    let gift = PeerUpdate(publicKey: c, allowedIPs: [Made.network(1)])
    #expect(moves(PeerUpdate(publicKey: a, action: .remove), gift).isEmpty)
    #expect(moves(PeerUpdate(publicKey: a, replacesAllowedIPs: true), gift).isEmpty)
    #expect(moves(PeerUpdate(publicKey: a, removedAllowedIPs: [Made.network(1)]), gift).isEmpty)
    #expect(moves(gift, replacing: true).isEmpty)
    // Also where the peer is named more than once.
    let change = PeerUpdate(publicKey: a, persistentKeepalive: 1)
    #expect(moves(change, PeerUpdate(publicKey: a, action: .remove), gift).isEmpty)
    #expect(moves(PeerUpdate(publicKey: a, removedAllowedIPs: [Made.network(2)]), gift).count == 1)
    #expect(moves(PeerUpdate(publicKey: b, action: .remove), gift).count == 1)
  }

  @Test func `a peer that is removed gets nothing`() {
    #expect(moves(PeerUpdate(publicKey: c, action: .remove, allowedIPs: [Made.network(1)])).isEmpty)
  }

  @Test func `peers of one update take a network from each other in order`() {
    let network = Made.network(1)
    #expect(
      moves(
        PeerUpdate(publicKey: c, allowedIPs: [network]),
        PeerUpdate(publicKey: b, allowedIPs: [network]),
        PeerUpdate(publicKey: a, allowedIPs: [network])
      ) == [
        AllowedIPMove(network, from: a, to: c), AllowedIPMove(network, from: c, to: b),
        AllowedIPMove(network, from: b, to: a),
      ])
  }
}
