import ConfigTesting
import Testing
import WGConfig
import WGModel

@Suite struct `A configuration as text` {
  private func everything() throws -> Config {
    var config = Config()
    config.interface.privateKey = .set(
      try PrivateKey(base64: "GAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHB0c="))
    config.interface.listenPort = 51820
    config.interface.firewallMark = 0xca6c
    config.interface.addresses = [try IPPrefix("10.0.0.1/24"), try IPPrefix("fd00::1/64")]
    config.interface.dnsServers = [try IPAddress("1.1.1.1")]
    config.interface.searchDomains = ["example.org"]
    config.interface.mtu = 1420
    config.interface.table = .named("main")
    config.interface.savesConfig = false
    config.interface.hooks = [Config.Hook(.postUp, "echo %i"), Config.Hook(.preDown, "echo a")]
    var peer = Config.Peer(
      publicKey: try PublicKey(base64: "oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE="))
    peer.name = "alice"
    peer.presharedKey = .set(
      try PresharedKey(base64: "XFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFw="))
    peer.allowedIPs = [try IPPrefix("10.0.0.2/32"), try IPPrefix("::/0")]
    peer.endpoint = try EndpointText("2001:db8::1:051820")
    peer.persistentKeepalive = 25
    var other = Config.Peer(
      publicKey: try PublicKey(base64: "srKysrKysrKysrKysrKysrKysrKysrKysrKysrKysrI="))
    other.presharedKey = .clear
    other.allowedIPs = [try IPPrefix("10.0.0.3/32")]
    config.peers = [peer, other]
    return config
  }

  private func text(_ document: Document) -> String {
    String(decoding: document.bytes, as: UTF8.self)
  }

