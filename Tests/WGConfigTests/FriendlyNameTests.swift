import Testing
import WGConfig
import WGModel

@Suite struct `Names of peers` {
  private let peer = "[Peer]\nPublicKey = oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE="

  private func name(_ text: String) throws -> String? {
    try Config(parsing: "[Interface]\n\n" + text, as: .wgQuick).peers.first?.name
  }

  @Test func `every form that other tools write is read`() throws {
    #expect(try name("# alice\n" + peer) == "alice")
    #expect(try name("#alice's laptop  \r\n" + peer) == "alice's laptop")
    #expect(try name("# Client: alice (6f2d-11)\n" + peer) == "alice")
    #expect(try name("# Client: alice (laptop) (7)\n" + peer) == "alice (laptop)")
    #expect(try name("# Client: alice\n" + peer) == "alice")
    #expect(
      try name("[Peer] # alice\nPublicKey = oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE=")
        == "alice")
    #expect(try name(peer + "\n# friendly_name = alice") == "alice")
    #expect(try name(peer + "\n# FRIENDLY_NAME=a = b") == "a = b")
    #expect(try name("# Name = alice\n" + peer) == "alice")
    #expect(
      try name("[Peer]\n# alice\nPublicKey = oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE=")
        == "alice")
    #expect(try name("# Zo\u{eb}\n" + peer) == "Zo\u{eb}")
  }

  @Test func `a tag goes before a plain comment, and the nearest before others`() throws {
    #expect(try name("# far\n# near\n" + peer) == "near")
    #expect(try name("# plain\n" + peer + "\n# friendly_name = tagged") == "tagged")
    let key = "PublicKey = oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE="
    #expect(try name("# above\n[Peer] # beside\n# below\n" + key) == "beside")
    #expect(try name("# above\n[Peer]\n# below\n" + key) == "above")
    #expect(try name("# above = 1\n[Peer]\n# below\n" + key) == "below")
  }

  @Test func `what is no name is none`() throws {
    #expect(try name(peer) == nil)
    #expect(try name("# alone\n\n" + peer) == nil)
    #expect(try name("#\n" + peer) == nil)
    #expect(
      try name("# PresharedKey = XFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFw=\n" + peer) == nil)
    #expect(try name("# " + String(repeating: "x", count: 129) + "\n" + peer) == nil)
    #expect(try name("# a\tb\n" + peer) == nil)
    #expect(try name(peer + "\nAllowedIPs = ::/0 # all\n# behind") == nil)
    #expect(try name("# friendly_name =\n" + peer) == nil)
  }

  @Test func `a comment belongs to the peer below it, not to the one above`() throws {
    let second = "[Peer]\nPublicKey = srKysrKysrKysrKysrKysrKysrKysrKysrKysrKysrI="
    let config = try Config(
      parsing: "# a\n" + peer + "\n# friendly_name = b\n" + second + "\n", as: .wg)
    #expect(config.peers.map(\.name) == ["a", "b"])
  }
}
