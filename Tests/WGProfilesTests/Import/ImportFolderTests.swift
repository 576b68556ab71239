import Foundation
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

struct ImportFolderTests {
  @Test func `a folder of clients' files without the server's is read`() throws {
    let (server, anna, ben) = (try Somebody(), try Somebody(), try Somebody())
    let folder = try ImportFolder()
    try folder.put(anna.file("10.13.13.2/24, fd00::2/64", to: server), "anna-phone.conf")
    try folder.put(ben.file("10.13.13.3/32", to: server), "ben.conf")
    try folder.put("no configuration", "notes.txt")
    let found = try folder.read(.folder)
    #expect(found.rejected.map { $0.source } == [])
    #expect(found.names == ["anna-phone", "ben"])
    let client = try #require(found.clients.first)
    #expect(client.publicKey == anna.publicKey)
    #expect(client.privateKey?.isEqual(to: anna.privateKey) == true)
    #expect(client.presharedKey?.isEqual(to: anna.presharedKey) == true)
    #expect(client.addresses == [try IPPrefix("10.13.13.2/32"), try IPPrefix("fd00::2/128")])
    #expect(client.allowedIPs == [try IPPrefix("0.0.0.0/0"), try IPPrefix("::/0")])
    #expect(client.endpoint?.text == "vpn.example.org:51820")
    #expect(client.isEnabled)
  }

  @Test func `with the server's file a client is what both say`() throws {
    let (server, anna, ben, carol) = (
      try Somebody(), try Somebody(), try Somebody(), try Somebody()
    )
    let folder = try ImportFolder()
    var document = try Document(
      parsing: server.serverFile
        + anna.section("friendly_name = Anna's", "10.13.13.2/32, 10.7.0.0/16")
        + ben.section("ben", "10.13.13.3/32") + carol.section("carol", "10.13.13.4/32"),
      as: .wgQuick)
    try document.disablePeer(ben.publicKey)
    try folder.put(String(decoding: document.bytes, as: UTF8.self), "wg0.conf")
    try folder.put(anna.file("10.13.13.2/24", to: server), "anna.conf")
    try folder.put(ben.file("10.13.13.3/24", to: server), "ben.conf")
    let found = try folder.read(.folder)
    #expect(found.rejected.map { $0.reason.message } == [])
    #expect(found.names == ["anna", "ben", "carol"])
    #expect(found.server?.publicKey == server.publicKey)
    #expect(found.server?.listenPort == 51820)
    #expect(found.clients[0].networks == [try IPPrefix("10.7.0.0/16")])
    #expect(found.clients.map { $0.isEnabled } == [true, false, true])
    #expect(found.clients[2].privateKey == nil)
    #expect(found.clients[2].presharedKey?.isEqual(to: carol.presharedKey) == true)
    #expect(found.clients[2].addresses == [try IPPrefix("10.13.13.4/32")])
  }

  @Test func `what the files disagree about is rejected with the reason`() throws {
    let (server, other) = (try Somebody(), try Somebody())
    let people = try (0..<7).map { _ in try Somebody() }
    let folder = try ImportFolder()
    try folder.put(
      server.serverFile + people[0].section("shared", "10.13.13.2/32")
        + people[1].section("address", "10.13.13.3/32")
        + people[2].section("stranger", "10.13.13.4/32")
        + people[3].section(nil, "10.13.13.5/32")
        + people[4].section("name with spaces", "10.13.13.6/32")
        + people[6].section("server", "10.13.13.7/32"), "wg0.conf")
    try folder.put(people[0].file("10.13.13.2/24", to: server, psk: other.shared), "shared.conf")
    try folder.put(people[1].file("10.13.13.33/24", to: server), "address.conf")
    try folder.put(people[2].file("10.13.13.4/24", to: other), "stranger.conf")
    try folder.put(people[5].file("10.13.13.8/24", to: server), "revoked.conf")
    try folder.put("[Interface]\nPrivatKey = x\n", "broken.conf")
    let found = try folder.read(.folder)
    #expect(found.names == [])
    #expect(found.reason("'shared.conf'").contains("two different preshared keys"))
    #expect(found.reason("'address.conf'").contains("10.13.13.33/32"))
    #expect(found.reason("'stranger.conf'").contains("another server"))
    #expect(found.reason("'revoked.conf'").contains("revoked"))
    #expect(found.reason("'broken.conf'").hasPrefix("'broken.conf':2:1:"))
    #expect(found.reason(people[3].known).contains("no name"))
    #expect(found.rejected.count == 8)
    for rejection in found.rejected {
      for person in people + [server, other] {
        #expect(!rejection.reason.message.contains(person.secret))
        #expect(!rejection.reason.message.contains(person.shared))
      }
    }
  }

  @Test func `of two with the same key, name or address neither is taken`() throws {
    let (server, anna, ben, carol) = (
      try Somebody(), try Somebody(), try Somebody(), try Somebody()
    )
    let folder = try ImportFolder()
    try folder.put(anna.file("10.13.13.2/24", to: server), "anna.conf")
    try folder.put(anna.file("10.13.13.3/24", to: server), "copy.conf")
    try folder.put(ben.file("10.13.13.4/24", to: server), "ben.conf")
    try folder.put(carol.file("10.13.13.5/24", to: server), "BEN.conf")
    let found = try folder.read(.folder)
    #expect(found.names == [])
    #expect(found.reason("'anna.conf'").contains("is also that of 'copy.conf'"))
    #expect(found.reason("'copy.conf'").contains("is also that of 'anna.conf'"))
    #expect(found.reason("'ben.conf'").contains("its name"))
    #expect(found.reason("'BEN.conf'").contains("its name"))

    let again = try ImportFolder()
    try again.put(
      server.serverFile + anna.section("anna", "10.13.13.9/32, 10.13.13.0/25")
        + ben.section("ben", "10.13.13.4/32") + carol.section("carol", "10.13.13.200/32"),
      "wg0.conf")
    let shared = try again.read(.folder)
    #expect(shared.names == ["carol"])
    #expect(shared.rejected.count == 2)
  }

  @Test func `two files that may be the server's are both rejected`() throws {
    let (server, anna) = (try Somebody(), try Somebody())
    let folder = try ImportFolder()
    try folder.put(server.serverFile, "wg0.conf")
    try folder.put(server.serverFile, "wg1.conf")
    try folder.put(anna.file("10.13.13.2/24", to: server), "anna.conf")
    let found = try folder.read(.folder)
    #expect(found.rejected.map { $0.source } == ["'wg0.conf'", "'wg1.conf'"])
    #expect(found.names == ["anna"])
  }

  @Test func `a link in the folder is not followed`() throws {
    let (server, anna) = (try Somebody(), try Somebody())
    let (folder, outside) = (try ImportFolder(), try ImportFolder())
    try outside.put(anna.file("10.13.13.2/24", to: server), "anna.conf")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/anna.conf", withDestinationPath: outside.path + "/anna.conf")
    let found = try folder.read(.folder)
    #expect(found.names == [] && found.rejected.isEmpty)
  }

  @Test func `a folder that is not there is an error and no empty list`() throws {
    let folder = try ImportFolder()
    for format in ImportedProfiles.Format.allCases {
      let error = #expect(throws: WGError.self) {
        try ImportedProfiles(reading: folder.path + "/none", as: format)
      }
      #expect(error?.code == .notFound)
    }
  }
}
