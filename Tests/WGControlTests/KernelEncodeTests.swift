import NetlinkTesting
import Testing

@testable import Netlink
@testable import WGControl
@testable import WGModel

struct KernelEncodeTests {
  typealias W = WireGuardBytes

  /// The messages of an update, from the generic header on.
  private func encode(_ update: DeviceUpdate) throws -> [[UInt8]] {
    var encoder = KernelEncoder(update, for: try InterfaceName("wg0"))
    var messages: [[UInt8]] = []
    while !encoder.isFinished {
      var writer = MessageWriter(type: 0x1c)
      writer.put(header: (1 as UInt8, 1 as UInt8, 0 as UInt16))
      encoder.fill(&writer)
      let overflowed = writer.overflowed
      #expect(!overflowed)
      let bytes = writer.withBytes { span in
        (16..<span.byteCount).map { span.number(at: $0, as: UInt8.self) }
      }
      messages.append(bytes)
      try #require(messages.count < 1000)
    }
    return messages
  }

  // A set and a dump share their attributes, so that the decoder reads what the encoder writes.
  private func decode(_ messages: [[UInt8]]) throws -> Device {
    var decoder = KernelDecoder()
    for message in messages { try unsafe decoder.add(message.span.bytes) }
    return try decoder.finish()
  }

  private func prefixes(_ count: Int, from base: UInt32 = 0x0a00_0000) -> [IPPrefix] {
    (0..<UInt32(count)).map {
      IPPrefix(
        unchecked: IPAddress(family: .v4, high: UInt64(base + $0) << 32, low: 0), length: 32)
    }
  }

  @Test func `an update of nothing is one message that names the device`() throws {
    #expect(try encode(DeviceUpdate()) == [[1, 1, 0, 0] + W.name])
  }

  @Test func `the device's own values are laid out as the kernel reads them`() throws {
    let key = try PrivateKey(bytes: W.key(0x48).span)
    let update = DeviceUpdate(
      privateKey: .set(key), listenPort: 51820, firewallMark: 0x1234, replacesPeers: true)
    let expected =
      [1, 1, 0, 0] + W.name + Bytes.attribute(3, W.key(0x48)) + Bytes.attribute(6, Bytes.u16(51820))
      + Bytes.attribute(7, Bytes.u32(0x1234)) + Bytes.attribute(5, Bytes.u32(1))
    #expect(try encode(update) == [expected])
  }

  @Test func `clearing writes zero bytes`() throws {
    let update = DeviceUpdate(
      privateKey: .clear, firewallMark: 0,
      peers: [PeerUpdate(publicKey: W.publicKey(1), presharedKey: .clear, persistentKeepalive: 0)])
    let expected =
      [1, 1, 0, 0] + W.name + Bytes.attribute(3, W.key(0)) + Bytes.attribute(7, Bytes.u32(0))
      + W.peers(W.peer(1, Bytes.attribute(2, W.key(0)), Bytes.attribute(5, Bytes.u16(0))))
    #expect(try encode(update) == [expected])
  }

  @Test func `a peer is laid out as the kernel reads it`() throws {
    let update = DeviceUpdate(peers: [
      PeerUpdate(
        publicKey: W.publicKey(1), presharedKey: .set(try PresharedKey(bytes: W.key(5).span)),
        endpoint: try Endpoint("[fe80::1%3]:80"), persistentKeepalive: 25,
        replacesAllowedIPs: true,
        allowedIPs: [try IPPrefix("10.0.0.0/8"), try IPPrefix("fd00::/8")])
    ])
    let address: [UInt8] = [0xfe, 0x80] + [UInt8](repeating: 0, count: 13) + [1]
    let expected = W.peers(
      W.peer(
        1, Bytes.attribute(3, Bytes.u32(2)), Bytes.attribute(2, W.key(5)),
        Bytes.attribute(4, Bytes.u16(10) + [0, 80] + Bytes.u32(0) + address + Bytes.u32(3)),
        Bytes.attribute(5, Bytes.u16(25)),
        W.allowedIPs(
          Bytes.nest(
            0, Bytes.attribute(1, Bytes.u16(2)), Bytes.attribute(2, [10, 0, 0, 0]),
            Bytes.attribute(3, [8])),
          Bytes.nest(
            0, Bytes.attribute(1, Bytes.u16(10)),
            Bytes.attribute(2, [0xfd] + [UInt8](repeating: 0, count: 15)),
            Bytes.attribute(3, [8])))))
    #expect(try encode(update) == [[1, 1, 0, 0] + W.name + expected])
  }

