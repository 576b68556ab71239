import SeededRandom
import Testing

@testable import WGModel

@Suite struct `Networks that a peer is sent` {
  // Every network of a universe of a few bits, from the whole down to single places; where the
  // universe ends, addresses may go on.
  private func universe(_ text: String, bits: UInt8) throws -> [IPPrefix] {
    let whole = try IPPrefix(text)
    var networks = [whole]
    var level = [whole]
    for _ in 0..<bits {
      level = level.flatMap { [half($0, false), half($0, true)] }
      networks += level
    }
    return networks
  }

  private func half(_ network: IPPrefix, _ isUpper: Bool) -> IPPrefix {
    var bytes = network.address.bytes
    if isUpper { bytes[Int(network.length) / 8] |= 0x80 >> (network.length % 8) }
    let address = try? IPAddress(bytes: bytes.span)
    return IPPrefix(unchecked: address ?? network.address, length: network.length + 1)
  }

  private func places(_ networks: [IPPrefix], bits: UInt8) -> ArraySlice<IPPrefix> {
    networks.suffix(1 << Int(bits))
  }

  // Says where a list is not exactly what is left of the universe, and of all around it.
  private func isExact(
    _ rest: [IPPrefix], without excluded: [IPPrefix], in all: [IPPrefix], bits: UInt8
  )
    -> Bool
  {
    let whole = all[0]
    for place in places(all, bits: bits) {
      let count = rest.count { $0.contains(place) }
      guard count == (excluded.contains { $0.contains(place) } ? 0 : 1) else { return false }
      guard !rest.contains(where: { place.contains($0) && $0 != place }) else { return false }
    }
    // Around it: one network for each bit of its prefix, unless nothing is excluded.
    let family = whole.address.family
    let around = rest.filter { $0.address.family == family && !whole.contains($0) }
    guard !excluded.isEmpty else { return rest.count == 2 && around.count <= 1 }
    var wider = whole
    for _ in 0..<whole.length {
      let outer = IPPrefix(unchecked: wider.address, length: wider.length - 1).masked
      let other = half(outer, wider == half(outer, false))
      guard around.contains(other) else { return false }
      wider = outer
    }
    guard around.count == Int(whole.length) else { return false }
    // As few as can be: no two are the halves of one.
    for network in rest where network.length > 0 {
      let outer = IPPrefix(unchecked: network.address, length: network.length - 1).masked
      if rest.contains(half(outer, false)) && rest.contains(half(outer, true)) { return false }
    }
    return zip(rest, rest.dropFirst()).allSatisfy { $0 < $1 && !$0.overlaps($1) }
  }

  @Test(
    arguments: [
      ("10.0.0.8/29", 3), ("0.0.0.0/0", 2), ("255.255.255.252/30", 2), ("::/0", 2),
      ("fd00::/63", 2), ("fd00::/64", 2), ("fd00:0:0:1::/64", 2), ("ffff::fffc/126", 2),
    ] as [(String, UInt8)])
  func `everything but some networks is exactly that, for every set of a small universe`(
    text: String, bits: UInt8
  ) throws {
    let all = try universe(text, bits: bits)
    var wrong = 0
    for set in 0..<1 << all.count {
      let excluded = all.indices.filter { set >> $0 & 1 == 1 }.map { all[$0] }
      if !isExact(excluded.complement(), without: excluded, in: all, bits: bits) { wrong += 1 }
      // The outermost networks cover the same, and none contains another one.
      let outermost = excluded.outermostNetworks()
      for place in places(all, bits: bits) {
        let isCovered = excluded.contains { $0.contains(place) }
        if outermost.count(where: { $0.contains(place) }) != (isCovered ? 1 : 0) { wrong += 1 }
      }
      if !outermost.allSatisfy(excluded.contains) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `two lists overlap where a comparison of each with each says so`() throws {
    let all = try universe("10.0.0.8/29", bits: 3) + universe("fd00::/63", bits: 2)
    var generator = SeededGenerator(state: 6)
    for round in 0..<3_000 {
      let lists = (0..<2).map { _ in
        (0..<generator.below(6)).map { _ in all[generator.below(all.count)] }
      }
      var wanted: Set<[IPPrefix]> = []
      for left in lists[0] {
        for right in lists[1] where left.overlaps(right) { wanted.insert([left, right]) }
      }
      let found = lists[0].overlaps(with: lists[1])
      #expect(Set(found.map { [$0.0, $0.1] }) == wanted, "round \(round)")
      #expect(found.count == wanted.count, "round \(round)")
    }
    for left in all {
      for right in all {
        #expect([left].overlaps(with: [right]).isEmpty == !left.overlaps(right))
      }
    }
  }

  @Test func `host bits do not matter`() throws {
    let networks = try ["10.1.2.3/8", "10.9.0.0/16", "10.1.2.3/8"].map { try IPPrefix($0) }
    #expect(try PeerRoutes.split(networks).allowedIPs() == [IPPrefix("10.0.0.0/8")])
    #expect(networks.complement().count == 9)
    #expect(try networks.overlaps(with: [IPPrefix("10.255.255.255/32")]).count == 1)
  }

  @Test func `everything is a default route of each family`() throws {
    let all = try PeerRoutes.full(excluding: []).allowedIPs()
    #expect(all.map { "\($0)" } == ["0.0.0.0/0", "::/0"])
    // What many a guide says for "everything but the local network".
    let rest = try PeerRoutes.full(excluding: [IPPrefix("192.168.0.0/16"), IPPrefix("::/0")])
      .allowedIPs()
    #expect(
      rest.map { "\($0)" } == [
        "0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/9", "192.128.0.0/11", "192.160.0.0/13",
        "192.169.0.0/16", "192.170.0.0/15", "192.172.0.0/14", "192.176.0.0/12", "192.192.0.0/10",
        "193.0.0.0/8", "194.0.0.0/7", "196.0.0.0/6", "200.0.0.0/5", "208.0.0.0/4", "224.0.0.0/3",
      ])
  }

  @Test func `nothing at all is an error`() throws {
    let everything = try [IPPrefix("0.0.0.0/0"), IPPrefix("::/0")]
    #expect(failure { () throws(WGError) in try PeerRoutes.split([]).allowedIPs() } != nil)
    let none = failure { () throws(WGError) in
      try PeerRoutes.full(excluding: everything).allowedIPs()
    }
    #expect(none?.code == .invalidArgument)
    #expect(
      failure { () throws(WGError) in try PeerRoutes.bridge(to: [], from: []).allowedIPs() } != nil)
  }

  @Test func `two sites that overlap are not bridged, and both networks are named`() throws {
    let here = try [IPPrefix("10.1.0.0/16"), IPPrefix("fd01::/48")]
    let there = try [IPPrefix("10.2.0.0/16"), IPPrefix("fd02::/48")]
    #expect(try PeerRoutes.bridge(to: there, from: here).allowedIPs() == there)
    let clashing = try there + [IPPrefix("10.1.7.0/24")]
    let error = failure { () throws(WGError) in
      try PeerRoutes.bridge(to: clashing, from: here).allowedIPs()
    }
    #expect(error?.code == .invalidArgument)
    #expect(
      error?.message.contains("10.1.7.0/24 of the one overlaps 10.1.0.0/16 of the other") == true)
  }
}
