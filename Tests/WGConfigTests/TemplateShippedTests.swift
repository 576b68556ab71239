import Glibc
import SeededRandom
import Testing
import WGConfig
import WGModel

@Suite struct `The templates that ship` {
  private static var key: PublicKey { get throws { try PublicKey(base64: samplePublic) } }

  /// Good values for all names of a template, with some of them replaced.
  private static func values(
    for template: Template, except name: String = "", as value: Template.Value? = nil,
    without absent: String = ""
  ) throws -> Template.Values {
    var values = Template.Values()
    var peer = Template.Values()
    for known in template.names {
      let good: Template.Value =
        switch known.kind {
        case .privateKey: .privateKey(try PrivateKey(base64: samplePrivate))
        case .presharedKey: .presharedKey(try PresharedKey(base64: samplePreshared))
        case .publicKey: .publicKey(try key)
        case .list: .prefix(try IPPrefix("10.0.0.2/32"))
        case .endpoint: .endpoint(try EndpointText("vpn.example.org:51820"))
        case .note: .text("Anna's laptop")
        case .hook: .text("eth0")
        case .text, .section: .number(1400)
        }
      if known.text == "peers" || known.text == absent { continue }
      var chosen = known.text == name ? value ?? good : good
      if known.text == "dns", name != "dns" { chosen = .address(try IPAddress("10.0.0.1")) }
      if known.sections == ["peers"] {
        peer[known.text] = chosen
      } else {
        values[known.text] = chosen
      }
    }
    if template.names.contains(where: { $0.text == "peers" }) {
      values["peers"] = .records([peer, peer])
    }
    return values
  }

  /// The keys and headers of a text, read without the library.
  private static func outline(_ text: [UInt8]) -> [String] {
    String(decoding: text, as: UTF8.self).utf8.split(separator: UInt8(ascii: "\n")).compactMap {
      (line) in
      let line = String(decoding: line, as: UTF8.self)
      if line.utf8.first == UInt8(ascii: "#") || line.isEmpty { return nil }
      return String(line.prefix { $0 != "=" }).filter { $0 != " " }
    }
  }

