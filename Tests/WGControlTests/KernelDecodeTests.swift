import Netlink
import NetlinkTesting
import Testing

@testable import WGControl
@testable import WGModel

struct KernelDecodeTests {
  typealias W = WireGuardBytes

  private func decode(
    _ messages: [[UInt8]], limits: KernelDecoder.Limits = .init()
  ) throws(NetlinkError) -> Device {
    var decoder = KernelDecoder(limits: limits)
    for message in messages { try unsafe decoder.add(message.span.bytes) }
    return try decoder.finish()
  }

  /// Why the messages are refused, or nil.
  private func error(
    _ messages: [[UInt8]], limits: KernelDecoder.Limits = .init()
  ) -> NetlinkError? {
    do throws(NetlinkError) {
      _ = try decode(messages, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  private func isMalformed(_ messages: [UInt8]...) -> Bool { error(messages)?.kind == .malformed }

  @Test func `a device with every attribute is read`() throws {
    let device = try decode([
      W.device(
        Bytes.attribute(6, Bytes.u16(51820)), Bytes.attribute(7, Bytes.u32(0xffff_ffff)),
        Bytes.attribute(1, Bytes.u32(7)), W.name, Bytes.attribute(3, W.key(0x40)),
        Bytes.attribute(4, W.key(9)),
        W.peers(
          W.peer(
            1, W.allPeerValues,
            W.allowedIPs(
              W.v4(10, 0, 0, 0, 8),
              W.allowedIP(family: 10, [0xfd] + [UInt8](repeating: 0, count: 15), 8)))))
    ])
    #expect(device.name.description == "wg0")
    #expect(device.index == 7)
    #expect(device.listenPort == 51820)
    #expect(device.firewallMark == 0xffff_ffff)
    #expect(device.privateKey != nil)
    #expect(device.publicKey == W.publicKey(9))
    let peer = try #require(device.peers.first)
    #expect(device.peers.count == 1)
    #expect(peer.publicKey == W.publicKey(1))
    #expect(peer.endpoint?.description == "192.0.2.1:51820")
    #expect(peer.persistentKeepalive == 25)
    #expect(peer.lastHandshake == Timestamp(seconds: 1_700_000_000, nanoseconds: 5))
    #expect(peer.sentBytes == 2)
    #expect(peer.receivedBytes == .max)
    #expect(peer.protocolVersion == 1)
    #expect(peer.allowedIPs.map(\.description) == ["10.0.0.0/8", "fd00::/8"])
    let presharedKey = try #require(peer.presharedKey)
    #expect(presharedKey.withExposedBytes { $0[0] == 0x77 && $0[31] == 0x77 })
  }

  @Test func `a device without keys and peers is read`() throws {
    let device = try decode([W.device(W.name)])
    #expect(device.privateKey == nil)
    #expect(device.publicKey == nil)
    #expect(device.peers.isEmpty)
  }

  @Test func `zero bytes mean no key, no handshake, no preshared key`() throws {
    let device = try decode([
      W.device(
        W.name, Bytes.attribute(3, W.key(0)),
        W.peers(
          W.peer(
            1, Bytes.attribute(2, W.key(0)), Bytes.attribute(6, Bytes.u64(0) + Bytes.u64(0)))))
    ])
    #expect(device.privateKey == nil)
    #expect(device.peers[0].lastHandshake == nil)
    #expect(!device.peers[0].hasPresharedKey)
    #expect(device.peers[0].presharedKey == nil)
  }

  @Test func `each peer keeps its own preshared key, whichever peers have one`() throws {
    let key = { (fill: UInt8) in Bytes.attribute(2, W.key(fill)) }
    let device = try decode([
      W.device(
        W.name,
        W.peers(
          W.peer(1), W.peer(2, key(0)), W.peer(3, key(33)), W.peer(4), W.peer(5, key(0)),
          W.peer(6, key(66))))
    ])
    let found = device.peers.map { peer in peer.presharedKey?.withExposedBytes { $0[31] } }
    #expect(found == [nil, nil, 33, nil, nil, 66])
  }

  @Test func `an IPv6 endpoint keeps its scope`() throws {
    let address: [UInt8] = [0xfe, 0x80] + [UInt8](repeating: 0, count: 13) + [1]
    let device = try decode([
      W.device(
        W.name,
        W.peers(
          W.peer(
            1,
            Bytes.attribute(4, Bytes.u16(10) + [0, 80] + Bytes.u32(0) + address + Bytes.u32(3)))))
    ])
    #expect(device.peers[0].endpoint?.scopeID == 3)
    #expect(device.peers[0].endpoint?.port == 80)
    #expect(device.peers[0].endpoint?.address.description == "fe80::1")
  }

  @Test func `fault 17: one peer split across messages is merged, the first one too`() throws {
    // The first peer split repeats the device, and here every value of the peer as well.
    let values = W.allPeerValues
    let device = try decode([
      W.device(W.name, W.peers(W.peer(1, values, W.allowedIPs(W.v4(1, 0, 0, 0, 8))))),
      W.device(W.name, W.peers(W.peer(1, values, W.allowedIPs(W.v4(2, 0, 0, 0, 8))))),
      W.device(W.peers(W.peer(1, values, W.allowedIPs(W.v4(3, 0, 0, 0, 8))), W.peer(2, values))),
    ])
    #expect(device.peers.map(\.publicKey) == [1, 2].map(W.publicKey))
    #expect(
      device.peers[0].allowedIPs.map(\.description) == ["1.0.0.0/8", "2.0.0.0/8", "3.0.0.0/8"])
    // The second peer's preshared key stands in the second place, not in the fourth.
    for peer in device.peers {
      #expect(peer.presharedKey?.withExposedBytes { $0[0] } == 0x77)
    }
    #expect(device.peers[1].allowedIPs.isEmpty)
  }

  @Test func `fault 18: a split peer that repeats only its key keeps its values`() throws {
    let device = try decode([
      W.device(
        W.name, W.peers(W.peer(1), W.peer(2, W.allPeerValues, W.allowedIPs(W.v4(10, 0, 0, 0, 8))))),
      // As the kernel continues it: only the key and further allowed IPs, no interface name.
      W.device(W.peers(W.peer(2, W.allowedIPs(W.v4(11, 0, 0, 0, 8))))),
      W.device(W.peers(W.peer(2, W.allowedIPs(W.v4(12, 0, 0, 0, 8))), W.peer(3))),
    ])
    #expect(device.peers.map(\.publicKey) == [1, 2, 3].map(W.publicKey))
    #expect(
      device.peers[1].allowedIPs.map(\.description) == ["10.0.0.0/8", "11.0.0.0/8", "12.0.0.0/8"])
    #expect(device.peers[1].persistentKeepalive == 25)
    #expect(device.peers[2].allowedIPs.isEmpty)
  }

  @Test func `fault 19: a peer that comes again further on is malformed, and is named`() {
    let again = W.peer(1, W.allowedIPs(W.v4(11, 0, 0, 0, 8)))
    for messages in [
      [W.device(W.name, W.peers(W.peer(1), W.peer(2), again))],
      [W.device(W.name, W.peers(W.peer(1), W.peer(2))), W.device(W.peers(again))],
      [
        W.device(W.name, W.peers(W.peer(1))), W.device(W.peers(W.peer(2))),
        W.device(W.peers(again)),
      ],
    ] {
      let error = error(messages)
      #expect(error?.kind == .malformed)
      #expect(error?.message.contains(W.publicKey(1).base64) == true)
    }
  }

  @Test func `fault 19: among many peers the one that is there twice is found, and no other`()
    throws
  {
    // Keys that differ in any one of their 32 bytes, so that all of them must count.
    let keys = (0..<32 * 255).map { number in
      var key = W.key(0)
      key[number / 255] = UInt8(number % 255 + 1)
      return Bytes.nest(0, Bytes.attribute(1, key))
    }
    func device(_ peers: [[UInt8]]) -> [[UInt8]] {
      var messages = [W.device(W.name)]
      for start in stride(from: 0, to: peers.count, by: 1_000) {
        let part = peers[start..<min(start + 1_000, peers.count)]
        messages.append(W.device(Bytes.nest(8, Array(part.joined()))))
      }
      return messages
    }
    #expect(try decode(device(keys)).peers.count == keys.count)
    for repeated in [0, 1, 4_000, keys.count - 2] {
      #expect(error(device(keys + [keys[repeated]]))?.kind == .malformed)
    }
  }

  @Test func `fault 32: a device renamed or replaced while it is read is read again`() {
    let peers = W.peers(W.peer(1, W.allowedIPs(W.v4(1, 0, 0, 0, 8))))
    let other = Bytes.attribute(2, Bytes.text("wg1"))
    #expect(error([W.device(W.name, peers), W.device(other, peers)])?.kind == .interrupted)
    let (seven, eight) = (Bytes.attribute(1, Bytes.u32(7)), Bytes.attribute(1, Bytes.u32(8)))
    #expect(
      error([W.device(W.name, seven, peers), W.device(W.name, eight, peers)])?.kind == .interrupted)
  }

