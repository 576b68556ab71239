import Testing
import WGKit

/// Devices of the real kernel; each test has an interface of its own.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct DeviceTests {
  let kernel = KernelController()

  @Test func `a new device has no key, no port and no peer`() throws {
    try Harness.withInterface("wgnew") { name in
      let device = try kernel.device(name)
      #expect(device.name == name)
      #expect(device.index > 0)
      #expect(device.privateKey == nil)
      #expect(device.publicKey == nil)
      #expect(device.listenPort == 0)
      #expect(device.firewallMark == 0)
      #expect(device.peers.isEmpty)
    }
  }

  @Test func `what was set is read back, and only what was named changes`() throws {
    try Harness.withInterface("wgset") { name in
      let (key, presharedKey) = (try PrivateKey.generate(), try PresharedKey.generate())
      var peer = try makePeer(1, allowedIPs: 3)
      peer.presharedKey = .set(presharedKey)
      peer.endpoint = try Endpoint("[2001:db8::1]:51820")
      peer.persistentKeepalive = 25
      try kernel.apply(
        DeviceUpdate(
          privateKey: .set(key), listenPort: 51821, firewallMark: 0xca6c, peers: [peer]),
        to: name)

      var device = try kernel.device(name)
      #expect(device.privateKey?.isEqual(to: key) == true)
      #expect(device.publicKey == key.publicKey)
      #expect(device.listenPort == 51821)
      #expect(device.firewallMark == 0xca6c)
      let read = try #require(device.peers.first)
      #expect(read.publicKey == peer.publicKey)
      #expect(read.presharedKey?.isEqual(to: presharedKey) == true)
      #expect(read.endpoint == peer.endpoint)
      #expect(read.persistentKeepalive == 25)
      #expect(Set(read.allowedIPs) == Set(peer.allowedIPs))
      #expect(read.lastHandshake == nil)
      #expect(read.protocolVersion == 1)

      try kernel.apply(DeviceUpdate(firewallMark: 0), to: name)
      device = try kernel.device(name)
      #expect(device.firewallMark == 0)
      #expect(device.listenPort == 51821)
      #expect(device.privateKey?.isEqual(to: key) == true)
      #expect(device.peers.count == 1)

      try kernel.apply(
        DeviceUpdate(
          privateKey: .clear,
          peers: [
            PeerUpdate(
              publicKey: peer.publicKey, presharedKey: .clear, persistentKeepalive: 0,
              replacesAllowedIPs: true)
          ]),
        to: name)
      device = try kernel.device(name)
      #expect(device.privateKey == nil)
      #expect(device.peers[0].hasPresharedKey == false)
      #expect(device.peers[0].persistentKeepalive == 0)
      #expect(device.peers[0].allowedIPs.isEmpty)
      #expect(device.peers[0].endpoint == peer.endpoint)
    }
  }

  @Test func `the scope of a link-local endpoint survives`() throws {
    try Harness.withInterface("wgscope") { name in
      var peer = try makePeer(1)
      let loopback = try LinkController().index(of: InterfaceName("lo"))
      peer.endpoint = try Endpoint("[fe80::1%\(loopback)]:7")
      try kernel.apply(DeviceUpdate(peers: [peer]), to: name)
      #expect(try kernel.device(name).peers.first?.endpoint == peer.endpoint)
      #expect(try Endpoint.resolve("[fe80::1%lo]:7") == peer.endpoint)
    }
  }

  @Test func `peers are added, changed, replaced and removed`() throws {
    try Harness.withInterface("wgpeers") { name in
      let keys = { try Set(kernel.device(name).peers.map(\.publicKey)) }
      let peers = try (1...4).map { try makePeer($0, allowedIPs: 2) }
      try kernel.apply(DeviceUpdate(peers: Array(peers[0...1])), to: name)
      try kernel.apply(DeviceUpdate(peers: [peers[2]]), to: name)
      #expect(try keys() == Set(peers[0...2].map(\.publicKey)))

      // Of an absent peer, a change and a removal are no error and add nothing.
      var absent = peers[3]
      absent.action = .changeOnly
      try kernel.apply(DeviceUpdate(peers: [absent]), to: name)
      absent.action = .remove
      try kernel.apply(DeviceUpdate(peers: [absent]), to: name)
      #expect(try keys() == Set(peers[0...2].map(\.publicKey)))

      var removed = peers[0]
      removed.action = .remove
      try kernel.apply(DeviceUpdate(peers: [removed]), to: name)
      #expect(try keys() == Set(peers[1...2].map(\.publicKey)))

      try kernel.apply(DeviceUpdate(replacesPeers: true, peers: [peers[3]]), to: name)
      #expect(try keys() == [peers[3].publicKey])

      let more = try IPPrefix("192.0.2.0/24")
      try kernel.apply(
        DeviceUpdate(peers: [PeerUpdate(publicKey: peers[3].publicKey, allowedIPs: [more])]),
        to: name)
      let peer = try #require(try kernel.device(name).peers[peers[3].publicKey])
      #expect(Set(peer.allowedIPs) == Set(peers[3].allowedIPs + [more]))
    }
  }

  @Test(arguments: [0, 1, 40, 10_000])
  func `the snapshot says what wg says`(count: Int) throws {
    try Harness.withInterface("wgdump\(count)", leaving: count > 1_000) { name in
      let peers = try (0..<count).map { number in
        var peer = try makePeer(number, allowedIPs: 2)
        if number % 3 == 0 { peer.presharedKey = .set(try PresharedKey.generate()) }
        if number % 2 == 0 { peer.persistentKeepalive = UInt16(number % 60) }
        if number % 5 == 0 { peer.endpoint = try Endpoint("[2001:db8::\(number)]:51820") }
        if number % 5 == 1 { peer.endpoint = try Endpoint("192.0.2.1:\(number + 1)") }
        if number % 7 == 6 { peer.allowedIPs = [] }
        return peer
      }
      try kernel.apply(
        DeviceUpdate(
          privateKey: .set(try PrivateKey.generate()), listenPort: 51822,
          firewallMark: count == 40 ? 7 : nil, peers: peers), to: name)
      let device = try kernel.device(name)
      #expect(device.peers.count == count)
      #expect(try dumpText(device) == Harness.output("wg", "show", name.description, "dump"))
    }
  }

  @Test(arguments: [(40, 52), (1, 5_000)])
  func `peers that the kernel splits are put together`(peers: Int, allowedIPs: Int) throws {
    try Harness.withInterface("wgsplit") { name in
      let wanted = try (1...peers).map { try makePeer($0, allowedIPs: allowedIPs) }
      try kernel.apply(DeviceUpdate(peers: wanted), to: name)
      let device = try kernel.device(name)
      #expect(device.peers.map(\.publicKey) == wanted.map(\.publicKey))
      for (peer, update) in zip(device.peers, wanted) {
        #expect(Set(peer.allowedIPs) == Set(update.allowedIPs))
        #expect(peer.allowedIPs.count == update.allowedIPs.count)
      }
    }
  }

  @Test func `devices are listed by name, and nothing else is`() throws {
    try Harness.withInterface("wgone") { one in
      try Harness.withInterface("wgtwo") { two in
        _ = try Harness.output("ip", "link", "add", "wgdummy", "type", "dummy")
        defer { _ = try? Harness.output("ip", "link", "del", "wgdummy") }
        let names = try kernel.devices()
        #expect(names.filter { [one, two].contains($0) } == [one, two])
        let known = try Harness.output("wg", "show", "interfaces")
        #expect(names.map(\.description).joined(separator: " ") + "\n" == known)
      }
    }
  }

  @Test func `an unknown interface is an error that names it`() throws {
    let name = try InterfaceName("wgnone")
    for error in [
      Harness.error { () throws(WGError) in _ = try kernel.device(name) },
      Harness.error { () throws(WGError) in try kernel.apply(DeviceUpdate(), to: name) },
    ] {
      #expect(error?.code == .noSuchInterface)
      #expect(error?.errno == 19)
      #expect(error?.message.utf8.count ?? 0 > 0 && "\(error!)".contains("wgnone"))
    }
  }

  @Test func `an interface of another kind is an error that says so`() throws {
    let name = try InterfaceName("lo")
    for error in [
      Harness.error { () throws(WGError) in _ = try kernel.device(name) },
      Harness.error { () throws(WGError) in
        try kernel.apply(DeviceUpdate(listenPort: 1), to: name)
      },
    ] {
      #expect(error?.code == .notWireGuard)
      #expect(error.map { "\($0)".contains("lo") } == true)
    }
  }

  @Test func `a port in use is an error that names it`() throws {
    try Harness.withInterface("wgport1") { one in
      try Harness.withInterface("wgport2") { two in
        try kernel.apply(DeviceUpdate(listenPort: 51900), to: one)
        try LinkController().bringUp(one)
        try LinkController().bringUp(two)
        let error = Harness.error { () throws(WGError) in
          try kernel.apply(DeviceUpdate(listenPort: 51900), to: two)
        }
        #expect(error?.code == .portInUse)
        #expect(error.map { "\($0)".contains("51900") } == true)

        // On a device that is down the set succeeds and bringing it up fails.
        try LinkController().bringDown(two)
        try kernel.apply(DeviceUpdate(listenPort: 51900), to: two)
        let later = Harness.error { () throws(WGError) in try LinkController().bringUp(two) }
        #expect(later?.code == .portInUse)
      }
    }
  }
}