  @Test func `they are these, each with a line that says what it is for`() {
    #expect(
      Template.shipped.map { $0.name } == [
        "client", "full-tunnel", "server", "site-to-site", "split-tunnel",
      ])
    for template in Template.shipped {
      #expect(template.summary.hasSuffix("."))
      #expect((20...90).contains(template.summary.utf8.count))
      #expect(Template.shipped(template.name)?.text == template.text)
    }
    #expect(Template.shipped("none") == nil)
  }

  @Test func `each makes a configuration with all names, and with what is required alone`() throws {
    for shipped in Template.shipped {
      let template = try Template(parsing: shipped.text)
      let whole = try template.render(Self.values(for: template))
      #expect(try Config(whole).peers.count == (shipped.name == "server" ? 2 : 1))
      var few = Template.Values()
      let all = try Self.values(for: template)
      for name in template.names where !name.isOptional && name.sections.isEmpty {
        few[name.text] = all[name.text]
      }
      let config = try Config(template.render(few))
      #expect(config.peers.count == (shipped.name == "server" ? 0 : 1))
      #expect(config.interface.addresses == [try IPPrefix("10.0.0.2/32")])
      #expect(!String(decoding: whole.bytes, as: UTF8.self).contains("\n\n\n"))
      #expect(!String(decoding: whole.bytes, as: UTF8.self).contains("$"))
    }
  }

  @Test func `a full tunnel takes everything, and keeps itself alive unless told otherwise`() throws
  {
    let template = try Template(parsing: try #require(Template.shipped("full-tunnel")).text)
    var values = try Self.values(for: template)
    values["keepalive"] = nil
    let peer = try #require(try Config(template.render(values)).peers.first)
    #expect(peer.allowedIPs == [try IPPrefix("0.0.0.0/0"), try IPPrefix("::/0")])
    #expect(peer.persistentKeepalive == 25)
    values["keepalive"] = .number(7)
    #expect(try Config(template.render(values)).peers.first?.persistentKeepalive == 7)
  }

  /// Texts that broke other programs.
  static let classics = [
    "\n[Interface]\nPostUp = touch /tmp/x", "x\n[Interface]\nPostUp=id",
    "x\r[Interface]\rPostUp=id",
    "x\u{2028}PostUp=id", "x\u{2029}PostUp=id", "x\u{b}PostUp=id", "x\u{85}PostUp=id", "x\u{c}y",
    "10.0.0.2/32\nPostUp = id", "10.0.0.2/32 # 0.0.0.0/0", "10.0.0.2/32,0.0.0.0/0",
    "10.0.0.2/32, ::/0", "10.0.0.2/32 0.0.0.0/0", "10.0.0.2;reboot", "$(reboot)", "`reboot`",
    "${private_key}", "${#peers}", "${/peers}", "{address}", "%i", "%", "[Peer]", "[Interface]",
    "=", "==", "= 1", "#", "# x", "", " ", "\t", "\0", "x\0y", "../../etc/passwd", "-x", "--help",
    "+10.0.0.0/8", "-10.0.0.0/8", "*", "~", "~root", "!", "!!", "a'b", "a\"b", "a\\", "\\n", "a&b",
    "a|b", "a>b", "a<b", "(a)", "{a,b}", "vpn.example.org:51820\nPublicKey=x", "[::1]:51820",
    "[::1]:51820 #", "::1", "[fe80::1%eth0]:1", "host:99999", "host:", ":1", "127.1:1", "é",
    "\u{202e}x",
    "\u{feff}x", "PublicKey = \(samplePublic)", "AllowedIPs", samplePublic, samplePrivate, "off",
    "0",
    "true", "0x10", "18446744073709551616", "10.0.0.0/33", "10.0.0.256", "1.2.3", "::/129",
  ]

  private static func hostile(_ random: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: text += classics.randomElement(using: &random) ?? ""
      case 1:
        text +=
          ["10.0.0.2", "/32", "fd00::2", "eth0", ":51820", "host", ",", ", "].randomElement(
            using: &random) ?? ""
      case 2: text.unicodeScalars.append(Unicode.Scalar(UInt8.random(in: 0...127, using: &random)))
      case 3:
        text.unicodeScalars.append(
          Unicode.Scalar(UInt32.random(in: 0...0xd7ff, using: &random)) ?? "x")
      default:
        let all = classics.randomElement(using: &random) ?? ""
        text += String(
          decoding: Array(all.utf8.prefix(Int.random(in: 0...all.utf8.count, using: &random))),
          as: UTF8.self)
      }
    }
    return text
  }

  /// Puts a hostile text in the place of a name; answers whether it was taken.
  private static func survives(_ text: String, as name: Template.Name, in template: Template) throws
    -> Bool
  {
    let result: Document
    do {
      result = try template.render(values(for: template, except: name.text, as: .text(text)))
    } catch let error as WGError {
      #expect(error.code == .invalidTemplate, "\(error)")
      return false
    }
    // An empty text is none.
    let isNone = text.isEmpty && name.isOptional
    let good = try values(for: template, without: isNone ? name.text : "")
    let wanted = try template.render(good)
    if outline(result.bytes) != outline(wanted.bytes) || outline(result.bytes).isEmpty {
      Issue.record("\(Array(text.utf8)) as \(name.text): \(outline(result.bytes))")
    }
    let (found, meant) = (try Config(result), try Config(wanted))
    #expect(found.interface.hooks.count == meant.interface.hooks.count)
    #expect(found.interface.addresses.count == meant.interface.addresses.count)
    #expect(found.peers.map { $0.allowedIPs.count } == meant.peers.map { $0.allowedIPs.count })
    #expect(found.peers.allSatisfy { $0.replacesAllowedIPs })
    if name.kind != .hook { #expect(found.interface.hooks == meant.interface.hooks) }
    return true
  }

  private static func setting(_ name: String) -> Int? {
    guard let text = unsafe getenv(name) else { return nil }
    return unsafe Int(String(cString: text))
  }

  @Test
  func
    `faults 64, 65, 66, 67, 68, 69, 70 and 72: hostile names, notes, addresses and endpoints add no key`()
    throws
  {
    let count = Self.setting("WGKIT_HOSTILE_VALUES") ?? 300
    let seed = UInt64(Self.setting("WGKIT_SEED") ?? 4)
    print("hostile values: \(count) through each template, seed \(seed)")
    var taken = 0
    for shipped in Template.shipped {
      let template = try Template(parsing: shipped.text)
      let names = template.names.filter { $0.text != "peers" }
      for name in names {
        for text in Self.classics {
          taken += try Self.survives(text, as: name, in: template) ? 1 : 0
        }
      }
      var random = SeededGenerator(state: seed)
      for _ in 0..<count {
        let name = try #require(names.randomElement(using: &random))
        taken += try Self.survives(Self.hostile(&random), as: name, in: template) ? 1 : 0
      }
    }
    print("taken: \(taken)")
    #expect(taken > count / 20)
  }
}