  @Test func `the first peer split repeats the device and is merged`() throws {
    let first = W.device(
      W.name, Bytes.attribute(6, Bytes.u16(9)),
      W.peers(W.peer(1, W.allowedIPs(W.v4(1, 0, 0, 0, 8)))))
    let device = try decode([first, first])
    #expect(device.peers.count == 1)
    #expect(device.peers[0].allowedIPs.count == 2)
    #expect(device.listenPort == 9)
  }

  @Test func `fault 8: an empty array of peers is no peer, an empty peer is malformed`() throws {
    #expect(try decode([W.device(W.name, W.peers())]).peers.isEmpty)
    #expect(isMalformed(W.device(W.name, W.peers(Bytes.nest(0)))))
    #expect(isMalformed(W.device(W.name, W.peers(W.peer(1), Bytes.nest(0), W.peer(2)))))
    #expect(isMalformed(W.device(W.name, W.peers(W.peer(1, W.allowedIPs(Bytes.nest(0)))))))
  }

  @Test func `fault 9: a peer without a public key is malformed`() {
    #expect(isMalformed(W.device(W.name, W.peers(Bytes.nest(0, Bytes.attribute(5, [1, 0]))))))
  }

  @Test(arguments: [0, 31, 33]) func `fault 10: a key has 32 bytes`(count: Int) {
    let bytes = [UInt8](repeating: 1, count: count)
    for type: UInt16 in [3, 4] {
      #expect(isMalformed(W.device(W.name, Bytes.attribute(type, bytes))))
    }
    #expect(isMalformed(W.device(W.name, W.peers(Bytes.nest(0, Bytes.attribute(1, bytes))))))
    #expect(isMalformed(W.device(W.name, W.peers(W.peer(1, Bytes.attribute(2, bytes))))))
  }

