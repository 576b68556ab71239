import Foundation
import Testing
import WGKit

@testable import Netlink
@testable import WGControl

/// Devices made what they are to be, on the real kernel.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct SyncTests {
  let kernel = KernelController()

  /// How many messages an update takes.
  private func messages(_ update: DeviceUpdate, to name: InterfaceName) throws -> Int {
    let counter = CountingTransport.Counter()
    var wireguard = try GenericNetlink(
      family: "wireguard", over: CountingTransport(counter))
    let before = counter.messages
    try KernelController.apply(update, to: name, through: &wireguard, Attempt("configure it"))
    return counter.messages - before
  }

  @Test func `a second sync sends nothing`() throws {
    try Harness.withInterface("wgsync") { name in
      let wanted = DeviceConfiguration(
        privateKey: .set(try PrivateKey.generate()), listenPort: 51830, firewallMark: 3,
        peers: try (1...20).map { PeerConfiguration(try makePeer($0, allowedIPs: 3)) })
      #expect(try !kernel.sync(wanted, to: name).isEmpty)
      #expect(try kernel.sync(wanted, to: name).isEmpty)
      let device = try kernel.device(name)
      #expect(device.peers.count == 20)
      #expect(device.listenPort == 51830)

      // The port stays when none is asked for, and so does all that is not named.
      var others = wanted
      others.privateKey = .keep
      others.listenPort = nil
      others.firewallMark = nil
      others.peers.removeLast(5)
      let difference = try kernel.sync(others, to: name)
      #expect(difference.update.peers.count == 5)
      #expect(try kernel.device(name).listenPort == 51830)
      #expect(try kernel.device(name).peers.count == 15)
    }
  }

  @Test func `one changed peer among 10,000 is one message, and no other is touched`() throws {
    try Harness.withInterface("wgmany", leaving: true) { name in
      try Harness.withInterface("wgpartner") { partner in
        // A real tunnel to one of the peers, over the loopback.
        let (mine, theirs) = (try PrivateKey.generate(), try PrivateKey.generate())
        var link = PeerUpdate(
          publicKey: mine.publicKey, allowedIPs: [try IPPrefix("10.250.0.0/16")])
        try kernel.apply(
          DeviceUpdate(privateKey: .set(theirs), listenPort: 51841, peers: [link]), to: partner)
        link = PeerUpdate(
          publicKey: theirs.publicKey, endpoint: try Endpoint("127.0.0.1:51841"),
          persistentKeepalive: 1, allowedIPs: [try IPPrefix("10.251.0.0/16")])
        let peers = try (0..<10_000).map { try makePeer($0, allowedIPs: 2) }
        try kernel.apply(
          DeviceUpdate(privateKey: .set(mine), listenPort: 51840, peers: peers + [link]), to: name)
        try LinkController().bringUp(partner)
        try LinkController().bringUp(name)
        for _ in 0..<300 where try kernel.device(name).peers.last?.lastHandshake == nil {
          usleep(100_000)
        }
        let before = try kernel.device(name)
        let tunnel = try #require(before.peers.last)
        #expect(tunnel.publicKey == theirs.publicKey && tunnel.lastHandshake != nil)

        var wanted = DeviceConfiguration(before)
        let changed = wanted.peers[5_000].publicKey
        wanted.peers[5_000].persistentKeepalive = 17
        wanted.peers[5_000].allowedIPs.append(try IPPrefix("10.249.0.0/24"))
        var difference = try before.difference(to: wanted)
        #expect(difference.update.peers.map(\.publicKey) == [changed])
        #expect(try messages(difference.update, to: name) == 1)

        // And with an allowed IP less: one message where the kernel knows how.
        wanted.peers[5_000].allowedIPs.removeFirst()
        difference = try kernel.device(name).difference(to: wanted)
        #expect(difference.update.peers.map(\.publicKey) == [changed])
        #expect(try messages(difference.update, to: name) == (knowsRemovals ? 1 : 4))

        let after = try kernel.device(name)
        #expect(try after.difference(to: wanted).isEmpty)
        var touched = 0
        for (old, new) in zip(before.peers, after.peers) where new.publicKey != changed {
          let isSame =
            old.publicKey == new.publicKey && old.endpoint == new.endpoint
            && old.allowedIPs == new.allowedIPs && old.lastHandshake == new.lastHandshake
            && old.receivedBytes <= new.receivedBytes && old.sentBytes <= new.sentBytes
          if !isSame { touched += 1 }
        }
        #expect(touched == 0)
        #expect(try #require(after.peers.last).sentBytes > 0)
      }
    }
  }

  /// Whether the kernel takes single allowed IPs away by itself: Linux 6.16 and later.
  private var knowsRemovals: Bool {
    let release = (try? Harness.output("uname", "-r")) ?? ""
    let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    return numbers.count == 2 && (numbers[0], numbers[1]) >= (6, 16)
  }

  @Test func `an allowed IP is taken away, and the others stay, whatever the kernel knows`() throws
  {
    try Harness.withInterface("wgless") { name in
      let (one, two) = (try makePeer(1, allowedIPs: 4), try makePeer(2, allowedIPs: 4))
      try kernel.apply(DeviceUpdate(peers: [one, two]), to: name)
      let update = DeviceUpdate(peers: [
        PeerUpdate(
          publicKey: one.publicKey, allowedIPs: [try IPPrefix("192.0.2.0/24")],
          // The last one is the other peer's, and stays there.
          removedAllowedIPs: [one.allowedIPs[1], try IPPrefix("203.0.113.0/24"), two.allowedIPs[0]])
      ])
      try kernel.apply(update, to: name)
      let device = try kernel.device(name)
      #expect(device.peers.map(\.publicKey) == [one.publicKey, two.publicKey])
      var expected = Set(one.allowedIPs)
      expected.remove(one.allowedIPs[1])
      expected.insert(try IPPrefix("192.0.2.0/24"))
      #expect(Set(device.peers[0].allowedIPs) == expected)
      #expect(Set(device.peers[1].allowedIPs) == Set(two.allowedIPs))

      // Alone, it is one message where the kernel knows how; else the question, a reading, an answer
      // and what is left, which is nothing.
      let alone = DeviceUpdate(peers: [
        PeerUpdate(publicKey: two.publicKey, removedAllowedIPs: [two.allowedIPs[3]])
      ])
      #expect(try messages(alone, to: name) == (knowsRemovals ? 1 : 4))
      #expect(try kernel.device(name).peers[1].allowedIPs.count == 3)
    }
  }

  @Test func `3,000 allowed IPs are taken away at once`() throws {
    try Harness.withInterface("wgfew") { name in
      let peer = try makePeer(1, allowedIPs: 3_001)
      try kernel.apply(DeviceUpdate(peers: [peer]), to: name)
      try kernel.apply(
        DeviceUpdate(peers: [
          PeerUpdate(
            publicKey: peer.publicKey, removedAllowedIPs: Array(peer.allowedIPs.dropLast()))
        ]), to: name)
      let device = try kernel.device(name)
      #expect(device.peers.count == 1)
      #expect(device.peers.first.map { Array($0.allowedIPs) } == [peer.allowedIPs[3_000]])
    }
  }

  @Test func `a move is refused before it happens, and made when it is allowed`() throws {
    try Harness.withInterface("wgmove") { name in
      let (one, two) = (try makePeer(1, allowedIPs: 2), try makePeer(2, allowedIPs: 2))
      try kernel.apply(DeviceUpdate(peers: [one, two]), to: name)
      var wanted = DeviceConfiguration(try kernel.device(name))
      let moved = wanted.peers[0].allowedIPs.removeFirst()
      wanted.peers[1].allowedIPs.append(moved)
      let error = Harness.error { () throws(WGError) in try kernel.sync(wanted, to: name) }
      #expect(error?.code == .wouldMove)
      #expect(error.map { "\($0)".contains("\(moved)") } == true)
      #expect(try kernel.device(name).peers[0].allowedIPs.contains(moved))

      let difference = try kernel.sync(wanted, to: name, allowingMoves: true)
      #expect(
        difference.moves == [AllowedIPMove(moved, from: one.publicKey, to: two.publicKey)])
      let device = try kernel.device(name)
      #expect(!device.peers[0].allowedIPs.contains(moved))
      #expect(device.peers[1].allowedIPs.contains(moved))
      #expect(try device.difference(to: wanted).isEmpty)
    }
  }
}

extension PeerConfiguration {
  /// What an update of a whole peer describes.
  init(_ update: PeerUpdate) {
    self.init(publicKey: update.publicKey, allowedIPs: update.allowedIPs)
  }
}
