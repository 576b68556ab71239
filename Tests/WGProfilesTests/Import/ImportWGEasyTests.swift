import Foundation
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

struct ImportWGEasyTests {
  private let server: Somebody
  private let folder: ImportFolder

  init() throws {
    server = try Somebody()
    folder = try ImportFolder()
  }

  private func client(_ person: Somebody, _ name: String, _ address: String, _ more: String = "")
    -> String
  {
    """
    "\(UUID().uuidString.lowercased())": {
      "name": "\(name)", "address": "\(address)", "privateKey": "\(person.secret)",
      "publicKey": "\(person.known)", "preSharedKey": "\(person.shared)",
      "createdAt": "2024-05-01T12:34:56.789Z", "updatedAt": "2024-05-02T00:00:00.000Z"\(more)
    }
    """
  }

  private func read(_ clients: String...) throws -> ImportedProfiles {
    try folder.put(
      """
      {
        "server": {
          "privateKey": "\(server.secret)", "publicKey": "\(server.known)", "address": "10.8.0.1"
        },
        "clients": {\(clients.joined(separator: ","))}
      }
      """, "wg0.json")
    return try folder.read(.wgEasy)
  }

  @Test func `wg0-json of every version is read`() throws {
    let people = try (0..<4).map { _ in try Somebody() }
    let found = try read(
      client(people[0], "anna", "10.8.0.2", #", "enabled": true"#),
      client(people[1], "ben", "10.8.0.3", #", "enabled": false, "id": "x", "allowedIPs": null"#),
      client(
        people[2], "carol", "10.8.0.4",
        #", "enabled": true, "expiredAt": "2030-12-31T23:59:59.000Z", "oneTimeLink": null"#),
      client(people[3], #"da\u0076id"#, "10.8.0.5", #", "enabled": true, "expiredAt": null"#))
    #expect(found.rejected.map { $0.reason.message } == [])
    #expect(found.names == ["anna", "ben", "carol", "david"])
    #expect(found.clients.map { $0.isEnabled } == [true, false, true, true])
    #expect(found.clients[0].addresses == [try IPPrefix("10.8.0.2/32")])
    #expect(found.clients[0].privateKey?.isEqual(to: people[0].privateKey) == true)
    #expect(found.clients[0].presharedKey?.isEqual(to: people[0].presharedKey) == true)
    #expect(found.clients[0].created?.seconds == 1_714_566_896)
    #expect(found.clients[0].allowedIPs == nil)
    #expect(found.clients[2].expires?.seconds == 1_924_991_999)
    #expect(found.clients[3].expires == nil)
    #expect(found.server?.publicKey == server.publicKey)
    #expect(found.server?.addresses == [try IPPrefix("10.8.0.1/32")])
  }

  @Test(arguments: [
    ("Anna's phone", "10.8.0.2", "", "'Anna\\'s phone' is no name"),
    ("../../etc/passwd", "10.8.0.2", "", "is no name of a client"),
    ("anna", "10.8.0.2/24", "", "address: "), ("anna", "10.8.0.256", "", "address: "),
    ("anna", "", "", "it has no address"),
    ("anna", "10.8.0.2", #", "expiredAt": "never""#, "expiredAt: "),
    ("anna", "10.8.0.2", #", "expiredAt": 1714566896"#, "expiredAt is no text"),
    ("anna", "10.8.0.2", #", "enabled": "yes""#, "enabled is neither true nor false"),
    ("anna; reboot", "10.8.0.2", "", "is no name of a client"),
    (#"anna\nPostUp = reboot"#, "10.8.0.2", "", "is no name of a client"),
  ])
  func `a client that is not as it must be is rejected, and the others are not`(
    name: String, address: String, more: String, reason: String
  ) throws {
    let found = try read(
      client(try Somebody(), name, address, more),
      client(try Somebody(), "good", "10.8.0.9", #", "enabled": true"#))
    #expect(found.names == ["good"])
    #expect(found.rejected.count == 1)
    #expect(found.rejected.first?.reason.message.contains(reason) == true)
  }

  @Test func `a public key that is another's is rejected`() throws {
    let (anna, ben) = (try Somebody(), try Somebody())
    let text = client(anna, "anna", "10.8.0.2").replacingOccurrences(
      of: anna.known, with: ben.known)
    let found = try read(text)
    #expect(found.reason("'anna'").contains("not the one of its private key"))
  }

  @Test(arguments: [
    "[]", "{}", "{\"server\":{}}", "{\"server\":{},\"clients\":[]}",
    "{\"server\":{},\"clients\":{},}",
    "{\"server\":{\"publicKey\":\"x\"},\"clients\":{}}", "", "null",
    "{\"server\":[],\"clients\":{}}", "{\"server\":\"10.8.0.1\",\"clients\":{}}",
  ])
  func `what is no such file is an error`(text: String) throws {
    try folder.put(text, "wg0.json")
    let error = #expect(throws: WGError.self) { try folder.read(.wgEasy) }
    #expect(error?.location != nil)
  }

  @Test func `no error says a key`() throws {
    let anna = try Somebody()
    let bad = anna.secret.dropLast(2) + "!="
    for (name, value) in [
      ("privateKey", "\(bad)"), ("preSharedKey", "\(bad)"), ("name", anna.secret),
    ] {
      let text = "\"x\": {\"\(name)\": \"\(value)\", \"address\": \"\(anna.secret)\"}"
      let found = try read(text)
      #expect(found.rejected.count == 1)
      for rejection in found.rejected {
        #expect(!rejection.reason.message.contains(value.prefix(20)))
        #expect(!rejection.reason.message.contains(anna.secret.prefix(20)))
        #expect(!rejection.source.contains(anna.secret.prefix(20)))
      }
    }
  }
}