  @Test func `fault 11: numbers of another width are malformed`() {
    for (type, width) in [(UInt16(1), 4), (6, 2), (7, 4)] {
      for count in [0, width - 1, width + 1] {
        let wrong = Bytes.attribute(type, [UInt8](repeating: 1, count: count))
        #expect(isMalformed(W.device(W.name, wrong)))
      }
    }
    for (type, width) in [(UInt16(5), 2), (6, 16), (7, 8), (8, 8), (10, 4)] {
      for count in [0, width - 1, width + 1] {
        let wrong = Bytes.attribute(type, [UInt8](repeating: 1, count: count))
        #expect(isMalformed(W.device(W.name, W.peers(W.peer(1, wrong)))))
      }
    }
  }

  @Test func `fault 12: a name that is empty, too long or without its NUL is malformed`() {
    #expect(isMalformed(W.device(Bytes.attribute(2, Array("wg0".utf8)))))
    #expect(isMalformed(W.device(Bytes.attribute(2, []))))
    #expect(isMalformed(W.device(Bytes.attribute(2, [0]))))
    #expect(isMalformed(W.device(Bytes.attribute(2, Array("0123456789abcdef".utf8)))))
    #expect(isMalformed(W.device(Bytes.attribute(2, Bytes.text("0123456789abcdef")))))
  }

  @Test func `fault 13: an address has the length of its family`() {
    for (family, count) in [(UInt16(2), 16), (2, 3), (2, 0), (10, 4), (10, 17)] {
      let wrong = W.allowedIP(family: family, [UInt8](repeating: 1, count: count), 1)
      #expect(isMalformed(W.device(W.name, W.peers(W.peer(1, W.allowedIPs(wrong))))))
    }
  }

  @Test func `fault 14: a prefix length lies within its family`() {
    let v6 = [UInt8](repeating: 1, count: 16)
    for wrong in [W.v4(1, 2, 3, 4, 33), W.allowedIP(family: 10, v6, 129)] {
      #expect(isMalformed(W.device(W.name, W.peers(W.peer(1, W.allowedIPs(wrong))))))
    }
  }

  @Test func `fault 15: unknown attributes and families are passed over`() throws {
    let unknown = Bytes.attribute(99, [1, 2, 3])
    let device = try decode([
      W.device(
        unknown, W.name,
        W.peers(
          W.peer(
            1, unknown, Bytes.attribute(4, Bytes.u16(77) + [1, 2, 3]),
            W.allowedIPs(W.allowedIP(family: 77, [1], 1), W.v4(10, 0, 0, 0, 8)))))
    ])
    #expect(device.peers[0].endpoint == nil)
    #expect(device.peers[0].allowedIPs.count == 1)
  }

  @Test func `fault 16: an endpoint has the length of its family`() {
    for bytes in [
      [], [2], Bytes.u16(2) + [0, 80, 1, 2, 3], Bytes.u16(10) + [UInt8](repeating: 0, count: 25),
    ]
      as [[UInt8]]
    {
      #expect(isMalformed(W.device(W.name, W.peers(W.peer(1, Bytes.attribute(4, bytes))))))
    }
  }

