import Foundation
import Synchronization
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

@Suite struct StoreTests {
  @Test func `a client gets keys, addresses, a file, a section and a peer`() throws {
    let fixture = try StoreFixture()
    let profile = try fixture.add("anna")
    #expect(profile.addresses == (try prefixes("10.8.0.2/32", "fd00:8::2/128")))
    let client = try fixture.client("anna")
    guard case .set(let key) = client.interface.privateKey else {
      Issue.record("there is no private key")
      return
    }
    #expect(key.publicKey == profile.publicKey)
    #expect(client.interface.addresses == profile.addresses)
    #expect(client.peers.map(\.publicKey) == [fixture.key.publicKey])
    #expect(client.peers[0].endpoint?.text == "vpn.example.org:51820")
    let server = try Config(parsing: fixture.text(fixture.configFile), as: .wgQuick)
    #expect(server.peers.map(\.publicKey) == [profile.publicKey])
    #expect(server.peers[0].name == "anna")
    #expect(fixture.server.allowedIPs(profile.publicKey) == profile.addresses)
    #expect(try fixture.text(fixture.configFile).hasPrefix("# The server's own comment."))
    let keys = [client.peers[0].sharedKey, server.peers[0].sharedKey].compactMap { $0 }
    #expect(keys.count == 2 && keys[0].isEqual(to: keys[1]))
    #expect(try fixture.disagreements() == [])
    #expect(fixture.names == ["anna.conf", "profiles.conf"])
  }

  @Test func `a preshared key is 32 random bytes and no X25519 key`() throws {
    // A clamped key has three bits clear in its first byte; of 24 random ones some have not.
    let fixture = try StoreFixture()
    var isClamped = true
    for number in 0..<24 {
      try fixture.add("c\(number)")
      let key = try #require(fixture.client("c\(number)").peers[0].sharedKey)
      key.withExposedBytes { if $0[0] & 7 != 0 { isClamped = false } }
    }
    #expect(!isClamped)
  }

  @Test func `files are their owner's alone`() throws {
    let fixture = try StoreFixture { $0.layout = .linuxserver }
    try fixture.add("anna")
    for name in try FileManager.default.subpathsOfDirectory(atPath: fixture.folder) {
      let attributes = try FileManager.default.attributesOfItem(atPath: fixture.storeFile(name))
      let mode = try #require(attributes[.posixPermissions] as? Int)
      #expect(mode & 0o077 == 0, "\(name)")
    }
  }

  @Test func `a client that keeps its private key has a file without one`() throws {
    let fixture = try StoreFixture()
    let key = try PrivateKey.generate().publicKey
    let profile = try fixture.add("bob") { $0.keys = .publicKey(key) }
    #expect(!profile.hasPrivateKey)
    let text = try fixture.text(fixture.storeFile("bob.conf"))
    #expect(!text.contains("PrivateKey"))
    #expect(text.contains("PresharedKey"))
    #expect(try fixture.disagreements() == [])
  }

