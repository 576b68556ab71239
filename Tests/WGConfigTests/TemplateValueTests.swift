import Testing
import WGConfig
import WGModel

@Suite struct `The values of templates` {
  /// What is rendered for a value in one line of an interface.
  private func line(_ line: String, _ value: Template.Value) throws(WGError) -> String {
    try render("[Interface]\n\(line)\n", ["v": value])
  }

  private func refused(
    _ line: String, _ value: Template.Value, sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    let error = templateError(
      "[Interface]\n\(line)\n", ["v": value], sourceLocation: sourceLocation)
    #expect(error?.code == .invalidTemplate, sourceLocation: sourceLocation)
    #expect(error?.location?.line == 2, sourceLocation: sourceLocation)
    return error?.message ?? ""
  }

  @Test func `every type of value has its text`() throws {
    #expect(try line("MTU = ${v}", .number(1420)) == "[Interface]\nMTU = 1420\n")
    #expect(
      try line("DNS = ${v}", .address(IPAddress("2001:DB8::1")))
        == "[Interface]\nDNS = 2001:db8::1\n")
    #expect(
      try line("Address = ${v}", .prefix(IPPrefix("10.0.0.1/24")))
        == "[Interface]\nAddress = 10.0.0.1/24\n")
    #expect(
      try line("Address = ${v}", .prefixes([IPPrefix("10.0.0.1/24"), IPPrefix("fd00::1/64")]))
        == "[Interface]\nAddress = 10.0.0.1/24, fd00::1/64\n")
    let key = "PublicKey = \(samplePublic)"
    #expect(
      try render("[Peer]\n\(key)\nEndpoint = ${v}\n", ["v": .endpoint(EndpointText("[::1]:5"))])
        == "[Peer]\n\(key)\nEndpoint = [::1]:5\n")
    #expect(
      try render("[Peer]\n\(key)\nEndpoint = ${v}:5\n", ["v": .address(IPAddress("::1"))])
        == "[Peer]\n\(key)\nEndpoint = [::1]:5\n")
    #expect(
      try render("[Peer]\n\(key)\nEndpoint = [${v}]:5\n", ["v": .address(IPAddress("::1"))])
        == "[Peer]\n\(key)\nEndpoint = [::1]:5\n")
    #expect(
      try render("[Peer]\n\(key)\nEndpoint = ${v}:5\n", ["v": .address(IPAddress("192.0.2.1"))])
        == "[Peer]\n\(key)\nEndpoint = 192.0.2.1:5\n")
  }

  @Test func `a key stands in the line of its kind and in no other`() throws {
    let privateKey = try PrivateKey(base64: samplePrivate)
    let presharedKey = try PresharedKey(base64: samplePreshared)
    let publicKey = try PublicKey(base64: samplePublic)
    #expect(
      try line("PrivateKey = ${v}", .privateKey(privateKey))
        == "[Interface]\nPrivateKey = \(privateKey.base64ForTest)\n")
    let values: [(String, Template.Value)] = [
      ("PrivateKey", .privateKey(privateKey)), ("PresharedKey", .presharedKey(presharedKey)),
      ("PublicKey", .publicKey(publicKey)),
    ]
    let secrets = [String(privateKey.base64ForTest.prefix(12)), String(samplePreshared.prefix(12))]
    let places = [
      "PrivateKey", "P R esharedkey", "PUBLICKEY", "Address", "Endpoint", "PostUp", "MTU",
    ]
    for place in places + ["# "] {
      for (name, value) in values {
        if name.lowercased() == place.lowercased()
          || (name == "PresharedKey" && place.first == "P" && place.contains(" "))
        {
          continue
        }
        // A public key is no secret.
        if name == "PublicKey", place == "PostUp" || place == "# " { continue }
        let message =
          templateError(
            place == "# " ? "# ${v}" : "[Interface]\n\(place) = x ${v}\n", ["v": value])?.message
          ?? ""
        for secret in secrets { #expect(!message.contains(secret)) }
      }
    }
    for place in places.prefix(3) {
      _ = refused("\(place) = ${v}", .text(samplePublic))
      _ = refused("\(place) = ${v}", .list([.publicKey(publicKey)]))
    }
    #expect(refused("PublicKey = ${v}", .privateKey(privateKey)).contains("PrivateKey line only"))
    #expect(refused("PrivateKey = ${v}", .publicKey(publicKey)).contains("must be a private key"))
    #expect(refused("PrivateKey = ${v}", .presharedKey(presharedKey)).contains("PresharedKey line"))
  }

  @Test func `fault 70: an unknown or missing name is an error with its place`() throws {
    let missing = templateError("[Interface]\nMTU = ${mtu}\n")
    #expect(missing?.message.contains("'mtu' has no value") == true)
    #expect(missing?.location == .init(line: 2, column: 7))
    let unknown = templateError("[Interface]\n${#psk}\n${/psk}\n", ["pks": .number(1)])
    #expect(unknown?.code == .invalidTemplate)
    #expect(unknown?.message.contains("'pks'") == true)
    let inner = templateError(
      "[Interface]\n${#m}\nMTU = ${m}\n${/m}\n${#p}\n[Peer]\nPublicKey = ${k}\n${/p}\n",
      ["p": .records([["k": .publicKey(try PublicKey(base64: samplePublic)), "m": .number(1)]])])
    #expect(inner?.message.contains("'m'") == true)
    let outer = templateError(
      "[Interface]\n${#p}\n[Peer]\nPublicKey = ${k}\n${/p}\n", ["p": .records([]), "k": .number(1)])
    #expect(outer?.message.contains("'k'") == true)
  }

  @Test func `a value without text or of the wrong shape is refused`() throws {
    #expect(refused("MTU = ${v}", .flag(true)).contains("flag"))
    #expect(refused("MTU = ${v}", .records([[:]])).contains("elements"))
    #expect(refused("MTU = ${v}", .list([.number(1)])).contains("one value"))
    #expect(refused("Address = ${v}", .list([])).contains("empty list"))
    #expect(refused("Address = ${v}", .list([.list([.number(1)])])).contains("elements"))
    #expect(refused("MTU = ${v}", .text("")).contains("empty"))
    #expect(templateError("[Interface]\n# ${v}\n", ["v": .text("")])?.location?.line == 2)
  }

  @Test(arguments: [
    "\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{2028}", "\u{2029}", "\u{85}", "\0", "\u{1b}",
    "\u{7f}", "#", "\t", "\u{202e}", "\u{feff}", "\u{2066}",
  ])
  func `faults 64, 65, 66 and 67: a line end, a control character and a number sign enter no line`(
    piece: String
  ) {
    for text in [
      "a\(piece)[Interface]\(piece)PostUp=touch /tmp/x", piece, "10.0.0.2/32\(piece)", "\(piece)x",
    ] {
      for place in [
        "MTU = ${v}", "Address = ${v}", "DNS = ${v}", "Endpoint = ${v}", "AllowedIPs = ${v}",
        "PostUp = echo ${v}", "# ${v}", "MTU = 1 # ${v}", "PostDown = true # ${v}",
        "Foo = \"${v}\"",
      ] {
        let error = templateError("[Interface]\n\(place)\n", ["v": .text(text)])
        #expect(error?.code == .invalidTemplate, "\(place)")
        #expect(error?.location?.line == 2, "\(place)")
        #expect(error?.message.utf8.allSatisfy { 0x20...0x7e ~= $0 } == true)
      }
    }
  }

  @Test func `fault 69: a placeholder inside a value is never expanded`() throws {
    let values: Template.Values = ["v": .text("${w} ${^w} $(id) {w} %i"), "w": .text("secret")]
    #expect(
      try render("# ${v} ${w}\n", values) == "# ${w} ${^w} $(id) {w} %i secret\n")
    #expect(
      try render("# ${v} {w}\n", values, options: .braces)
        == "# ${w} ${^w} $(id) {w} %i secret\n")
    for text in ["${w}", "$(id)", "`id`", "$w", "{w}"] {
      #expect(refused("MTU = ${v}", .text(text)).contains("in a line of the configuration"))
      #expect(refused("PostUp = echo ${v}", .text(text)).contains("run as root"))
    }
    // wg-quick would expand it.
    #expect(refused("PostUp = echo ${v}", .text("%i")).contains("run as root"))
  }

  @Test func `fault 72: shell text enters no address and no hook`() {
    for text in [
      "10.0.0.2; reboot", "$(reboot)", "`reboot`", "10.0.0.2 && id", "a|b", "a>b", "a<b", "a b",
      "*", "?", "~x'y", "a\"b", "a\\b", "(a)", "{a,b}", "!a", "a^b", "ä",
    ] {
      for place in [
        "Address = ${v}", "DNS = ${v}", "PostUp = echo ${v}", "PreDown = echo '${v}'",
        "Table = ${v}",
      ] {
        _ = refused(place, .text(text))
      }
    }
    #expect(
      throws: Never.self
    ) { try line("PostUp = echo ${v} >/x", .text("Az09._:/,@+=-x")) }
    // An option, a command, a variable and an escape that the author did not write.
    #expect(refused("PostUp = rm ${v}", .text("-rf")).contains("sign"))
    for place in [
      "PostUp = ${v} x", "PostUp = true; ${v}", "PostUp = a && ${v}", "PostUp=(${v})",
      "PostUp = echo `${v}`",
      "PreUp = ! ${v}", "PreUp = { ${v}; }", "PreUp = a |${v}", "PostUp = if ${v}; then true; fi",
      "PostUp = true; if true; then ${v}; fi", "PostUp = LANG=C ${v}", "PostUp = >/dev/null ${v}",
      "PostUp = case %i in wg0) ${v};; esac", "PostUp = \"\"${v}", "PostUp = ip${v} link",
      "PostUp = echo $A${v}", "PostUp = echo {a${v}}", "PostUp = exec ${v}",
    ] {
      #expect(refused(place, .text("reboot")).contains("which command is run"), "\(place)")
    }
    _ = refused("PostUp = echo $${v}", .text("HOME"))
    _ = refused("PostUp = echo \\${v}", .text("n"))
    _ = refused("PostUp = ping ${v}", .endpoint(try! EndpointText("[::1]:5")))
  }

  @Test func `a public key may begin with a sign`() throws {
    let key = "+3UeKyI0fYvunc3Hy6l05o8CJbzAPG1a4idwF8Vq6xk="
    let template = try Template(parsing: "[Peer]\nPublicKey = ${v}\n")
    let file = try template.render(["v": .publicKey(try PublicKey(base64: key))])
    #expect(String(decoding: file.bytes, as: UTF8.self).contains(key))
  }

  @Test func `a part of an address widens no network`() throws {
    #expect(try line("Address = 10.8.0.${v}", .text("7")).contains("10.8.0.7\n"))
    for place in ["Address = 10.8.0.${v}", "Address = 10.0.0.1/24, fd00::${v}"] {
      _ = refused(place, .text("2/0"))
    }
    _ = refused("Address = 10.8.0.${v}", .list([.text("1"), .text("10.0.0.7")]))
  }

  @Test func `a value adds no entry to a list and takes none away`() throws {
    for text in [
      "10.0.0.2/32,0.0.0.0/0", "10.0.0.2/32 0.0.0.0/0", "-10.0.0.2/32", "+10.0.0.2/32", ",",
    ] {
      for place in ["Address", "DNS", "AllowedIPs"] {
        _ = refused("\(place) = ${v}", .text(text))
        _ = refused("\(place) = ${v}", .list([.text("10.0.0.3/32"), .text(text)]))
      }
    }
    #expect(
      try line("PostUp = echo ${v}", .prefixes([IPPrefix("10.0.0.0/8"), IPPrefix("fd00::/8")]))
        == "[Interface]\nPostUp = echo 10.0.0.0/8,fd00::/8\n")
  }

  @Test func `fault 68: what is too large or nested too deeply is refused`() throws {
    func code(_ work: () throws(WGError) -> Void) -> WGError.Code? {
      do { try work() } catch { return error.code }
      return nil
    }
    let large = String(repeating: "# 345678\n", count: 29_127)
    #expect((1 << 18) - large.utf8.count == 1)
    #expect(code { () throws(WGError) in _ = try Template(parsing: large) } == nil)
    #expect(code { () throws(WGError) in _ = try Template(parsing: large + large) } == .tooLarge)
    func nested(_ depth: Int) -> String {
      (0..<depth).map { "${#a\($0)}" }.joined()
        + (0..<depth).reversed().map { "${/a\($0)}" }.joined()
    }
    #expect(code { () throws(WGError) in _ = try Template(parsing: nested(16)) } == nil)
    #expect(code { () throws(WGError) in _ = try Template(parsing: nested(17)) } == .tooLarge)
    let many = (0..<257).map { "# ${n\($0)}\n" }
    #expect(
      code { () throws(WGError) in _ = try Template(parsing: many.dropLast().joined()) } == nil)
    #expect(code { () throws(WGError) in _ = try Template(parsing: many.joined()) } == .tooLarge)

    // Lists in lists: 40 to the 16th power of nothing.
    var values = Template.Values()
    for place in 0..<16 {
      values["a\(place)"] = .list(Array(repeating: .number(1), count: 40))
    }
    let nothing = try Template(parsing: nested(16))
    #expect(code { () throws(WGError) in _ = try nothing.render(values) } == .tooLarge)
    let long = try Template(parsing: "${#a}# ${b}\n${/a}")
    let element: Template.Values = ["b": .text(String(repeating: "x", count: 1 << 20))]
    #expect(
      code { () throws(WGError) in
        _ = try long.render(["a": .records(Array(repeating: element, count: 15))])
      } == nil)
    #expect(
      code { () throws(WGError) in
        _ = try long.render(["a": .records(Array(repeating: element, count: 16))])
      } == .tooLarge)
  }

  @Test func `a value that is no valid one of its line is refused with its place`() {
    for (place, text) in [
      ("Address", "10.0.0.256"), ("Address", "host"), ("MTU", "x"), ("ListenPort", "70000"),
      ("FwMark", "-1"),
      ("SaveConfig", "yes"), ("Address", "[::1]"), ("Address", "=10.0.0.1"),
    ] {
      _ = refused("\(place) = ${v}", .text(text))
    }
    let key = "[Peer]\nPublicKey = \(samplePublic)\n"
    for (place, text) in [
      ("AllowedIPs", "10.0.0.0/33"), ("Endpoint", "host"), ("Endpoint", "[::1]"),
      ("PersistentKeepalive", "99999"),
    ] {
      let error = templateError("\(key)\(place) = ${v}\n", ["v": .text(text)])
      #expect(error?.code == .invalidTemplate)
      #expect(error?.location?.line == 3)
    }
  }
}