  @Test func `an incomplete allowed IP is malformed`() {
    for parts in [
      Bytes.attribute(1, Bytes.u16(2)) + Bytes.attribute(2, [1, 2, 3, 4]),
      Bytes.attribute(1, Bytes.u16(2)) + Bytes.attribute(3, [8]),
      Bytes.attribute(2, [1, 2, 3, 4]) + Bytes.attribute(3, [8]),
    ] {
      #expect(
        isMalformed(W.device(W.name, W.peers(W.peer(1, W.allowedIPs(Bytes.nest(0, parts)))))))
    }
  }

  @Test func `a time with more nanoseconds than a second is malformed`() {
    let wrong = Bytes.attribute(6, Bytes.u64(1) + Bytes.u64(1_000_000_000))
    #expect(isMalformed(W.device(W.name, W.peers(W.peer(1, wrong)))))
  }

  @Test func `a device without a name, and a message without a header, are malformed`() {
    #expect(isMalformed(W.device(W.peers(W.peer(1)))))
    #expect(isMalformed())
    #expect(isMalformed(W.device(W.name), [0, 1, 0]))
  }

  @Test func `fault 39: messages that bring nothing new come to an end`() {
    var decoder = KernelDecoder()
    let message = W.device(W.name)
    do throws(NetlinkError) {
      for _ in 0..<100 { try unsafe decoder.add(message.span.bytes) }
      Issue.record("a hundred messages without a peer were accepted")
    } catch {
      #expect(error.kind == .malformed)
    }
  }

  @Test func `a device of 10,000 peers with two allowed IPs each grows four times`() throws {
    var decoder = KernelDecoder()
    try unsafe decoder.add(W.device(W.name).span.bytes)
    for start in stride(from: 0, to: 10_000, by: 200) {
      let peers = (start..<start + 200).map { number in
        var key = W.key(1)
        (key[0], key[1]) = (UInt8(number & 0xff), UInt8(number >> 8))
        return Bytes.nest(
          0, Bytes.attribute(1, key),
          W.allowedIPs(
            W.v4(10, 0, UInt8(number >> 8), UInt8(number & 0xff), 32),
            W.v4(11, 0, UInt8(number >> 8), UInt8(number & 0xff), 32)))
      }
      try unsafe decoder.add(W.device(Bytes.nest(8, Array(peers.joined()))).span.bytes)
    }
    // With the table that finds a key that is there twice, five allocations.
    let growths = decoder.growths
    #expect(growths == 4)
    let device = try decoder.finish()
    #expect(device.peers.count == 10_000)
    #expect(device.peers.allowedIPCount == 20_000)
  }

  @Test func `fault 39: a device that never ends is malformed`() {
    let limits = KernelDecoder.Limits(idleMessages: 3, peers: 5, allowedIPs: 7)
    let more = W.device(W.peers(W.peer(1, W.allowedIPs(W.v4(1, 0, 0, 0, 8)))))
    func all(_ count: Int) -> [[UInt8]] {
      [W.device(W.name)] + Array(repeating: more, count: count)
    }
    #expect(error(all(7), limits: limits) == nil)
    #expect(error(all(8), limits: limits)?.kind == .malformed)
    let peers = (1...6).map { W.peer($0) }
    for (count, kind) in [(5, nil), (6, .malformed)] as [(Int, NetlinkError.Kind?)] {
      let message = W.device(W.name, Bytes.nest(8, Array(peers.prefix(count).joined())))
      #expect(error([message], limits: limits)?.kind == kind)
    }
    #expect(KernelDecoder.Limits().peers == 1 << 20)
    #expect(KernelDecoder.Limits().allowedIPs >= 1 << 22)
  }

  @Test func `no truncation of a message crashes or passes for the whole`() throws {
    let whole = W.device(
      W.name, W.peers(W.peer(1, W.allPeerValues, W.allowedIPs(W.v4(10, 0, 0, 0, 8)))))
    for count in 0..<whole.count {
      let device = try? decode([Array(whole[..<count])])
      #expect(device == nil || device?.peers.isEmpty == true)
    }
  }

  @Test func `no single changed byte crashes`() {
    let whole = W.device(
      W.name, W.peers(W.peer(1, W.allPeerValues, W.allowedIPs(W.v4(10, 0, 0, 0, 8)))))
    for place in whole.indices {
      for value in [0, 1, 3, 0x7f, 0x80, 0xff] as [UInt8] {
        var changed = whole
        changed[place] = value
        _ = try? decode([changed])
      }
    }
  }
}