  @Test func `the layout of the linuxserver image has a folder for each client`() throws {
    let fixture = try StoreFixture { $0.layout = .linuxserver }
    let profile = try fixture.add("peer_anna")
    let folder = fixture.storeFile("peer_anna")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
        "peer_anna.conf", "presharedkey-peer_anna", "privatekey-peer_anna", "publickey-peer_anna",
      ])
    #expect(try fixture.text(folder + "/publickey-peer_anna") == profile.publicKey.base64 + "\n")
    _ = try fixture.store.open().revoke(profile.publicKey)
    #expect(fixture.names == ["profiles.conf"])
  }

  @Test func `a template of the linuxserver image is filled in`() throws {
    let text = """
      [Interface]
      Address = ${CLIENT_IP}
      PrivateKey = $(cat /config/${PEER_ID}/privatekey-${PEER_ID})
      ListenPort = 51820
      DNS = ${PEERDNS}

      [Peer]
      PublicKey = $(cat /config/server/publickey-server)
      PresharedKey = $(cat /config/${PEER_ID}/presharedkey-${PEER_ID})
      Endpoint = ${SERVERURL}:${SERVERPORT}
      AllowedIPs = ${ALLOWEDIPS}

      """
    let fixture = try StoreFixture(networks: ["10.13.13.0/24"], addresses: ["10.13.13.1/24"])
    let path = fixture.path + "/peer.template"
    try fixture.put(text, path)
    _ = try fixture.store.open().change(ServerChange(template: path))
    try fixture.add("anna")
    let client = try fixture.client("anna")
    #expect(client.interface.addresses == (try prefixes("10.13.13.2/32")))
    #expect(client.peers[0].endpoint?.text == "vpn.example.org:51820")
    #expect(client.peers[0].allowedIPs == ServerSettings.everything)
  }

  @Test func `names, keys and addresses that are taken are refused, and nothing changes`() throws {
    let fixture = try StoreFixture()
    let anna = try fixture.add("anna")
    let before = try fixture.everything()
    let address = anna.addresses[0].address
    #expect(code { try fixture.add("anna") } == .alreadyExists)
    #expect(code { try fixture.add("ANNA") } == .alreadyExists)
    #expect(
      code { try fixture.add("b") { $0.keys = .publicKey(anna.publicKey) } } == .alreadyExists)
    #expect(code { try fixture.add("b") { $0.addresses = [address] } } == .alreadyExists)
    #expect(
      code { try fixture.add("b") { $0.addresses = [try IPAddress("10.8.0.1")] } } == .alreadyExists
    )
    #expect(
      code { try fixture.add("b") { $0.networks = try prefixes("10.8.0.128/25") } } == .wouldMove)
    let own = fixture.key.publicKey
    #expect(code { try fixture.add("b") { $0.keys = .publicKey(own) } } == .invalidKey)
    let zero = PublicKey(bytes: InlineArray(repeating: 0))
    #expect(code { try fixture.add("b") { $0.keys = .publicKey(zero) } } == .invalidKey)
    #expect(try fixture.everything() == before)
  }

  @Test func `free is what neither device nor file nor store has`() throws {
    let fixture = try StoreFixture(networks: ["10.8.0.0/24"], addresses: ["10.8.0.1/24"])
    let (one, two, three) = (
      try PrivateKey.generate().publicKey, try PrivateKey.generate().publicKey,
      try PrivateKey.generate().publicKey
    )
    // On the device alone.
    try fixture.server.apply(
      DeviceUpdate(peers: [PeerUpdate(publicKey: one, allowedIPs: try prefixes("10.8.0.2/32"))]),
      to: InterfaceName("wg0"))
    // In the file alone, one of them disabled.
    try fixture.put(
      try fixture.text(fixture.configFile) + """

        [Peer]
        PublicKey = \(two)
        AllowedIPs = 10.8.0.3/32

        #[disabled] [Peer]
        #[disabled] PublicKey = \(three)
        #[disabled] AllowedIPs = 10.8.0.4/32

        """, fixture.configFile)
    // In the store alone.
    let bob = try fixture.add("bob")
    #expect(bob.addresses == (try prefixes("10.8.0.5/32")))
    let anna = try fixture.add("anna")
    #expect(anna.addresses == (try prefixes("10.8.0.6/32")))
    try fixture.server.apply(
      DeviceUpdate(peers: [PeerUpdate(publicKey: bob.publicKey, action: .remove)]),
      to: InterfaceName("wg0"))
    #expect(try fixture.add("carl").addresses == (try prefixes("10.8.0.7/32")))
  }

  @Test func `reservations and exclusions are kept`() throws {
    let fixture = try StoreFixture(networks: ["10.8.0.0/28"], addresses: ["10.8.0.1/28"]) {
      $0.reservations = [try AddressRange("10.8.0.2-10.8.0.4")]
      $0.exclusions = [try AddressRange("10.8.0.5")]
    }
    #expect(try fixture.add("anna").addresses == (try prefixes("10.8.0.6/32")))
    let wanted = try IPAddress("10.8.0.3")
    #expect(try fixture.add("bob") { $0.addresses = [wanted] }.addresses == [wanted.asPrefix])
    #expect(
      code { try fixture.add("x") { $0.addresses = [try IPAddress("10.8.0.5")] } } == .alreadyExists
    )
    for number in 7...14 { try fixture.add("c\(number)") }
    #expect(code { try fixture.add("last") } == .outOfAddresses)
  }

  @Test func `a deleted client's address is free, and its neighbours keep theirs`() throws {
    let fixture = try StoreFixture()
    let profiles = try ["a", "b", "c"].map { try fixture.add($0) }
    _ = try fixture.store.open().revoke(profiles[1].publicKey)
    #expect(try fixture.store.open().list[2 - 1].addresses == profiles[2].addresses)
    #expect(try fixture.add("d").addresses == profiles[1].addresses)
  }

  @Test func `revoking bob leaves bobby alone, and tells what bob had counted`() throws {
    let fixture = try StoreFixture()
    let bobby = try fixture.add("bobby")
    let bob = try fixture.add("bob")
    fixture.server.count(bob.publicKey, received: 1_000, sent: 2_000)
    let touched = fixture.server.touched.count
    let removed = try fixture.store.open().revoke(bob.publicKey)
    #expect(removed.profile.name.description == "bob")
    #expect(removed.lastCounters?.receivedBytes == 1_000)
    #expect(removed.lastCounters?.sentBytes == 2_000)
    #expect(removed.lastCounters?.interfaceIndex == 7)
    #expect(Array(fixture.server.touched[touched...]) == [bob.publicKey])
    #expect(fixture.names == ["bobby.conf", "profiles.conf"])
    #expect(fixture.server.keys == [bobby.publicKey])
    #expect(try fixture.disagreements() == [])
    #expect(code { _ = try fixture.store.open().revoke(bob.publicKey) } == .notFound)
  }

  @Test func `a disabled client keeps its file and address, and comes back as it was`() throws {
    let fixture = try StoreFixture()
    let anna = try fixture.add("anna")
    let before = try fixture.everything()
    let name = anna.name
    fixture.server.count(anna.publicKey, received: 5, sent: 6)
    let disabled = try fixture.store.open().disable(name)
    #expect(!disabled.profile.isEnabled)
    #expect(disabled.lastCounters?.receivedBytes == 5)
    #expect(fixture.server.keys.isEmpty)
    #expect(try fixture.disagreements() == [])
    #expect(try fixture.add("bob").addresses != anna.addresses)
    _ = try fixture.store.open().disable(name)
    let bob = try fixture.store.profile(ProfileName("bob"))
    _ = try fixture.store.open().revoke(bob.publicKey)
    #expect(try fixture.store.open().enable(name).isEnabled)
    #expect(try fixture.everything() == before)
  }

  @Test func `a client is not enabled over the peer that has got its address meanwhile`() throws {
    let fixture = try StoreFixture()
    let anna = try fixture.add("anna")
    _ = try fixture.store.open().disable(anna.name)
    let other = try PrivateKey.generate().publicKey
    try fixture.server.apply(
      DeviceUpdate(peers: [PeerUpdate(publicKey: other, allowedIPs: anna.addresses)]),
      to: InterfaceName("wg0"))
    #expect(code { _ = try fixture.store.open().enable(anna.name) } == .wouldMove)
    #expect(fixture.server.allowedIPs(other) == anna.addresses)
  }

  @Test func `a client is renamed with its files, its comment and its keys`() throws {
    for layout in ProfileLayout.allCases {
      let fixture = try StoreFixture { $0.layout = layout }
      let anna = try fixture.add("anna")
      try fixture.add("carl")
      let updates = fixture.server.state.withLock { $0.updates }
      let name = try ProfileName("Anna")
      let renamed = try fixture.store.open().rename(anna.name, to: name)
      #expect(renamed.publicKey == anna.publicKey)
      #expect(try fixture.store.profile(name).addresses == anna.addresses)
      #expect(code { _ = try fixture.store.profile(anna.name) } == .notFound)
      #expect(!fixture.names.contains { $0.hasPrefix("anna") })
      let config = try Config(parsing: fixture.text(fixture.configFile), as: .wgQuick)
      #expect(config.peers.map(\.name) == ["Anna", "carl"])
      #expect(fixture.server.state.withLock { $0.updates } == updates)
      #expect(
        code { _ = try fixture.store.open().rename(name, to: ProfileName("CARL")) }
          == .alreadyExists)
      let text = try fixture.store.exposedClientConfig(name).text
      #expect(text.contains("# Anna") && text.contains("PrivateKey"))
    }
  }

  @Test func `a disabled client is renamed too`() throws {
    let fixture = try StoreFixture()
    let anna = try fixture.add("anna")
    _ = try fixture.store.open().disable(anna.name)
    let name = try ProfileName("eve")
    _ = try fixture.store.open().rename(anna.name, to: name)
    #expect(try fixture.disagreements() == [])
    _ = try fixture.store.open().enable(name)
    #expect(fixture.server.allowedIPs(anna.publicKey) == anna.serverAllowedIPs)
    let config = try Config(parsing: fixture.text(fixture.configFile), as: .wgQuick)
    #expect(config.peers.map(\.name) == ["eve"])
    #expect(try fixture.disagreements() == [])
  }

  @Test func `clients whose time has come are removed in one step, the others stay`() throws {
    let fixture = try StoreFixture()
    for (name, time) in [("a", 100), ("b", 200), ("c", 300)] as [(String, Int64)] {
      try fixture.add(name) { $0.expires = Timestamp(seconds: time) }
    }
    try fixture.add("d")
    let updates = fixture.server.state.withLock { $0.updates }
    let removed = try fixture.store.open().removeExpired(at: Timestamp(seconds: 200))
    #expect(removed.map(\.profile.name.description) == ["a", "b"])
    #expect(fixture.server.state.withLock { $0.updates } == updates + 1)
    #expect(fixture.names == ["c.conf", "d.conf", "profiles.conf"])
    #expect(try fixture.store.open().removeExpired(at: Timestamp(seconds: 200)).isEmpty)
    let c = try ProfileName("c")
    _ = try fixture.store.open().expire(c, at: nil)
    #expect(try fixture.store.open().removeExpired(at: Timestamp(seconds: 9_999)).isEmpty)
    #expect(try fixture.store.profile(c).expires == nil)
    let far = Timestamp(seconds: 300_000_000_000)
    #expect(code { _ = try fixture.store.open().expire(c, at: far) } == .invalidArgument)
  }

  @Test func `several clients are added at once, all or none`() throws {
    let fixture = try StoreFixture(networks: ["10.8.0.0/29"], addresses: ["10.8.0.1/29"])
    let names = try (1...5).map { NewProfile(try ProfileName("c\($0)")) }
    #expect(try fixture.store.open().add(names, adopting: false).count == 5)
    let before = try fixture.everything()
    let more = try (6...7).map { NewProfile(try ProfileName("c\($0)")) }
    #expect(code { _ = try fixture.store.open().add(more, adopting: false) } == .outOfAddresses)
    let twice = try ["x", "X"].map { NewProfile(try ProfileName($0)) }
    #expect(code { _ = try fixture.store.open().add(twice, adopting: false) } == .alreadyExists)
    #expect(try fixture.everything() == before)
    #expect(try fixture.disagreements() == [])
  }

  @Test func `a peer that is there becomes a client, and keeps its section`() throws {
    let key = try PrivateKey.generate()
    let shared = try PresharedKey.generate()
    let fixture = try StoreFixture(
      more: """

        # Her telephone.
        [Peer]
        PublicKey = \(key.publicKey)
        PresharedKey = \(shared.exposedBase64().text)
        AllowedIPs = 10.8.0.9/32, 192.168.7.0/24

        """)
    let text = try fixture.text(fixture.configFile)
    var wanted = NewProfile(try ProfileName("anna"), keys: .privateKey(key))
    #expect(code { _ = try fixture.store.open().add([wanted], adopting: false) } == .alreadyExists)
    let profile = try fixture.store.open().add([wanted], adopting: true)[0]
    #expect(profile.addresses == (try prefixes("10.8.0.9/32")))
    #expect(profile.networks == (try prefixes("192.168.7.0/24")))
    #expect(try fixture.text(fixture.configFile) == text)
    let client = try fixture.client("anna")
    #expect(client.peers[0].sharedKey?.isEqual(to: shared) == true)
    #expect(try fixture.disagreements() == [])
    wanted = NewProfile(try ProfileName("bob"), keys: .publicKey(key.publicKey))
    #expect(code { _ = try fixture.store.open().add([wanted], adopting: true) } == .alreadyExists)
  }

  @Test func `a store of files alone leaves the device alone`() throws {
    let fixture = try StoreFixture(isLive: false)
    try fixture.add("anna")
    #expect(fixture.server.keys.isEmpty)
    #expect(fixture.names == ["anna.conf", "profiles.conf"])
  }

  @Test func `a folder has one store, and one that has none is not taken for an empty one`() throws
  {
    let fixture = try StoreFixture()
    let settings = try fixture.store.open().server
    #expect(code { try fixture.store.create(settings) } == .alreadyExists)
    #expect(code { _ = try StoreCore(fixture.path, fixture.server).open() } == .notFound)
    #expect(code { _ = try StoreCore(fixture.path + "/x", fixture.server).open() } == .notFound)
  }

  @Test func `settings that make no sense make no store`() throws {
    let fixture = try StoreFixture()
    let good = try fixture.store.open().server
    let other = StoreCore(fixture.path + "/other", fixture.server)
    let changes: [(inout ServerSettings) -> Void] = [
      { $0.configFile = "wg0.conf" }, { $0.configFile = "/no\nsuch" }, { $0.template = "none" },
      { $0.networks = [] }, { $0.networks += $0.networks }, { $0.configFile = "/nowhere/wg0.conf" },
      { $0.searchDomains = ["a b"] },
    ]
    for change in changes {
      var settings = good
      change(&settings)
      #expect(code { try other.create(settings) } != nil)
    }
    #expect(code { _ = try other.open() } == .notFound)
  }
}