  @Test func `every key stands in the order of showconf, those of wg-quick in front`() throws {
    #expect(
      text(try Document(try everything(), as: .wgQuick)) == """
        [Interface]
        Address = 10.0.0.1/24
        Address = fd00::1/64
        DNS = 1.1.1.1
        DNS = example.org
        MTU = 1420
        Table = main
        SaveConfig = false
        PostUp = echo %i
        PreDown = echo a
        ListenPort = 51820
        FwMark = 0xca6c
        PrivateKey = GAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHB0c=

        [Peer]
        # friendly_name = alice
        PublicKey = oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE=
        PresharedKey = XFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFw=
        AllowedIPs = 10.0.0.2/32, ::/0
        Endpoint = 2001:db8::1:051820
        PersistentKeepalive = 25

        [Peer]
        PublicKey = srKysrKysrKysrKysrKysrKysrKysrKysrKysrKysrI=
        PresharedKey = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        AllowedIPs = 10.0.0.3/32

        """)
  }

  @Test func `what is written is what is read`() throws {
    let config = try everything()
    let read = try Config(try Document(config, as: .wgQuick))
    #expect(read.setText == config.setText)
    #expect(read.peers.map(\.name) == ["alice", nil])
    let plain = try Config(parsing: try Document(config, as: .wg).bytes, as: .wg)
    #expect(plain.interface.addresses.isEmpty && plain.interface.hooks.isEmpty)
    #expect(plain.peers.count == 2)
  }

  @Test(arguments: [Target.android, .apple]) func `phones get what they take`(target: Target) throws
  {
    var config = try everything()
    var again = Config.Peer(publicKey: config.peers[0].publicKey)
    again.allowedIPs = [try IPPrefix("10.0.0.7/32")]
    config.peers.append(again)
    #expect(
      text(try Document(config, for: target)) == """
        [Interface]
        Address = 10.0.0.1/24
        Address = fd00::1/64
        DNS = 1.1.1.1
        DNS = example.org
        MTU = 1420
        ListenPort = 51820
        PrivateKey = GAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHB0c=

        [Peer]
        # friendly_name = alice
        PublicKey = oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE=
        PresharedKey = XFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFw=
        AllowedIPs = 10.0.0.7/32
        Endpoint = [2001:db8::1]:51820
        PersistentKeepalive = 25

        [Peer]
        PublicKey = srKysrKysrKysrKysrKysrKysrKysrKysrKysrKysrI=
        AllowedIPs = 10.0.0.3/32

        """)
    config.peers[1].replacesAllowedIPs = false
    #expect(throws: WGError.self) { try Document(config, for: target) }
  }

  @Test func `what a target takes is what it is given`() throws {
    for target in Target.allCases {
      let document = try Document(try everything(), for: target)
      #expect(document.entries.allSatisfy { target.accepts($0.key) })
    }
    #expect(Target.apple.rejectsRepeated(.mtu) && !Target.apple.rejectsRepeated(.dns))
    #expect(!Target.android.rejectsRepeated(.mtu))
  }

  @Test(arguments: ["a\nPostUp = x", "a#b", "", " a", "a ", "a\u{2028}b", "a\rb"])
  func `text that is more than its line is refused`(text: String) throws {
    var hooked = Config()
    hooked.interface.hooks = [Config.Hook(.postUp, text)]
    // A hook without a command is none.
    if !text.isEmpty { #expect(throws: WGError.self) { try Document(hooked, as: .wgQuick) } }
    var searching = Config()
    searching.interface.searchDomains = [text]
    #expect(throws: WGError.self) { try Document(searching, as: .wgQuick) }
    var tabled = Config()
    tabled.interface.table = .named(text)
    #expect(throws: WGError.self) { try Document(tabled, as: .wgQuick) }
    var named = try everything()
    named.peers[0].name = text
    #expect(throws: WGError.self) { try Document(named, as: .wg) }
  }

  @Test func `a table is not named like what is no table`() throws {
    var config = Config()
    for name in ["auto", "off"] {
      config.interface.table = .named(name)
      #expect(throws: WGError.self) { try Document(config, as: .wgQuick) }
    }
  }

  @Test func `signs are written as they were read`() throws {
    let text =
      "[Peer]\nPublicKey = oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE=\n"
      + "AllowedIPs = +10.0.0.1/32, -10.0.0.2/32, +10.0.0.2/32, -::/0\n"
    let config = try Config(parsing: text, as: .wg)
    #expect(config.peers[0].removedAllowedIPs.map(\.description) == ["::/0"])
    let read = try Config(try Document(config, as: .wg))
    #expect(read.setText == config.setText)
  }

  @Test func `file names are cut and never taken twice`() {
    #expect(FileName.slug("Alice's laptop") == "Alice-s-laptop")
    #expect(FileName.slug("Alice's laptop", taken: ["alice-S-laptop"]) == "Alice-s-lapto-2")
    #expect(FileName.slug("-..--x") == "x")
    #expect(FileName.slug("") == "wg")
    #expect(FileName.slug("Zo\u{eb}") == "Zo")
    #expect(FileName.slug("../../etc/passwd") == "etc-passwd")
    var taken: [String] = []
    for _ in 0..<120 { taken.append(FileName.slug("a very long name indeed", taken: taken)) }
    #expect(Set(taken.map { $0.lowercased() }).count == 120)
    #expect(taken.allSatisfy { 1...15 ~= $0.utf8.count })
  }

  @Test func `a file's name is the interface's`() throws {
    #expect(try FileName.interface(ofFile: "/etc/wireguard/wg0.conf").description == "wg0")
    #expect(try FileName.interface(ofFile: "a_=+.-9.conf").description == "a_=+.-9")
    for name in [
      ".conf", "..conf", "...conf", "-x.conf", "wg0", "wg0.CONF", "a b.conf", "a/.conf", "",
      "abcdefghijklmnop.conf", "a:b.conf",
    ] {
      #expect(throws: WGError.self, "\(name)") { try FileName.interface(ofFile: name) }
    }
  }
}