  @Test func `an IPv4 endpoint is a sockaddr_in`() throws {
    let update = DeviceUpdate(peers: [
      PeerUpdate(publicKey: W.publicKey(1), endpoint: try Endpoint("192.0.2.1:51820"))
    ])
    let endpoint = Bytes.attribute(4, Bytes.u16(2) + [0xca, 0x6c, 192, 0, 2, 1] + Bytes.u64(0))
    #expect(try encode(update) == [[1, 1, 0, 0] + W.name + W.peers(W.peer(1, endpoint))])
  }

  @Test func `removing and update-only are flags, and a removal carries nothing else`() throws {
    let update = DeviceUpdate(peers: [
      PeerUpdate(
        publicKey: W.publicKey(1), action: .remove, persistentKeepalive: 3,
        allowedIPs: prefixes(2)),
      PeerUpdate(publicKey: W.publicKey(2), action: .changeOnly),
    ])
    let expected = W.peers(
      W.peer(1, Bytes.attribute(3, Bytes.u32(1))), W.peer(2, Bytes.attribute(3, Bytes.u32(4))))
    #expect(try encode(update) == [[1, 1, 0, 0] + W.name + expected])
  }

  @Test func `10,000 peers with two IPv4 networks each are sixteen messages`() throws {
    let peers = (0..<10_000).map { index in
      PeerUpdate(
        publicKey: PublicKey(
          bytes: InlineArray<32, UInt8> { $0 < 2 ? UInt8(index >> (8 * $0) & 0xff) : 1 }),
        allowedIPs: prefixes(2, from: 0x0a00_0000 + UInt32(2 * index)))
    }
    #expect(try encode(DeviceUpdate(listenPort: 7, peers: peers)).count == 16)
  }

  @Test func `allowed IPs to remove carry a flag and come first`() throws {
    let update = DeviceUpdate(peers: [
      PeerUpdate(
        publicKey: W.publicKey(1), allowedIPs: [try IPPrefix("10.0.0.0/8")],
        removedAllowedIPs: [try IPPrefix("11.0.0.0/8")])
    ])
    func allowedIP(_ byte: UInt8, _ more: [UInt8] = []) -> [UInt8] {
      Bytes.nest(
        0, Bytes.attribute(1, Bytes.u16(2)), Bytes.attribute(2, [byte, 0, 0, 0]),
        Bytes.attribute(3, [8]), more)
    }
    let expected = W.peers(
      W.peer(1, W.allowedIPs(allowedIP(11, Bytes.attribute(4, Bytes.u32(1))), allowedIP(10))))
    #expect(try encode(update) == [[1, 1, 0, 0] + W.name + expected])
  }

  @Test func `of a list that is replaced nothing is removed`() throws {
    let update = DeviceUpdate(peers: [
      PeerUpdate(
        publicKey: W.publicKey(1), replacesAllowedIPs: true, removedAllowedIPs: prefixes(1))
    ])
    let expected = W.peers(W.peer(1, Bytes.attribute(3, Bytes.u32(2))))
    #expect(try encode(update) == [[1, 1, 0, 0] + W.name + expected])
  }

