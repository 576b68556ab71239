import Foundation
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

struct ImportLinuxserverTests {
  private let server: Somebody
  private let folder: ImportFolder

  init() throws {
    server = try Somebody()
    folder = try ImportFolder()
    try folder.put(server.secret + "\n", "server/privatekey-server")
    try folder.put(server.known + "\n", "server/publickey-server")
    try folder.put("[Interface]\nAddress = ${INTERFACE}.1\n", "templates/server.conf")
  }

  private func put(_ person: Somebody, _ name: String, _ address: String, file: String? = nil)
    throws
  {
    try folder.put(person.secret + "\n", "\(name)/privatekey-\(name)")
    try folder.put(person.known + "\n", "\(name)/publickey-\(name)")
    try folder.put(person.shared + "\n", "\(name)/presharedkey-\(name)")
    try folder.put(person.file(address, to: server), "\(name)/\(file ?? name + ".conf")")
  }

  @Test(arguments: ["wg_confs/wg0.conf", "wg0.conf"])
  func `the image's folder is read, numbered and named peers too`(place: String) throws {
    let people = try (0..<3).map { _ in try Somebody() }
    try put(people[0], "peer_laptop", "10.13.13.2")
    try put(people[1], "peer1", "10.13.13.3")
    try put(people[2], "phone", "10.13.13.4/32", file: "peer.conf")
    try folder.put(
      server.serverFile + people[0].section("peer_laptop", "10.13.13.2/32,192.168.7.0/24")
        + people[1].section("peer1", "10.13.13.3/32")
        + people[2].section("phone", "10.13.13.4/32"), place)
    let found = try folder.read(.linuxserver)
    #expect(found.rejected.map { "\($0.source) \($0.reason)" } == [])
    #expect(found.names == ["laptop", "peer1", "phone"])
    #expect(found.server?.privateKey?.isEqual(to: server.privateKey) == true)
    #expect(found.clients[0].networks == [try IPPrefix("192.168.7.0/24")])
    #expect(found.clients.map { $0.publicKey } == people.map { $0.publicKey })
  }

  @Test func `a folder whose files belong to different keys is rejected`() throws {
    let (anna, ben) = (try Somebody(), try Somebody())
    try put(anna, "peer_anna", "10.13.13.2")
    try folder.put(ben.known, "peer_anna/publickey-peer_anna")
    try put(ben, "peer_ben", "10.13.13.3")
    try folder.put(anna.file("10.13.13.3", to: server), "peer_ben/peer_ben.conf")
    try put(ben, "peer_carol", "10.13.13.4")
    try folder.put("no key", "peer_carol/privatekey-peer_carol")
    let found = try folder.read(.linuxserver)
    #expect(found.names == [])
    #expect(found.reason("'peer_anna'").contains("not the one of its private key"))
    #expect(found.reason("'peer_ben'").contains("two different private keys"))
    #expect(
      found.reason("'peer_carol'").hasPrefix("'privatekey-peer_carol': this is no private key"))
  }

  @Test func `a client that keeps its private key to itself has its public key alone`() throws {
    let anna = try Somebody()
    try folder.put(anna.known, "peer_anna/publickey-peer_anna")
    try folder.put(server.serverFile + anna.section("peer_anna", "10.13.13.2/32"), "wg0.conf")
    let found = try folder.read(.linuxserver)
    #expect(found.names == ["anna"])
    #expect(found.clients[0].privateKey == nil)
    #expect(found.clients[0].addresses == [try IPPrefix("10.13.13.2/32")])
  }

  @Test func `a peer whose folder is gone is one of the server's file alone`() throws {
    let anna = try Somebody()
    try folder.put(server.serverFile + anna.section("peer_anna", "10.13.13.2/32"), "wg0.conf")
    #expect(try folder.read(.linuxserver).names == ["anna"])
  }

  @Test func `reserved words and paths are no names`() throws {
    for (index, name) in ["peer_server", "peer_templates", "peer_a b", "..b", "peer_"].enumerated()
    {
      try put(try Somebody(), name, "10.13.13.\(index + 2)")
    }
    let found = try folder.read(.linuxserver)
    #expect(found.names == ["peer_"])
    #expect(found.rejected.count == 4)
    #expect(found.rejected.allSatisfy { $0.reason.code == .invalidName })
  }

  @Test func `a client's file with two peers is rejected`() throws {
    let anna = try Somebody()
    try put(anna, "peer_anna", "10.13.13.2")
    try folder.put(
      anna.file("10.13.13.2", to: server) + (try Somebody().section(nil, "10.1.0.0/16")),
      "peer_anna/peer_anna.conf")
    let found = try folder.read(.linuxserver)
    #expect(found.names == [] && found.reason("'peer_anna'").contains("2 [Peer] sections"))
  }

  @Test func `a file of the server with a peer twice is an error`() throws {
    let anna = try Somebody()
    let section = anna.section("anna", "10.13.13.2/32")
    try folder.put(server.serverFile + section + section, "wg0.conf")
    let error = #expect(throws: WGError.self) { try folder.read(.linuxserver) }
    #expect(error?.message.contains("more than once") == true)
  }

  @Test func `two keys of the server are an error`() throws {
    try folder.put(try Somebody().serverFile, "wg0.conf")
    let error = #expect(throws: WGError.self) { try folder.read(.linuxserver) }
    #expect(error?.message.contains("two keys of the server") == true)
  }
}
