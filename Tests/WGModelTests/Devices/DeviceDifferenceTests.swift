import Testing

@testable import WGModel

@Suite("The difference between a device and what is wanted")
struct DeviceDifferenceTests {
  private let a = Made.publicKey(1)
  private let b = Made.publicKey(2)
  private let c = Made.publicKey(3)

  /// A device with the peers a (networks 1 and 2) and b (network 3).
  private func device() throws -> SimulatedDevice {
    var device = SimulatedDevice()
    device.apply(
      DeviceUpdate(
        privateKey: .set(try PrivateKey(bytes: [UInt8](repeating: 7, count: 32).span)),
        listenPort: 51820, firewallMark: 5,
        peers: [
          PeerUpdate(
            publicKey: a, presharedKey: .set(try Made.presharedKey(1)),
            endpoint: try Made.endpoint(1), persistentKeepalive: 25,
            allowedIPs: [Made.network(1), Made.network(2)]),
          PeerUpdate(publicKey: b, allowedIPs: [Made.network(3)]),
        ]))
    return device
  }

  @Test func `a device as it is wanted needs nothing`() throws {
    let device = try device().snapshot
    #expect(try device.difference(to: DeviceConfiguration(device)).isEmpty)
  }

  @Test func `what is not asked for stays, and an endpoint may have roamed`() throws {
    let device = try device().snapshot
    var wanted = DeviceConfiguration(device)
    wanted.privateKey = .keep
    wanted.listenPort = nil
    wanted.firewallMark = nil
    wanted.peers[0].endpoint = nil
    #expect(try device.difference(to: wanted).isEmpty)
    wanted.listenPort = 0
    #expect(try device.difference(to: wanted).isEmpty)
  }

  @Test func `each of the device's own values is sent when it differs, alone`() throws {
    let device = try device().snapshot
    var wanted = DeviceConfiguration(device)
    wanted.listenPort = 7
    var update = try device.difference(to: wanted).update
    #expect(update.settings == .listenPort && update.listenPort == 7 && update.peers.isEmpty)

    wanted = DeviceConfiguration(device)
    wanted.firewallMark = 0
    update = try device.difference(to: wanted).update
    #expect(update.settings == .firewallMark && update.firewallMark == 0 && update.peers.isEmpty)

    wanted = DeviceConfiguration(device)
    let key = try PrivateKey(bytes: [UInt8](repeating: 8, count: 32).span)
    wanted.privateKey = .set(key)
    update = try device.difference(to: wanted).update
    #expect(update.settings == .privateKey && update.peers.isEmpty)
    guard case .set(let sent) = update.privateKey else {
      Issue.record("no key is set")
      return
    }
    #expect(sent.isEqual(to: key))

    wanted.privateKey = .clear
    update = try device.difference(to: wanted).update
    guard case .clear = update.privateKey else {
      Issue.record("the key is not cleared")
      return
    }
  }

  @Test func `each value of a peer is sent when it differs, alone`() throws {
    let device = try device().snapshot
    func change(_ edit: (inout PeerConfiguration) throws -> Void) throws -> PeerUpdate {
      var wanted = DeviceConfiguration(device)
      try edit(&wanted.peers[0])
      let update = try device.difference(to: wanted).update
      #expect(update.settings == [])
      #expect(update.peers.count == 1)
      let peer = try #require(update.peers.first)
      #expect(peer.publicKey == a)
      #expect(peer.action == .changeOnly)
      return peer
    }
    func parts(_ peer: PeerUpdate) -> [Bool] {
      var setsKey = true
      if case .keep = peer.presharedKey { setsKey = false }
      return [
        setsKey, peer.endpoint != nil, peer.persistentKeepalive != nil, peer.replacesAllowedIPs,
        !peer.allowedIPs.isEmpty, !peer.removedAllowedIPs.isEmpty,
      ]
    }
    var peer = try change { $0.presharedKey = try Made.presharedKey(2) }
    #expect(parts(peer) == [true, false, false, false, false, false])
    peer = try change { $0.presharedKey = nil }
    #expect(parts(peer) == [true, false, false, false, false, false])
    guard case .clear = peer.presharedKey else {
      Issue.record("the preshared key is not cleared")
      return
    }
    peer = try change { $0.endpoint = try Made.endpoint(2) }
    #expect(parts(peer) == [false, true, false, false, false, false])
    peer = try change { $0.persistentKeepalive = 0 }
    #expect(parts(peer) == [false, false, true, false, false, false])
    #expect(peer.persistentKeepalive == 0)
    peer = try change { $0.allowedIPs.append(Made.network(9)) }
    #expect(parts(peer) == [false, false, false, false, true, false])
    #expect(peer.allowedIPs == [Made.network(9)])
    peer = try change { $0.allowedIPs.removeFirst() }
    #expect(parts(peer) == [false, false, false, false, false, true])
    #expect(peer.removedAllowedIPs == [Made.network(1)])
    // Nothing stays: the list is replaced, which every kernel can do.
    peer = try change { $0.allowedIPs = [Made.network(9)] }
    #expect(parts(peer) == [false, false, false, true, true, false])
    peer = try change { $0.allowedIPs = [] }
    #expect(parts(peer) == [false, false, false, true, false, false])
  }

  @Test func `peers are removed before others are added`() throws {
    let device = try device().snapshot
    var wanted = DeviceConfiguration(device)
    wanted.peers.removeFirst()
    wanted.peers.append(PeerConfiguration(publicKey: c, allowedIPs: [Made.network(1)]))
    let difference = try device.difference(to: wanted)
    #expect(difference.update.peers.map(\.publicKey) == [a, c])
    #expect(difference.update.peers.map(\.action) == [.remove, .addOrChange])
    #expect(difference.update.peers[1].replacesAllowedIPs)
    // The peer is gone: its network does not move, it is free.
    #expect(difference.moves.isEmpty)
  }

