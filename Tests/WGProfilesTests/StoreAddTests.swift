import Testing
import WGConfig
import WGModel

@testable import WGProfiles

@Suite struct StoreAddTests {
  @Test func `a key that the device alone has is refused, and its peer stays as it is`() throws {
    let fixture = try StoreFixture()
    let key = PublicKey(bytes: InlineArray(repeating: 9))
    var update = PeerUpdate(publicKey: key)
    update.allowedIPs = try prefixes("10.8.0.77/32")
    try fixture.server.apply(DeviceUpdate(peers: [update]), to: InterfaceName("wg0"))
    let before = try fixture.everything()
    #expect(code { try fixture.add("anna") { $0.keys = .publicKey(key) } } == .alreadyExists)
    #expect(try fixture.everything() == before)
  }

  @Test func `a client that is made disabled has its section as comments, and no peer`() throws {
    let fixture = try StoreFixture()
    let anna = try fixture.add("anna") { $0.isEnabled = false }
    #expect(!anna.isEnabled && fixture.server.keys == [])
    let config = try Config(parsing: fixture.text(fixture.configFile), as: .wgQuick)
    #expect(config.peers.isEmpty)
    #expect(try fixture.text(fixture.configFile).contains(anna.publicKey.base64))
    _ = try fixture.store.open().enable(anna.name)
    #expect(fixture.server.allowedIPs(anna.publicKey) == anna.serverAllowedIPs)
    #expect(try fixture.disagreements() == [])
  }

  @Test func `a file that is no client's is not taken for one's, and stays`() throws {
    let fixture = try StoreFixture()
    try fixture.put("somebody's", fixture.storeFile("anna.conf"))
    let before = try fixture.everything()
    #expect(code { try fixture.add("anna") } == .alreadyExists)
    #expect(try fixture.everything() == before)
  }

  @Test func `a peer becomes a client only with what its section says`() throws {
    let (key, shared) = (try PrivateKey.generate().publicKey, try PresharedKey.generate())
    let fixture = try StoreFixture(
      more: "\n[Peer]\nPublicKey = \(key)\nPresharedKey = \(shared.exposedBase64().text)\n"
        + "AllowedIPs = 10.8.0.77/32, 192.168.7.0/24\n")
    func adopt(_ change: (inout NewProfile) throws -> Void) throws {
      var profile = NewProfile(try ProfileName("anna"), keys: .publicKey(key))
      try change(&profile)
      _ = try fixture.store.open().add([profile], adopting: true)
    }
    let before = try fixture.everything()
    let other = try PresharedKey.generate()
    #expect(code { try adopt { $0.presharedKey = .key(other) } } == .invalidArgument)
    #expect(
      code { try adopt { $0.addresses = [try IPAddress("10.8.0.78")] } } == .invalidArgument)
    #expect(
      code { try adopt { $0.addresses = [try IPAddress("10.8.0.77")] } } == .invalidArgument)
    #expect(try fixture.everything() == before)
    try adopt {
      $0.presharedKey = .key(shared)
      $0.addresses = [try IPAddress("10.8.0.77")]
      $0.networks = try prefixes("192.168.7.0/24")
    }
    #expect(try fixture.disagreements() == [])
  }

  @Test func `two new clients of one call share neither a key nor a network`() throws {
    let fixture = try StoreFixture()
    let keys = try (0..<2).map { _ in try PrivateKey.generate() }
    func add(_ places: [Int], _ networks: [String]) throws {
      var wanted: [NewProfile] = []
      for (place, network) in zip(places, networks) {
        wanted.append(
          NewProfile(
            try ProfileName("c\(wanted.count)"), keys: .privateKey(keys[place]),
            networks: [try IPPrefix(network)]))
      }
      _ = try fixture.store.open().add(wanted, adopting: false)
    }
    let before = try fixture.everything()
    #expect(code { try add([0, 0], ["192.168.7.0/24", "192.168.8.0/24"]) } == .alreadyExists)
    for networks in [
      ["192.168.7.0/24", "192.168.7.128/25"], ["192.168.7.9/32", "192.168.7.0/24"],
    ] {
      #expect(code { try add([0, 1], networks) } == .wouldMove, "\(networks)")
    }
    #expect(try fixture.everything() == before)
    try add([0, 1], ["192.168.7.0/24", "192.168.8.0/24"])
    #expect(try fixture.disagreements() == [])
  }

  @Test func `a moment with parts of a second is refused, as the file has whole ones`() throws {
    let fixture = try StoreFixture()
    let moment = Timestamp(seconds: 7, nanoseconds: 1)
    #expect(code { try fixture.add("a") { $0.expires = moment } } == .invalidArgument)
    #expect(code { try fixture.add("a") { $0.created = moment } } == .invalidArgument)
    let anna = try fixture.add("anna")
    #expect(code { _ = try fixture.store.open().expire(anna.name, at: moment) } == .invalidArgument)
    #expect(try fixture.store.profile(anna.name).expires == nil)
  }

  @Test func `an address that the store alone has is given to nobody else`() throws {
    let fixture = try StoreFixture()
    let text = try fixture.text(fixture.configFile)
    let anna = try fixture.add("anna")
    try fixture.put(text, fixture.configFile)
    try fixture.server.apply(
      DeviceUpdate(peers: [PeerUpdate(publicKey: anna.publicKey, action: .remove)]),
      to: InterfaceName("wg0"))
    #expect(try fixture.add("ben").addresses == (try prefixes("10.8.0.3/32", "fd00:8::3/128")))
    #expect(
      code { try fixture.add("c") { $0.addresses = [anna.addresses[0].address] } }
        == .alreadyExists)
  }

  @Test func `an address that the interface alone has is given to nobody`() throws {
    let fixture = try StoreFixture()
    let own = try prefixes("10.8.0.1/24", "fd00:8::1/64", "10.8.0.2/24")
    try fixture.server.setAddresses(own, of: InterfaceName("wg0"))
    #expect(try fixture.add("anna").addresses == (try prefixes("10.8.0.3/32", "fd00:8::2/128")))
  }

  @Test func `a peer of the device that is not as its section says is made so`() throws {
    let shared = try PresharedKey.generate()
    for section in [
      "", "PresharedKey = \(shared.exposedBase64().text)\n", "PersistentKeepalive = 9\n",
    ] {
      for there in 0..<3 {
        let key = try PrivateKey.generate().publicKey
        let fixture = try StoreFixture(
          more: "\n[Peer]\nPublicKey = \(key)\nAllowedIPs = 10.8.0.77/32\n" + section)
        var update = PeerUpdate(publicKey: key, allowedIPs: try prefixes("10.8.0.77/32"))
        if there == 1 { update.presharedKey = .set(try PresharedKey.generate()) }
        if there == 2 { update.persistentKeepalive = 9 }
        try fixture.server.apply(DeviceUpdate(peers: [update]), to: InterfaceName("wg0"))
        let touched = fixture.server.touched.count
        let anna = NewProfile(try ProfileName("anna"), keys: .publicKey(key))
        _ = try fixture.store.open().add([anna], adopting: true)
        #expect(try fixture.disagreements() == [])
        let isSame = there == 0 && section.isEmpty || there == 2 && section.contains("alive")
        #expect(fixture.server.touched.count == touched + (isSame ? 0 : 1), "\(section) \(there)")
      }
    }
  }
}
