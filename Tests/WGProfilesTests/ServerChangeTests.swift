import Synchronization
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

@Suite struct ServerChangeTests {
  private func names(_ names: [ProfileName]) -> [String] { names.map(\.description) }

  @Test func `another endpoint is rendered into every file, and nothing else changes`() throws {
    let fixture = try StoreFixture()
    for name in ["a", "b"] { try fixture.add(name) }
    let key = try PrivateKey.generate().publicKey
    try fixture.add("c") { $0.keys = .publicKey(key) }
    let (server, updates) = (
      try fixture.text(fixture.configFile), fixture.server.state.withLock { $0.updates }
    )
    let keys = try ["a", "b"].map { try fixture.client($0).interface.privateKey }
    let again = try fixture.store.open().change(
      ServerChange(endpoint: try EndpointText("[2001:db8::1]:443")))
    #expect(names(again) == ["c"])
    for name in ["a", "b", "c"] {
      #expect(try fixture.client(name).peers[0].endpoint?.text == "[2001:db8::1]:443")
    }
    for (name, key) in zip(["a", "b"], keys) {
      guard case .set(let one) = key,
        case .set(let two) = try fixture.client(name).interface.privateKey
      else {
        Issue.record("a key is lost")
        continue
      }
      #expect(one.isEqual(to: two))
    }
    #expect(try fixture.text(fixture.configFile) == server)
    #expect(fixture.server.state.withLock { $0.updates } == updates)
    #expect(try fixture.store.open().server.endpoint.text == "[2001:db8::1]:443")
  }

  @Test func `what stands in no client's file has nobody reissued`() throws {
    let fixture = try StoreFixture()
    let key = try PrivateKey.generate().publicKey
    try fixture.add("c") { $0.keys = .publicKey(key) }
    let again = try fixture.store.open().change(
      ServerChange(exclusions: [try AddressRange("10.8.0.200/29")]))
    #expect(again.isEmpty)
    #expect(try fixture.store.open().server.exclusions.count == 1)
  }

  @Test func `other networks renumber the server, the clients, the files and the device`() throws {
    let fixture = try StoreFixture {
      $0.allowedIPs = try prefixes("10.8.0.0/24", "192.168.1.0/24")
    }
    for name in ["a", "b", "c"] { try fixture.add(name) }
    let b = try fixture.store.profile(ProfileName("b"))
    _ = try fixture.store.open().revoke(b.publicKey)
    _ = try fixture.store.open().disable(ProfileName("c"))
    let other = try PrivateKey.generate().publicKey
    try fixture.server.apply(
      DeviceUpdate(peers: [PeerUpdate(publicKey: other, allowedIPs: try prefixes("10.77.0.0/16"))]),
      to: InterfaceName("wg0"))
    let again = try fixture.store.open().change(
      ServerChange(networks: try prefixes("10.9.0.0/16", "fd00:9::/64")))
    #expect(names(again) == ["a", "c"])
    let list = try fixture.store.open().list
    #expect(list[0].addresses == (try prefixes("10.9.0.2/32", "fd00:9::2/128")))
    #expect(list[1].addresses == (try prefixes("10.9.0.4/32", "fd00:9::4/128")))
    let config = try Config(parsing: fixture.text(fixture.configFile), as: .wgQuick)
    #expect(config.interface.addresses == (try prefixes("10.9.0.1/16", "fd00:9::1/64")))
    #expect(try fixture.server.addresses(of: InterfaceName("wg0")) == config.interface.addresses)
    #expect(fixture.server.allowedIPs(list[0].publicKey) == list[0].addresses)
    let client = try fixture.client("a")
    #expect(client.interface.addresses == list[0].addresses)
    #expect(client.interface.dnsServers == [try IPAddress("10.9.0.1")])
    #expect(client.peers[0].allowedIPs == (try prefixes("10.9.0.0/16", "192.168.1.0/24")))
    #expect(!fixture.server.touched.dropFirst(6).contains(other))
    #expect(!fixture.server.touched.dropFirst(6).contains(list[1].publicKey))
    _ = try fixture.store.open().enable(ProfileName("c"))
    #expect(fixture.server.allowedIPs(list[1].publicKey) == list[1].addresses)
    #expect(try fixture.store.open().server.networks == prefixes("10.9.0.0/16", "fd00:9::/64"))
  }