  @Test func `removals go on in the next message, and additions after them`() throws {
    let (removed, added) = (prefixes(3_000), prefixes(3_000, from: 0x0b00_0000))
    var encoder = KernelEncoder(
      DeviceUpdate(peers: [
        PeerUpdate(publicKey: W.publicKey(1), allowedIPs: added, removedAllowedIPs: removed)
      ]), for: try InterfaceName("wg0"))
    var flags = 0
    var finished: [Int] = []
    var messages: [[UInt8]] = []
    while !encoder.isFinished {
      var writer = MessageWriter(type: 0x1c)
      writer.put(header: (1 as UInt8, 1 as UInt8, 0 as UInt16))
      encoder.fill(&writer)
      finished.append(encoder.finishedAllowedIPs)
      let bytes = writer.withBytes { span in
        (16..<span.byteCount).map { span.number(at: $0, as: UInt8.self) }
      }
      messages.append(bytes)
      try #require(messages.count < 1000)
    }
    // The decoder passes the flag over, so that it hands out what both lists hold, in their order.
    #expect(try decode(messages).peers.map { Array($0.allowedIPs) } == [removed + added])
    let flag = Bytes.attribute(4, Bytes.u32(1))
    for message in messages {
      for place in stride(from: 0, through: message.count - flag.count, by: 4)
      where message[place..<place + flag.count].elementsEqual(flag) {
        flags += 1
      }
    }
    #expect(flags == removed.count)
    #expect(finished.first == 0 && finished.last == 0 && finished.dropFirst().first ?? 0 > 0)
  }

  @Test func `10,000 peers fill few messages, each peer in one of them`() throws {
    let peers = (0..<10_000).map { index in
      var bytes = InlineArray<32, UInt8>(repeating: 1)
      bytes[0] = UInt8(index & 0xff)
      bytes[1] = UInt8(index >> 8)
      return PeerUpdate(
        publicKey: PublicKey(bytes: bytes), replacesAllowedIPs: true,
        allowedIPs: prefixes(1, from: 0x0a00_0000 + UInt32(index)))
    }
    let messages = try encode(
      DeviceUpdate(listenPort: 7, replacesPeers: true, peers: peers))
    #expect(messages.count <= 15)
    for message in messages.dropLast() { #expect(message.count > 65_000) }
    let device = try decode(messages)
    #expect(device.peers.map(\.publicKey) == peers.map(\.publicKey))
    #expect(device.peers.map { Array($0.allowedIPs) } == peers.map(\.allowedIPs))
  }

  @Test func `fault 37: a peer of 130,560 allowed IPs goes on in update-only parts`() throws {
    let allowedIPs = prefixes(130_560)
    let peer = PeerUpdate(
      publicKey: W.publicKey(1), presharedKey: .set(try PresharedKey(bytes: W.key(5).span)),
      persistentKeepalive: 25, replacesAllowedIPs: true, allowedIPs: allowedIPs)
    let messages = try encode(DeviceUpdate(listenPort: 7, replacesPeers: true, peers: [peer]))
    #expect(try decode(messages).peers.map { Array($0.allowedIPs) } == [allowedIPs])
    // The head of every later message: the name and, in the one peer, the key and the flags alone.
    for message in messages.dropFirst() {
      let head = [1, 1, 0, 0] + W.name
      #expect(Array(message.prefix(head.count)) == head)
      let peer = Array(message.dropFirst(head.count + 8).prefix(36 + 8))
      #expect(peer == Bytes.attribute(1, W.key(1)) + Bytes.attribute(3, Bytes.u32(4)))
      #expect(Array(message.dropFirst(head.count + 8 + 44 + 2).prefix(2)) == [9, 0x80])
    }
    #expect(messages.count > 2)
  }

  @Test func `any mixture of sizes is written whole and in order`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<3 {
      let peers = (0..<60).map { index in
        PeerUpdate(
          publicKey: PublicKey(
            bytes: InlineArray<32, UInt8> { $0 == 0 ? UInt8(index) : $0 == 1 ? 7 : 1 }),
          presharedKey: Bool.random(using: &generator)
            ? .keep : .set(PresharedKey(copying: SecretBytes(count: 32) { $0[0] = 1 }, at: 0)),
          persistentKeepalive: 9, replacesAllowedIPs: true,
          allowedIPs: prefixes(Int.random(in: 0...3_000, using: &generator)))
      }
      let device = try decode(try encode(DeviceUpdate(peers: peers)))
      #expect(device.peers.map(\.publicKey) == peers.map(\.publicKey))
      #expect(device.peers.map { Array($0.allowedIPs) } == peers.map(\.allowedIPs))
      #expect(device.peers.allSatisfy { $0.persistentKeepalive == 9 })
    }
  }
}
