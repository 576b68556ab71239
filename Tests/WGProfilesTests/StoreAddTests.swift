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
}
