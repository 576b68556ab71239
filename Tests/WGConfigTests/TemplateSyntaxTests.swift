import Testing
import WGConfig
import WGModel

@Suite struct `The syntax of templates` {
  @Test func `a name is replaced by its value, and all else is copied`() throws {
    #expect(
      try render(
        "[Interface]\n  MTU =\t${mtu}  # as ${who} wants\r\n",
        ["mtu": .number(1420), "who": .text("Ann Ö.")])
        == "[Interface]\n  MTU =\t1420  # as Ann Ö. wants\r\n")
    #expect(try render("") == "")
    #expect(try render("[Interface]") == "[Interface]")
  }

  @Test func `a section is there when its name has a value, and its inverse when not`() throws {
    let template = "[Interface]\n${#m}MTU = ${m}${/m}${^m}# no MTU${/m}\n"
    #expect(try render(template, ["m": .number(1280)]) == "[Interface]\nMTU = 1280\n")
    #expect(try render(template) == "[Interface]\n# no MTU\n")
    let flag = "[Interface]\n${#save}SaveConfig = true${/save}${^save}# none${/save}\n"
    #expect(try render(flag, ["save": .flag(true)]) == "[Interface]\nSaveConfig = true\n")
    #expect(try render(flag, ["save": .flag(false)]) == "[Interface]\n# none\n")
    #expect(try render(template, ["m": .text("")]) == "[Interface]\n# no MTU\n")
    #expect(try render(template, ["m": .list([])]) == "[Interface]\n# no MTU\n")
    #expect(try render(template, ["m": .records([])]) == "[Interface]\n# no MTU\n")
  }

  @Test func `a section of a list is rendered for each entry, which its name stands for`() throws {
    let list = try Template.Value.addresses([IPAddress("10.0.0.1"), IPAddress("fd00::1")])
    #expect(
      try render("[Interface]\n${#dns}\nDNS = ${dns}\n${/dns}\n", ["dns": list])
        == "[Interface]\nDNS = 10.0.0.1\nDNS = fd00::1\n")
    #expect(
      try render("[Interface]\nDNS = ${dns}\n", ["dns": list])
        == "[Interface]\nDNS = 10.0.0.1, fd00::1\n")
  }

  @Test func `a section of records is rendered for each, which sees its own values alone`() throws {
    let template = """
      [Interface]
      Address = ${a}
      ${#peers}
      [Peer]
      PublicKey = ${k}
      ${#a}
      AllowedIPs = ${a}
      ${/a}
      ${/peers}

      """
    let key = try PublicKey(base64: samplePublic)
    let address = try Template.Value.prefix(IPPrefix("10.0.0.1/24"))
    let other = try Template.Value.prefix(IPPrefix("10.0.0.2/32"))
    #expect(
      try render(
        template,
        [
          "a": address,
          "peers": .records([["k": .publicKey(key)], ["k": .publicKey(key), "a": other]]),
        ])
          == """
          [Interface]
          Address = 10.0.0.1/24
          [Peer]
          PublicKey = \(samplePublic)
          [Peer]
          PublicKey = \(samplePublic)
          AllowedIPs = 10.0.0.2/32

          """)
    let error = templateError(
      "[Interface]\nMTU = ${m}\n${#peers}\n[Peer]\nPersistentKeepalive = ${m}\n${/peers}\n",
      ["m": .number(1), "peers": .records([[:]])])
    #expect(error?.code == .invalidTemplate)
    #expect(error?.message.contains("sees its own values only") == true)
    #expect(error?.location == .init(line: 5, column: 23))
  }

  @Test func `a line of section tags and comments alone is gone, with its blanks`() throws {
    #expect(
      try render(
        "${! why\nand what }\n[Interface]\n \t${#m} ${! inner } \r\nMTU = ${m}\n${/m}\nTable = off\n${! end }",
        ["m": .number(1)]) == "[Interface]\nMTU = 1\nTable = off\n")
    // With anything else on it, a line stays.
    #expect(try render("[Interface] ${! a }\n${! b }# c\n") == "[Interface] \n# c\n")
    #expect(try render("[Interface]\n\n${! a }\n\n") == "[Interface]\n\n\n")
  }

  @Test func `sections nest, and one may hold another of the same name`() throws {
    #expect(
      try render(
        "[Interface]\n${#a}${#b}MTU = ${a}${b}${/b}${^b}MTU = ${#a}${a}${/a}${/b}${/a}\n",
        ["a": .number(12)]) == "[Interface]\nMTU = 12\n")
  }

  @Test func `existing files work as they are`() throws {
    let client = """
      [Interface]
      Address = ${CLIENT_IP}
      PrivateKey = $(cat /config/${PEER_ID}/privatekey-${PEER_ID})
      ListenPort = 51820
      DNS = ${PEERDNS}

      [Peer]
      PublicKey = $(cat /config/server/publickey-server)
      PresharedKey = $(cat /config/${PEER_ID}/presharedkey-${PEER_ID})
      Endpoint = ${SERVERURL}:${SERVERPORT}
      AllowedIPs = ${ALLOWEDIPS}

      """
    let values: Template.Values = [
      "CLIENT_IP": .text("10.13.13.2"), "PEERDNS": .text("10.13.13.1"),
      "SERVERURL": .text("vpn.example.org"), "SERVERPORT": .number(51820),
      "ALLOWEDIPS": .prefixes([try IPPrefix("0.0.0.0/0"), try IPPrefix("::/0")]),
      "privatekey-PEER_ID": .privateKey(try PrivateKey(base64: samplePrivate)),
      "presharedkey-PEER_ID": .presharedKey(try PresharedKey(base64: samplePreshared)),
      "publickey-server": .publicKey(try PublicKey(base64: samplePublic)),
    ]
    let wanted = """
      [Interface]
      Address = 10.13.13.2
      PrivateKey = \(try PrivateKey(base64: samplePrivate).base64ForTest)
      ListenPort = 51820
      DNS = 10.13.13.1

      [Peer]
      PublicKey = \(samplePublic)
      PresharedKey = \(samplePreshared)
      Endpoint = vpn.example.org:51820
      AllowedIPs = 0.0.0.0/0, ::/0

      """
    #expect(try render(client, values) == wanted)
    // Who gives the name in the paths too makes no mistake.
    var more = values
    more["PEER_ID"] = .text("anna")
    #expect(try render(client, more) == wanted)
    #expect(
      try render(
        "[Interface]\nAddress = ${INTERFACE}.1\nPostUp = iptables -A FORWARD -i %i -j ACCEPT\n",
        ["INTERFACE": .text("10.13.13")])
        == "[Interface]\nAddress = 10.13.13.1\nPostUp = iptables -A FORWARD -i %i -j ACCEPT\n")
  }

  @Test func `names in braces are replaced when asked for, and only then`() throws {
    let template = "[Interface]\nAddress = {ip_addr}\nPostUp = sh -c '{ true; }' # {\n"
    #expect(
      try render(template, ["ip_addr": .text("10.0.0.2/32")], options: .braces)
        == "[Interface]\nAddress = 10.0.0.2/32\nPostUp = sh -c '{ true; }' # {\n")
    #expect(throws: WGError.self) { try render(template, ["ip_addr": .text("10.0.0.2/32")]) }
    #expect(
      try render("[Interface]\nPostUp = echo {a} # {b}\n")
        == "[Interface]\nPostUp = echo {a} # {b}\n")
  }

  @Test func `names in braces are an error where they would be copied, with their place`() throws {
    func fault(_ text: String) -> WGError? {
      let bytes = Array(text.utf8)
      do {
        try Template.refuseBraces(in: bytes.span)
        return nil
      } catch { return error }
    }
    for (text, line, column) in [
      ("[Interface]\nAddress = {ip_addr}\n", 2, 11), ("# {note}\n[Interface]\n", 1, 3),
      ("[Interface]\nMTU = ${mtu}\nDNS = ${dns}, {dns}\n", 3, 15),
    ] {
      let error = fault(text)
      #expect(error?.code == .invalidTemplate, "\(text)")
      #expect(error?.location == .init(line: line, column: column), "\(text)")
    }
    #expect(fault("[Peer]\nEndpoint = {a}\n")?.message.contains("write ${a}") == true)
    for text in [
      "", "[Interface]\nAddress = ${ip_addr}\n", "[Interface]\nPostUp = a\n# {}\n",
      "[Interface]\nPostUp = echo {a} # {b}\n", "[Interface]\n# { true; } {}\n",
    ] {
      #expect(fault(text) == nil, "\(text)")
    }
  }

  @Test func `commands in hooks and comments stay text, and are refused anywhere else`() throws {
    let hooks = """
      # $(date) `date` $(cat /etc/passwd)
      [Interface]
      PostUp = echo $(cat /etc/wireguard/publickey-x) `date` $HOME $(( 1 + 1 ))
       preup = wg set %i private-key <(cat /etc/key) ; $(true)

      """
    #expect(try render(hooks) == hooks)
    for text in [
      "$(date)", "$(cat /etc/passwd)", "$(cat publickey-)", "$(cat a;b/publickey-x)",
      "$(cat /x/publickey-a", "$(cat /x/publickey-a b)", "$(cat $(id)/publickey-a)", "`date`",
      "$(cat /x/${a b}/publickey-a)", "$(cat\t/x/publickey-a)", "$(cat /x/publickey-a\n)",
    ] {
      let error = templateError("[Interface]\nMTU = 1\nAddress = \(text)\n")
      #expect(error?.code == .invalidTemplate, "\(text)")
      #expect(error?.location == .init(line: 3, column: 11), "\(text)")
    }
  }

  @Test(arguments: [
    ("a = ${", 1, 5), ("a = ${b", 1, 5), ("a = ${b\n}", 1, 5), ("a = ${}", 1, 5),
    ("a = ${ b }", 1, 5), ("a = ${b:-c}", 1, 5), ("a = ${1}", 1, 5), ("a = ${-a}", 1, 5),
    ("a = ${b.c}", 1, 5), ("a = ${#}", 1, 5), ("a = ${#b c}", 1, 5), ("x\na = ${! never", 2, 5),
    ("\n\n${/a}", 3, 1), ("${#a}\n", 1, 1), ("${#a}\n ${#b}${/a}", 2, 7), ("${^a}", 1, 1),
    ("${a} = b", 1, 1), ("[${a}]", 1, 2), ("[Peer] = ${a}", 1, 10), ("x${a}", 1, 2),
    ("a = ${ü}", 1, 5),
    ("$(cat /x/publickey-a) = b", 1, 1), ("a = \0", 1, 5),
  ])
  func `a fault of the syntax is named with its place`(text: String, line: Int, column: Int) {
    do {
      _ = try Template(parsing: text)
      Issue.record("parsed: \(text)")
    } catch {
      #expect(error.code == .invalidTemplate)
      #expect(error.location == .init(line: line, column: column))
    }
  }

  @Test func `what a template asks for is listed with kinds and sections`() throws {
    let names = try Template(
      parsing: """
        # ${note}
        [Interface]
        PrivateKey = ${key}
        Address = ${address}
        ${#mtu}
        MTU = ${mtu}
        ${/mtu}
        PostUp = echo ${hook}
        ${#peers}
        [Peer]
        PublicKey = $(cat /x/publickey-${ID})
        Endpoint = ${host}:${port}
        ${#psk}
        PresharedKey = ${psk}
        ${/psk}
        ${/peers}
        ${^peers}
        # nobody but ${note}
        ${/peers}
        """
    ).names
    #expect(
      names.map { "\($0.text) \($0.kind) \($0.sections) \($0.isOptional)" } == [
        "note note [] false", "key privateKey [] false", "address list [] false",
        "mtu text [] true", "hook hook [] false", "peers section [] true",
        "publickey-ID publicKey [\"peers\"] false", "host endpoint [\"peers\"] false",
        "port endpoint [\"peers\"] false", "psk presharedKey [\"peers\"] true",
      ])
  }
}

extension PrivateKey {
  /// The key as text: a test's key is no secret.
  var base64ForTest: String {
    exposedBase64().withExposedBytes { (bytes) in
      String(decoding: (0..<bytes.count).map { bytes[$0] }, as: UTF8.self)
    }
  }
}
