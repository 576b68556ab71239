import Foundation
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

// What a store must not do with files, peers and networks that are not its own.
@Suite struct StoreRefusalTests {
  @Test func `the server's file is no client's, adopting or not`() throws {
    for (layout, place) in [(ProfileLayout.plain, ""), (.linuxserver, "/wg0")] {
      let fixture = try StoreFixture()
      var settings = try fixture.store.open().server
      settings.layout = layout
      settings.configFile = fixture.path + place + "/wg0.conf"
      let text = try fixture.text(fixture.configFile)
      try FileManager.default.createDirectory(
        atPath: fixture.path + place, withIntermediateDirectories: true)
      try fixture.put(text, settings.configFile)
      let store = StoreCore(fixture.path, fixture.server)
      try store.create(settings)
      let wanted = NewProfile(
        try ProfileName("wg0"), keys: .publicKey(try PrivateKey.generate().publicKey))
      for adopting in [true, false] {
        #expect(
          code { _ = try store.open().add([wanted], adopting: adopting) } == .alreadyExists)
      }
      #expect(try store.open().list.isEmpty)
      #expect(try fixture.text(settings.configFile) == text)
    }
  }

  @Test func `a file that a client has already stays its own when it is adopted`() throws {
    let fixture = try StoreFixture()
    let key = try PrivateKey.generate()
    try fixture.put("[Interface]\n# hers\n", fixture.storeFile("anna.conf"))
    let anna = NewProfile(try ProfileName("anna"), keys: .publicKey(key.publicKey))
    _ = try fixture.store.open().add([anna], adopting: true)
    #expect(try fixture.text(fixture.storeFile("anna.conf")) == "[Interface]\n# hers\n")
  }

  @Test func `a failed adoption leaves the peer that the device alone had`() throws {
    let fixture = try StoreFixture()
    let key = PublicKey(bytes: InlineArray(repeating: 9))
    let there = PeerUpdate(publicKey: key, allowedIPs: try prefixes("10.8.0.77/32"))
    try fixture.server.apply(DeviceUpdate(peers: [there]), to: InterfaceName("wg0"))
    let before = try fixture.everything()
    let anna = NewProfile(
      try ProfileName("anna"), keys: .publicKey(key), addresses: [try IPAddress("10.8.0.77")])
    fixture.server.fail(.permissionDenied, 1)
    #expect(
      code { _ = try fixture.store.open().add([anna], adopting: true) } == .permissionDenied)
    #expect(try fixture.everything() == before)
  }

  @Test func `other networks and addresses of the server keep off what is behind peers`() throws {
    let key = PublicKey(bytes: InlineArray(repeating: 9))
    let fixture = try StoreFixture(
      more: "\n[Peer]\nPublicKey = \(key)\nAllowedIPs = 10.9.0.77/32, 172.16.5.0/24, ::/0\n")
    try fixture.add("anna") { $0.networks = try prefixes("192.168.5.0/24") }
    let before = try fixture.everything()
    for change in [
      ServerChange(networks: try prefixes("192.168.0.0/16", "fd00:8::/64")),
      ServerChange(networks: try prefixes("192.168.5.128/25", "fd00:8::/64")),
      ServerChange(networks: try prefixes("172.16.0.0/12", "fd00:8::/64")),
      ServerChange(serverAddresses: try prefixes("192.168.5.1/24", "fd00:8::1/64")),
      ServerChange(serverAddresses: try prefixes("10.9.0.77/24", "fd00:8::1/64")),
    ] {
      #expect(
        code { _ = try fixture.store.open().change(change) } == .wouldMove,
        "\(change.networks ?? []) \(change.serverAddresses ?? [])")
      #expect(try fixture.everything() == before)
    }
    // A single address of a peer is left out when clients get theirs.
    _ = try fixture.store.open().change(
      ServerChange(networks: try prefixes("10.9.0.0/24", "fd00:8::/64")))
    #expect(
      try fixture.store.open().list[0].addresses == prefixes("10.9.0.2/32", "fd00:8::2/128"))
  }

  @Test func `with files alone, too, a client is not enabled over somebody else`() throws {
    let fixture = try StoreFixture(isLive: false)
    let (anna, ben) = (try fixture.add("anna"), try fixture.add("ben"))
    _ = try fixture.store.open().disable(anna.name)
    let key = PublicKey(bytes: InlineArray(repeating: 9))
    let allowedIPs = "\(anna.addresses[0]), \(ben.addresses[0])"
    let text =
      try fixture.text(fixture.configFile)
      + "\n[Peer]\nPublicKey = \(key)\nAllowedIPs = \(allowedIPs)\n"
    try fixture.put(text, fixture.configFile)
    #expect(code { _ = try fixture.store.open().enable(anna.name) } == .wouldMove)
    #expect(try fixture.text(fixture.configFile) == text)
    // Nothing happens to one that may connect already.
    #expect(try fixture.store.open().enable(ben.name).isEnabled)
    #expect(try fixture.text(fixture.configFile) == text)
  }

  @Test func `a path with a blank at an end is refused: it would be read as another one`() throws {
    let fixture = try StoreFixture()
    let good = try fixture.store.open().server
    let before = try fixture.text(fixture.configFile)
    let template = fixture.path + "/t"
    for path in [fixture.configFile + " ", template + " ", " " + template] {
      try fixture.put(before, path.hasPrefix(" ") ? template : path)
    }
    let other = StoreCore(fixture.path + "/other", fixture.server)
    let changes: [(inout ServerSettings) -> Void] = [
      { $0.configFile += " " }, { $0.template = template + " " },
      { $0.template = " " + template },
    ]
    for change in changes {
      var settings = good
      change(&settings)
      #expect(code { try other.create(settings) } == .invalidArgument)
    }
    #expect(
      code { _ = try fixture.store.open().change(ServerChange(template: template + " ")) }
        == .invalidArgument)
    #expect(code { _ = try other.open() } == .notFound)
  }

  @Test func `a store is not made over another one, and the error says what to do`() throws {
    let fixture = try StoreFixture()
    let settings = try fixture.store.open().server
    let before = try fixture.everything()
    let error = #expect(throws: WGError.self) { try fixture.store.create(settings) }
    #expect(
      error?.message
        == "the folder '\(fixture.folder)' has a store already: open it, or name another folder")
    #expect(try fixture.everything() == before)
  }
}