  @Test func `in a smaller network clients without a place there get the lowest free one`() throws {
    let fixture = try StoreFixture(networks: ["10.8.0.0/24"], addresses: ["10.8.0.1/24"])
    for number in [200, 3] {
      try fixture.add("c\(number)") { $0.addresses = [try IPAddress("10.8.0.\(number)")] }
    }
    let again = try fixture.store.open().change(ServerChange(networks: try prefixes("10.9.0.0/29")))
    #expect(names(again) == ["c200", "c3"])
    let list = try fixture.store.open().list
    #expect(list[0].addresses == (try prefixes("10.9.0.2/32")))
    #expect(list[1].addresses == (try prefixes("10.9.0.3/32")))
    #expect(try fixture.disagreements() == [])
    let before = try fixture.everything()
    #expect(
      code {
        _ = try fixture.store.open().change(ServerChange(networks: try prefixes("10.9.0.0/31")))
      }
        == .outOfAddresses)
    #expect(try fixture.everything() == before)
  }

  @Test func `a network that overlaps the old one moves no address to the wrong peer`() throws {
    let fixture = try StoreFixture(networks: ["10.8.0.0/24"], addresses: ["10.8.0.1/24"])
    for number in 0..<20 { try fixture.add("c\(number)") }
    _ = try fixture.store.open().change(
      ServerChange(
        networks: try prefixes("10.8.0.4/30").map { _ in try IPPrefix("10.8.0.0/27") }))
    #expect(try fixture.disagreements() == [])
    _ = try fixture.store.open().change(ServerChange(networks: try prefixes("10.8.0.0/16")))
    #expect(try fixture.disagreements() == [])
  }

  @Test func `as many networks as before, of the same families`() throws {
    let fixture = try StoreFixture()
    for networks in [try prefixes("10.9.0.0/24"), try prefixes("fd00::/64", "10.9.0.0/24")] {
      #expect(
        code { _ = try fixture.store.open().change(ServerChange(networks: networks)) }
          == .invalidArgument)
    }
  }

  @Test func `settings that make no sense are no change`() throws {
    let fixture = try StoreFixture()
    try fixture.add("a")
    let before = try fixture.everything()
    for change in [
      ServerChange(searchDomains: ["a b"]), ServerChange(template: "none"),
      ServerChange(template: "/no\nsuch"),
      ServerChange(networks: try prefixes("10.8.0.0/24", "fd00:8::/64").reversed()),
    ] {
      #expect(code { _ = try fixture.store.open().change(change) } != nil)
      #expect(try fixture.everything() == before)
    }
    let two = try StoreFixture(
      networks: ["10.8.0.0/24", "10.9.0.0/24"], addresses: ["10.8.0.1/24"])
    #expect(
      code {
        _ = try two.store.open().change(
          ServerChange(networks: try prefixes("10.8.0.0/16", "10.8.3.0/24")))
      } == .invalidArgument)
  }

  @Test func `a file without the key that it should have stops the change`() throws {
    let fixture = try StoreFixture()
    for name in ["a", "b"] { try fixture.add(name) }
    let text = try fixture.text(fixture.storeFile("b.conf"))
    try fixture.put(
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("PrivateKey") }.joined(separator: "\n"),
      fixture.storeFile("b.conf"))
    let before = try fixture.everything()
    #expect(
      code {
        _ = try fixture.store.open().change(ServerChange(endpoint: try EndpointText("a:1")))
      } == .invalidConfiguration)
    #expect(try fixture.everything() == before)
  }
}
