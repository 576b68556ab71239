import ConfigTesting
import Testing
import WGConfig
import WGModel

private let key = "oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE="

private func fault(_ text: [UInt8], _ dialect: Dialect = .wgQuick) -> WGError? {
  do throws(WGError) {
    _ = try Config(parsing: text, as: dialect)
    return nil
  } catch {
    return error
  }
}

private func fault(_ text: String, _ dialect: Dialect = .wgQuick) -> WGError? {
  fault(Array(text.utf8), dialect)
}

private func location(_ line: Int, _ column: Int) -> WGError.Location {
  WGError.Location(line: line, column: column)
}

@Suite struct `Faults of files` {
  @Test(arguments: [Dialect.wg, .wgQuick]) func `fault 58: NUL`(dialect: Dialect) {
    let error = fault("[Interface]\n# a\0\n", dialect)
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.location == location(2, 4))
    #expect(error?.message == "expected text, and this is a NUL byte")
  }

  @Test func `fault 59: CRLF is white space, and CR alone ends no line`() throws {
    let text = "[Interface]\r\nListenPort = 5\r\nPostUp = echo a\r\n"
    let document = try Document(parsing: text, as: .wgQuick)
    #expect(try Config(document).setText == ["listen_port=5", "postup=echo a"])
    #expect(document.bytes == Array(text.utf8))
    #expect(fault("[Interface]\rListenPort = 5\r")?.location == location(1, 13))
    let error = fault("[Interface]\nListenPort\r = 5\rFwMark = 1")
    #expect(error?.location == location(2, 15))
    #expect(
      fault("[Interface]\nFoo\r")?.message.contains("carriage return") == false)
    #expect(
      fault("[Interface]\nFoo\rBar = 5")?.message
        == "expected a newline: a carriage return alone ends no line")
  }

  @Test func `fault 60: a line of 10 MB`() throws {
    let spaces = String(repeating: " ", count: 10_000_000)
    let config = try Config(parsing: "[Interface]\nListenPort =\(spaces)5", as: .wg)
    #expect(config.interface.listenPort == 5)
    let list = String(repeating: "10.0.0.1/32,", count: 800_000) + "10.0.0.2"
    let peer = try Config(parsing: "[Peer]\nPublicKey = \(key)\nAllowedIPs = \(list)", as: .wg)
    #expect(peer.peers[0].allowedIPs.count == 800_001)
    let digits = String(repeating: "9", count: 10_000_000)
    let error = fault("[Interface]\nListenPort = \(digits)\n")
    #expect(error?.location == location(2, 14))
    #expect((error?.message.utf8.count ?? 1000) < 200)
    let letters = String(repeating: "x", count: 10_000_000)
    #expect((fault("[Interface]\n\(letters)\n")?.message.utf8.count ?? 1000) < 200)
    #expect(fault("[\(letters)]\n")?.location == location(1, 1))
  }

  @Test func `fault 61: what is not UTF-8 may stand in a comment alone`() throws {
    let latin = Array("[Interface]\n# caf".utf8) + [0xe9] + Array("\nListenPort = 5\n".utf8)
    #expect(try Config(parsing: latin, as: .wg).interface.listenPort == 5)
    #expect(try Document(parsing: latin, as: .wg).bytes == latin)
    let hook = Array("[Interface]\nPostUp = caf".utf8) + [0xe9]
    #expect(fault(hook)?.location == location(2, 10))
    // A name of a peer that is not UTF-8 is none.
    let named = Array("# caf".utf8) + [0xe9] + Array("\n[Peer]\nPublicKey = \(key)\n".utf8)
    #expect(try Config(parsing: named, as: .wg).peers[0].name == nil)
  }

  @Test func `fault 62: a byte order mark`() {
    for text in ["\u{feff}[Interface]\n", "\u{feff}# x\n", "\u{feff}ListenPort = 5"] {
      let error = fault(text)
      #expect(error?.location == location(1, 1))
      #expect(
        error?.message == "the file begins with a byte order mark: save it as UTF-8 without one")
    }
  }

  @Test(arguments: [
    ("[Interface]\nAddress = 10.0.0.1/24\n", false, true),
    ("[ Interface ]\nAddress = 10.0.0.1/24\n", false, false),
    ("[ Interface ]\nListenPort = 5\n", true, true),
    ("[Interface]\nA ddress = 10.0.0.1/24\n", false, false),
    ("[Interface]\nListen Port = 5\n", true, true),
    ("[Interface]\nDNS = 1.1.1.1,\n", false, true),
    ("[Interface]\nMTU =\n", false, true),
    ("[Interface]\nListenPort =\n", false, false),
    ("[Interface]\nPostUp = a # b\n", false, true),
    ("[Peer]\nPublicKey = \(key)\nPostUp = a\n", false, false),
  ])
  func `fault 63: differences between wg and wg-quick`(
    text: String, isOfWG: Bool, isOfWGQuick: Bool
  ) {
    #expect((fault(text, .wg) == nil) == isOfWG)
    #expect((fault(text, .wgQuick) == nil) == isOfWGQuick)
  }

  @Test func `fault 66: a newline in DNS, an endpoint or a name`() throws {
    var document = try Document(
      parsing: "[Interface]\nDNS = 1.1.1.1\n[Peer]\nPublicKey = \(key)\n", as: .wgQuick)
    let before = document.bytes
    let peer = try PublicKey(base64: key)
    for end in ["\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\0"] {
      let more = end + "PostUp = reboot"
      #expect(throws: WGError.self) { try document.set(.dns, to: "1.1.1.1" + more) }
      #expect(throws: WGError.self) {
        try document.set(.endpoint, to: "192.0.2.1:5" + more, ofPeer: peer)
      }
      #expect(throws: WGError.self) { try document.renamePeer(peer, to: "note" + more) }
      #expect(throws: WGError.self) { try EndpointText("192.0.2.1:5" + more) }
    }
    #expect(document.bytes == before)
  }

  @Test func `fault 67: a # that truncates an AllowedIPs value`() throws {
    let config = try Config(
      parsing: "[Peer]\nPublicKey = \(key)\nAllowedIPs = 10.0.0.0/2#4, ::/0\n", as: .wg)
    #expect(config.peers[0].allowedIPs.map(\.description) == ["10.0.0.0/2"])
    var document = try Document(parsing: "[Peer]\nPublicKey = \(key)\n", as: .wg)
    let peer = try PublicKey(base64: key)
    #expect(throws: WGError.self) {
      try document.set(.allowedIPs, to: "10.0.0.0/2#4", ofPeer: peer)
    }
  }

  @Test func `fault 71: a hook in an imported file is a value, and leaves with it`() throws {
    let text = "[Interface]\nPostUp = touch /tmp/owned; # x\nPreDown = $(reboot)\n"
    let document = try Document(parsing: text, as: .wgQuick)
    let config = try Config(document)
    #expect(
      config.interface.hooks == [
        Config.Hook(.postUp, "touch /tmp/owned; # x"), Config.Hook(.preDown, "$(reboot)"),
      ])
    #expect(Array(document.entries).filter(\.key.isHook).map(\.line) == [2, 3])
    #expect(fault(text, .wg)?.location == location(2, 1))
    for target in [Target.wg, .android, .apple] {
      let written = String(decoding: try Document(config, for: target).bytes, as: UTF8.self)
      #expect(!written.contains("PostUp") && !written.contains("reboot"))
    }
    #expect(try Config(try document.stripped()).interface.hooks.isEmpty)
  }

  @Test(arguments: [
    "$(reboot)", "`reboot`", "10.0.0.1/24;reboot", "10.0.0.1/24 && reboot", "*", "10.0.0.1/$X",
    "\"10.0.0.1/24\"", "10.0.0.1/24|x", "{1,2}", "~root",
  ])
  func `fault 72: shell text in an address field`(value: String) throws {
    #expect(fault("[Interface]\nAddress = \(value)\n")?.code == .invalidConfiguration)
    #expect(fault("[Interface]\nDNS = x\(value)\n")?.location == location(2, 7))
    #expect(fault("[Interface]\nTable = \(value)\n")?.location == location(2, 9))
    #expect(
      fault("[Peer]\nPublicKey = \(key)\nEndpoint = \(value):5\n")?.location == location(3, 12))
    var document = try Document(parsing: "", as: .wgQuick)
    #expect(throws: WGError.self) { try document.set(.address, to: value) }
    #expect(document.bytes.isEmpty)
  }

  @Test(arguments: ["5x", "5 x", "5;", "5,", "0x5", "5.0", "5e0", "5-", "5'", "\u{665}"])
  func `fault 73: a number followed by junk`(number: String) {
    #expect(fault("[Interface]\nListenPort = \(number)\n")?.location == location(2, 14))
    #expect(fault("[Interface]\nMTU = \(number)\n")?.location == location(2, 7))
    let peer = "[Peer]\nPublicKey = \(key)\n"
    #expect(fault(peer + "PersistentKeepalive = \(number)\n")?.location == location(3, 23))
    #expect(fault(peer + "AllowedIPs = 10.0.0.1/\(number)\n")?.code == .invalidConfiguration)
    #expect(fault(peer + "Endpoint = 192.0.2.1:\(number)\n")?.location == location(3, 12))
    if number != "0x5" {
      #expect(fault("[Interface]\nFwMark = \(number)\n")?.location == location(2, 10))
    }
  }

  @Test func `no error repeats a key, wherever it stands`() {
    let half = String(key.prefix(30))
    let lines = [
      "PrivateKey = \(key)x", "PrivateKey = \(half)", "PrivateKey \(key)", key, half + "=",
      "PrivateKye = \(key)", "ListenPort = \(key)", "Address = \(key)", "\(half) = \(half)",
      "DNS = \(key)", "PostUp \(key)", "Table = \(key)", "MTU = \(key)", "[\(key)]",
      "PublicKey = \(key)", "SaveConfig = \(key)", "PrivateKey: \(key)", "FwMark = \(key)",
      "aaaaaaaaaaaaaaaaa=",
    ]
    for line in lines {
      for dialect in [Dialect.wg, .wgQuick] {
        let error = fault("[Interface]\n" + line + "\n", dialect)
        #expect(error != nil, "\(line)")
        #expect(error?.message.contains(half.prefix(12)) == false, "\(line)")
        #expect(error?.message.contains("aaaaaaa") == false)
      }
    }
    for name in ["PublicKey", "PresharedKey", "Endpoint", "AllowedIPs", "PersistentKeepalive"] {
      let error = fault("[Peer]\n\(name) = x\(key)\n")
      #expect(error != nil && error?.message.contains(half.prefix(12)) == false, "\(name)")
    }
  }
}
