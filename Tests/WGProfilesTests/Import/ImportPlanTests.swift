import Foundation
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

/// Imported clients and a store that there is.
@Suite struct ImportPlanTests {
  private let fixture: StoreFixture
  private let store: ProfileStore
  private let folder: ImportFolder
  private let other: Somebody

  init() throws {
    other = try Somebody()
    fixture = try StoreFixture(
      more: "\n[Peer]\n# other\nPublicKey = \(other.known)\n"
        + "AllowedIPs = 10.8.0.50/32, 10.50.0.0/16\n",
      isLive: false)
    store = try ProfileStore(fixture.folder, device: .filesOnly)
    folder = try ImportFolder()
  }

  private func put(
    _ name: String, _ addresses: String, _ person: Somebody, allowedIPs: String = "0.0.0.0/0, ::/0",
    server: String? = nil
  ) throws {
    try folder.put(
      """
      [Interface]
      Address = \(addresses)
      PrivateKey = \(person.secret)
      [Peer]
      PublicKey = \(server ?? fixture.key.publicKey.base64)
      PresharedKey = \(person.shared)
      Endpoint = vpn.example.org:51820
      AllowedIPs = \(allowedIPs)

      """, "\(name).conf")
  }

  @Test func `clients are taken over as they are, and what all have is no client's own`() throws {
    let (anna, ben) = (try Somebody(), try Somebody())
    try put("anna", "10.8.0.7/24, fd00:8::7/64", anna)
    try put("ben", "10.8.0.9", ben, allowedIPs: "10.8.0.0/24")
    let found = try folder.read(.folder)
    let before = try fixture.text(fixture.configFile)
    let plan = try store.plan(importing: found)
    #expect(plan.rejected.map { $0.reason.message } == [])
    #expect(plan.profiles.map { $0.name.description } == ["anna", "ben"])
    #expect(plan.profiles.map { $0.allowedIPs } == [[], try prefixes("10.8.0.0/24")])
    #expect(try fixture.text(fixture.configFile) == before)
    try store.add(importing: found)
    let list = try store.profiles()
    #expect(list.count == 2 && list[anna.publicKey]?.hasPrivateKey == true)
    #expect(
      list[anna.publicKey]?.addresses == (try prefixes("10.8.0.7/32", "fd00:8::7/128")))
    #expect(try list[ProfileName("anna")] != nil)
    #expect(try list[ProfileName("ANNA")] == nil)
    let config = try Config(parsing: fixture.text(fixture.configFile), as: .wgQuick)
    let section = config.peers.first { $0.publicKey == anna.publicKey }
    #expect(section?.sharedKey?.isEqual(to: anna.presharedKey) == true)
  }

  @Test func `what somebody has already is not taken over, and nothing is changed`() throws {
    let present = try fixture.add("present") { $0.networks = try prefixes("192.168.7.0/24") }
    let people = try (0..<7).map { _ in try Somebody() }
    try put("PRESENT", "10.8.0.20", people[0])
    try put("address", present.addresses[0].address.description, people[1])
    try put("server", "10.8.0.21", people[2])
    try put("gateway", "10.8.0.1", people[3])
    try put("peer", "10.8.0.50", people[4])
    try put("stranger", "10.9.0.7", people[5])
    try put("good", "10.8.0.22", people[6])
    let before = try fixture.text(fixture.configFile)
    let found = try folder.read(.folder)
    let plan = try store.plan(importing: found)
    #expect(plan.profiles.map { $0.name.description } == ["good"])
    func reason(_ name: String) -> String {
      plan.rejected.first { $0.source == "'\(name).conf'" }?.reason.message ?? ""
    }
    #expect(reason("PRESENT").contains("a client present"))
    #expect(reason("address").contains("which the client present has"))
    #expect(reason("gateway").contains("which the server has"))
    #expect(reason("peer").contains("which the peer \(other.known) has"))
    #expect(reason("stranger").contains("in none of the server's networks"))
    #expect(code { try store.add(importing: found) } == .invalidConfiguration)
    #expect(try fixture.text(fixture.configFile) == before)
    let done = try store.add(importing: found, skippingRejected: true)
    #expect(done.profiles.count == 1 && done.rejected.count == 6)
    #expect(try store.profiles().count == 2)
  }

  @Test func `an overlap is found behind networks that lie in each other, but not one's own`()
    throws
  {
    let (anna, ben) = (try Somebody(), try Somebody())
    let sections = [
      "\(other.known)\nAllowedIPs = 172.16.0.0/12, 172.16.5.7/32, 172.16.9.0/24",
      "\(anna.known)\nAllowedIPs = 10.8.0.60/32, 192.168.7.0/24",
    ].map { "\n[Peer]\nPublicKey = \($0)\n" }.joined()
    let text = try fixture.text(fixture.configFile)
    try fixture.put(
      text + sections.replacing("\(other.known)", with: ben.known), fixture.configFile)
    let importing = try ImportFolder()
    func rejected(_ person: Somebody, _ allowedIPs: String) throws -> String? {
      try importing.put(
        "[Interface]\nListenPort = 1\n\n[Peer]\n# carl\nPublicKey = \(person.known)\n"
          + "AllowedIPs = \(allowedIPs)\n", "wg0.conf")
      let plan = try store.plan(importing: importing.read(.folder))
      #expect(plan.profiles.count + plan.rejected.count == 1)
      return plan.rejected.first?.reason.message
    }
    let carl = try Somebody()
    for (network, owned) in [
      ("172.16.0.0/24", "172.16.0.0/12"), ("172.16.8.0/24", "172.16.0.0/12"),
      ("172.31.255.254/31", "172.16.0.0/12"), ("172.0.0.0/8", "172.16.0.0/12"),
      ("192.168.0.0/16", "192.168.7.0/24"), ("192.168.7.254/31", "192.168.7.0/24"),
    ] {
      let message = try rejected(carl, "10.8.0.40/32, \(network)")
      #expect(message?.contains("overlaps \(owned)") == true, "\(network): \(message ?? "taken")")
    }
    for network in ["172.32.0.0/24", "172.15.0.0/16", "192.168.6.0/24", "192.168.8.0/24", "::/96"] {
      #expect(try rejected(carl, "10.8.0.40/32, \(network)") == nil, "\(network)")
    }
    // What the server's file has of the client itself is no overlap; that of somebody around it is.
    #expect(try rejected(anna, "10.8.0.60/32, 192.168.7.0/24") == nil)
    #expect(try rejected(ben, "10.8.0.41/32, 172.16.9.0/24") == nil)
    #expect(try rejected(anna, "10.8.0.60/32, 172.16.5.8/30") != nil)
  }

  @Test func `the key of a client, and networks behind it, are not taken over twice`() throws {
    let anna = try Somebody()
    try fixture.add("present") {
      $0.keys = .publicKey(anna.publicKey)
      $0.networks = try prefixes("192.168.7.0/24")
    }
    try put("again", "10.8.0.30", anna)
    #expect(
      try store.plan(importing: folder.read(.folder)).rejected[0].reason.message
        .contains("that of the client present"))
    let other = try ImportFolder()
    let (server, ben) = (try Somebody(), try Somebody())
    // Without the server's key: whose clients they are is not said.
    try other.put(
      "[Interface]\nListenPort = 1\n\n[Peer]\n# ben\nPublicKey = \(ben.known)\n"
        + "AllowedIPs = 10.8.0.31/32, 192.168.7.128/25\n", "wg0.conf")
    let plan = try store.plan(importing: other.read(.folder))
    #expect(plan.rejected[0].reason.message.contains("192.168.7.128/25 overlaps 192.168.7.0/24"))
    try other.put(
      server.serverFile + "\n[Peer]\n# ben\nPublicKey = \(ben.known)\nAllowedIPs = 10.8.0.31/32\n",
      "wg0.conf")
    let error = #expect(throws: WGError.self) {
      try store.plan(importing: other.read(.folder))
    }
    #expect(error?.message.contains("could connect") == true)
  }
}