  @Test func `a network that goes from a peer that stays is a move`() throws {
    let device = try device().snapshot
    var wanted = DeviceConfiguration(device)
    wanted.peers[0].allowedIPs = [Made.network(1)]
    wanted.peers[1].allowedIPs.append(Made.network(2))
    let difference = try device.difference(to: wanted)
    #expect(difference.moves == [AllowedIPMove(Made.network(2), from: a, to: b)])
    // The kernel takes it from the first peer by itself.
    #expect(difference.update.peers.map(\.publicKey) == [b])
  }

  @Test func `of several peers that are to have a network the last one gets it`() throws {
    var wanted = DeviceConfiguration()
    wanted.peers = [a, b, c].map { key in
      PeerConfiguration(publicKey: key, allowedIPs: [Made.network(1)])
    }
    let difference = try SimulatedDevice().snapshot.difference(to: wanted)
    #expect(
      difference.moves == [
        AllowedIPMove(Made.network(1), from: a, to: b),
        AllowedIPMove(Made.network(1), from: b, to: c),
      ])
    #expect(difference.update.peers.map(\.allowedIPs) == [[], [], [Made.network(1)]])
    var device = SimulatedDevice()
    device.apply(difference.update)
    #expect(try device.snapshot.difference(to: wanted).isEmpty)
  }

  @Test func `host bits and repetitions in a list are of no account`() throws {
    let device = try device().snapshot
    var wanted = DeviceConfiguration(device)
    wanted.peers[1].allowedIPs = [try IPPrefix("10.0.3.77/24"), try IPPrefix("10.0.3.5/24")]
    #expect(try device.difference(to: wanted).isEmpty)
  }

  @Test func `a peer that is wanted twice is refused`() throws {
    let device = try device().snapshot
    var wanted = DeviceConfiguration(device)
    wanted.peers.append(wanted.peers[0])
    #expect(throws: WGError.self) { try device.difference(to: wanted) }
  }

  @Test func `the device's own key as a peer is refused`() throws {
    let device = try device().snapshot
    let own = try #require(device.publicKey)
    var wanted = DeviceConfiguration(peers: [PeerConfiguration(publicKey: own)])
    #expect(throws: WGError.self) { try device.difference(to: wanted) }
    let key = try PrivateKey(bytes: [UInt8](repeating: 8, count: 32).span)
    wanted = DeviceConfiguration(
      privateKey: .set(key), peers: [PeerConfiguration(publicKey: key.publicKey)])
    #expect(throws: WGError.self) { try device.difference(to: wanted) }
    wanted.privateKey = .clear
    wanted.peers = [PeerConfiguration(publicKey: own)]
    #expect(throws: Never.self) { try device.difference(to: wanted) }
  }

  // Any device can become any other, in one update, and then nothing differs; what moved was named.
  @Test func `for any two devices the update does what is wanted and once is enough`() throws {
    var generator = SystemRandomNumberGenerator()
    func random(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    func configuration() throws -> DeviceConfiguration {
      var wanted = DeviceConfiguration(
        listenPort: random(2) == 0 ? nil : UInt16(random(3)),
        firewallMark: random(2) == 0 ? nil : UInt32(random(3)))
      for number in 0..<6 where random(3) > 0 {
        wanted.peers.append(
          PeerConfiguration(
            publicKey: Made.publicKey(UInt8(number)),
            presharedKey: random(2) == 0 ? nil : try Made.presharedKey(UInt8(random(2))),
            endpoint: random(2) == 0 ? nil : try Made.endpoint(UInt16(1 + random(2))),
            persistentKeepalive: UInt16(random(2)),
            allowedIPs: (0..<random(6)).map { _ in Made.network(UInt32(random(8))) }))
      }
      wanted.peers.shuffle(using: &generator)
      return wanted
    }
    for _ in 0..<2_000 {
      var device = SimulatedDevice()
      device.apply(try device.snapshot.difference(to: try configuration()).update)
      let before = device.snapshot
      var wanted = try configuration()
      // Some lists are on the device already, which are not looked at unless another one meets them.
      for index in wanted.peers.indices where random(2) == 0 {
        if let peer = before.peers[wanted.peers[index].publicKey] {
          wanted.peers[index].allowedIPs = Array(peer.allowedIPs)
        }
      }
      let difference = try before.difference(to: wanted)
      device.apply(difference.update)
      let after = device.snapshot
      #expect(try after.difference(to: wanted).isEmpty)

      // Against the rule in its plainest form: the last one that wants a network has it.
      for peer in wanted.peers {
        let read = try #require(after.peers[peer.publicKey])
        let expected = Set(peer.allowedIPs).filter { network in
          wanted.peers.last { $0.allowedIPs.contains(network) }?.publicKey == peer.publicKey
        }
        #expect(Set(read.allowedIPs) == expected)
        #expect(read.persistentKeepalive == peer.persistentKeepalive)
        #expect(read.hasPresharedKey == (peer.presharedKey != nil))
        if let endpoint = peer.endpoint { #expect(read.endpoint == endpoint) }
        // A peer that stays and loses a network to another one is named.
        guard let old = before.peers[peer.publicKey] else { continue }
        for network in Set(old.allowedIPs).subtracting(expected)
        where after.peers.contains(where: { $0.allowedIPs.contains(network) }) {
          #expect(
            difference.moves.contains { $0.allowedIP == network && $0.from == peer.publicKey })
        }
      }
      #expect(after.peers.count == wanted.peers.count)
    }
  }
}
