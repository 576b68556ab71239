import Testing
import WGKit

/// Devices at the limits: set, read back, equal.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct SizeTests {
  let kernel = KernelController()

  @Test(arguments: [(1, 130_560), (40, 52), (10_000, 2), (65_536, 1)])
  func `what is set is read back`(peers: Int, allowedIPs: Int) throws {
    try Harness.withInterface("wgsize\(peers)", leaving: peers > 1_000) { name in
      let wanted = try (0..<peers).map { try makePeer($0, allowedIPs: allowedIPs) }
      try kernel.apply(DeviceUpdate(peers: wanted), to: name)
      let device = try kernel.device(name)
      #expect(device.peers.count == peers)
      var differing = 0
      for (peer, update) in zip(device.peers, wanted) {
        let isEqual =
          peer.publicKey == update.publicKey && peer.allowedIPs.count == allowedIPs
          && peer.allowedIPs.sorted() == update.allowedIPs.sorted()
        if !isEqual { differing += 1 }
      }
      #expect(differing == 0)
      let configuration = DeviceConfiguration(
        peers: wanted.map { PeerConfiguration($0) })
      #expect(try device.difference(to: configuration).isEmpty)
    }
  }

  // Each peer has sixteen networks, of which it shares fifteen with the one before it.
  @Test func `of 256 peers with overlapping ranges each network ends with its last owner`() throws {
    try Harness.withInterface("wgshare") { name in
      func network(_ number: Int) throws -> IPPrefix {
        try IPPrefix("10.\(number / 256).\(number % 256).0/24")
      }
      var wanted = try (0..<256).map { number in
        var peer = try makePeer(number)
        peer.allowedIPs = try (number..<number + 16).map(network)
        return peer
      }
      let update = DeviceUpdate(peers: wanted)
      let moves = update.moves(on: try kernel.device(name))
      #expect(moves.count == 255 * 15)
      try kernel.apply(update, to: name)
      let device = try kernel.device(name)
      for (number, peer) in device.peers.enumerated() {
        #expect(peer.publicKey == wanted[number].publicKey)
        let own = try number < 255 ? [network(number)] : (255..<271).map(network)
        #expect(peer.allowedIPs.sorted() == own.sorted())
      }
      // Once more: each list replaces the one before, so that again only the peers' own order counts.
      #expect(update.moves(on: device) == moves)

      // The same as a whole: refused, since each would lose most of what it is to have.
      wanted.reverse()
      let whole = DeviceConfiguration(peers: wanted.map { PeerConfiguration($0) })
      let error = Harness.error { () throws(WGError) in try kernel.sync(whole, to: name) }
      #expect(error?.code == .wouldMove)
      try kernel.sync(whole, to: name, allowingMoves: true)
      #expect(try kernel.device(name).peers[0].allowedIPs.sorted() == (0..<16).map(network))
    }
  }
}
