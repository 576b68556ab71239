import Synchronization
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

@Suite struct ReaddressTests {
  private func change(
    _ addresses: [String]? = nil, networks: [String]? = nil, allowedIPs: [String]? = nil
  ) throws -> AddressChange {
    AddressChange(
      addresses: try addresses?.map { try IPAddress($0) },
      networks: try networks?.map { try IPPrefix($0) },
      allowedIPs: try allowedIPs?.map { try IPPrefix($0) })
  }

  private func readdress(
    _ fixture: StoreFixture, _ name: String, _ change: AddressChange
  ) throws -> Profile { try fixture.store.open().readdress(ProfileName(name), change) }

  @Test func `a client moves in files and device, and nobody else`()
    throws
  {
    let fixture = try StoreFixture()
    let anna = try fixture.add("anna")
    try fixture.add("ben")
    fixture.server.count(anna.publicKey, received: 7, sent: 9)
    let touched = fixture.server.touched.count
    let moved = try readdress(
      fixture, "anna",
      change(
        ["10.8.0.77", "fd00:8::77"], networks: ["192.168.7.9/24"], allowedIPs: ["10.8.0.0/24"]))
    let wanted = try prefixes("10.8.0.77/32", "fd00:8::77/128", "192.168.7.0/24")
    #expect(moved.serverAllowedIPs == wanted)
    #expect(try fixture.store.profile(ProfileName("anna")).serverAllowedIPs == wanted)
    #expect(fixture.server.allowedIPs(anna.publicKey) == wanted)
    #expect(fixture.server.touched.dropFirst(touched) == [anna.publicKey])
    let client = try fixture.client("anna")
    #expect(client.interface.addresses == Array(wanted.prefix(2)))
    #expect(client.peers[0].allowedIPs == (try prefixes("10.8.0.0/24")))
    #expect(try fixture.disagreements() == [])
    let gone = try fixture.store.open().revoke(anna.publicKey)
    #expect(gone.lastCounters?.receivedBytes == 7 && gone.lastCounters?.sentBytes == 9)
  }

  @Test func `what is not named stays, and a client may keep its own address`() throws {
    let fixture = try StoreFixture()
    let anna = try fixture.add("anna") { $0.networks = try prefixes("192.168.7.0/24") }
    let own = anna.addresses.map { $0.address.description }
    #expect(try readdress(fixture, "anna", change(own)).serverAllowedIPs == anna.serverAllowedIPs)
    let moved = try readdress(fixture, "anna", change(networks: ["192.168.7.0/25"]))
    #expect(moved.addresses == anna.addresses)
    #expect(moved.networks == (try prefixes("192.168.7.0/25")))
    #expect(try readdress(fixture, "anna", change(networks: [])).networks == [])
    #expect(try fixture.disagreements() == [])
  }

  @Test func `what somebody else has is refused, and nothing changes`() throws {
    let fixture = try StoreFixture()
    try fixture.add("anna")
    let ben = try fixture.add("ben") { $0.networks = try prefixes("192.168.7.0/24") }
    let before = try fixture.everything()
    let taken = ben.addresses[0].address.description
    for (wanted, expected) in [
      (try change([]), WGError.Code.invalidArgument), (try change([taken]), .alreadyExists),
      (try change(["10.8.0.1"]), .alreadyExists),
      (try change(["10.8.0.9", "10.8.0.9"]), .alreadyExists),
      (try change(networks: ["10.8.0.0/25"]), .wouldMove),
      (try change(networks: ["10.8.0.128/25"]), .wouldMove),
      (try change(networks: ["192.168.0.0/16"]), .wouldMove),
      (try change(networks: ["192.168.7.128/25"]), .wouldMove),
    ] {
      #expect(code { _ = try readdress(fixture, "anna", wanted) } == expected, "\(wanted)")
      #expect(try fixture.everything() == before)
    }
    #expect(code { _ = try readdress(fixture, "carol", change()) } == .notFound)
  }

  @Test func `a disabled client moves in the files, and the device hears nothing of it`() throws {
    let fixture = try StoreFixture()
    let anna = try fixture.add("anna")
    _ = try fixture.store.open().disable(anna.name)
    let updates = fixture.server.state.withLock { $0.updates }
    let moved = try readdress(fixture, "anna", change(["10.8.0.77"]))
    #expect(!moved.isEnabled && fixture.server.allowedIPs(anna.publicKey) == nil)
    #expect(fixture.server.state.withLock { $0.updates } == updates)
    let config = try Config(parsing: fixture.text(fixture.configFile), as: .wgQuick)
    #expect(config.peers.isEmpty)
    _ = try fixture.store.open().enable(anna.name)
    #expect(fixture.server.allowedIPs(anna.publicKey) == (try prefixes("10.8.0.77/32")))
    #expect(try fixture.disagreements() == [])
  }

  @Test func `a device that refuses leaves everything as it was`() throws {
    let fixture = try StoreFixture()
    try fixture.add("anna")
    let before = try fixture.everything()
    for done in [false, true] {
      fixture.server.fail(.permissionDenied, 1, done: done)
      #expect(
        code { _ = try readdress(fixture, "anna", change(["10.8.0.77"])) } == .permissionDenied)
      fixture.server.state.withLock { $0.failures = nil }
      #expect(try fixture.everything() == before)
    }
  }
}
