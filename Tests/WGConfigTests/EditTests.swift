import ConfigTesting
import Testing
import WGConfig
import WGModel

@Suite struct `Edits of a document` {
  static let alice = "oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE="
  static let bob = "srKysrKysrKysrKysrKysrKysrKysrKysrKysrKysrI="
  static let carol = "Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc="

  static let file = """
    # Server of the office
    [Interface]
      Address = 10.0.0.1/24   # home
      Address = fd00::1/64
    LISTENPORT=51820 # udp
    ListenPort = 51821

    # Client: alice (1)
    [Peer]
    PublicKey = \(alice)
    AllowedIPs = 10.0.0.2/32 , 10.0.0.3/32 # both
    \tPersistentKeepalive = 25
    # lives upstairs

    # ---- upstairs ----

    [Peer] # bob
    PublicKey = \(bob)
    # Carol
    [Peer]
    PublicKey = \(carol)
    """ + "\n"

  private func edited(
    _ text: String = file, _ edit: (inout Document) throws(WGError) -> Void
  ) throws -> [String] {
    var document = try Document(parsing: text, as: .wgQuick)
    try edit(&document)
    // Bytes, because CRLF is one character.
    return document.bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
  }

  private var lines: [String] {
    Self.file.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func key(_ text: String) throws -> PublicKey { try PublicKey(base64: text) }

  @Test func `the value that counts is replaced, the rest of its line stays`() throws {
    var expected = lines
    expected[5] = "ListenPort = 7"
    #expect(
      try edited { (document) throws(WGError) in try document.set(.listenPort, to: "7") }
        == expected)
  }

  @Test func `of lines that add up the first takes the value and the others go`() throws {
    var expected = lines
    expected[2] = "  Address = 10.9.0.1/16   # home"
    expected.remove(at: 3)
    #expect(
      try edited { (document) throws(WGError) in try document.set(.address, to: "10.9.0.1/16") }
        == expected)
  }

  @Test func `a new key gets a line behind the last, indented as that is`() throws {
    var expected = lines
    expected.insert("MTU = 1420", at: 6)
    #expect(
      try edited { (document) throws(WGError) in try document.set(.mtu, to: "1420") } == expected)
    var inPeer = lines
    inPeer.insert("\tEndpoint = vpn.example.org:1", at: 12)
    let alice = try key(Self.alice)
    #expect(
      try edited { (document) throws(WGError) in
        try document.set(.endpoint, to: "vpn.example.org:1", ofPeer: alice)
      } == inPeer)
  }

  @Test func `a file that ends without a newline still does`() throws {
    #expect(
      try edited("[Interface]\r\nMTU = 1\r\nTable = off") { (document) throws(WGError) in
        try document.set(.listenPort, to: "5")
      } == ["[Interface]\r", "MTU = 1\r", "Table = off\r", "ListenPort = 5"])
  }

  @Test func `a file without an interface gets one`() throws {
    #expect(
      try edited("[ Interface ]\n") { (document) throws(WGError) in
        try document.set(.mtu, to: "1420")
      } == ["[Interface]", "MTU = 1420", "", "[ Interface ]", ""])
    #expect(
      try edited("") { (document) throws(WGError) in try document.set(.mtu, to: "1420") }
        == ["[Interface]", "MTU = 1420", ""])
  }

  @Test func `a key that is removed takes all its lines with it`() throws {
    var expected = lines
    expected.removeSubrange(4...5)
    #expect(
      try edited { (document) throws(WGError) in try document.remove(.listenPort) } == expected)
    let alice = try key(Self.alice)
    var inPeer = lines
    inPeer.remove(at: 11)
    #expect(
      try edited { (document) throws(WGError) in
        try document.remove(.persistentKeepalive, ofPeer: alice)
      } == inPeer)
  }

  @Test func `a peer goes with its comments, and other comments stay`() throws {
    let (alice, bob, carol) = (
      try key(Self.alice), try key(Self.bob), try key(Self.carol)
    )
    #expect(
      try edited { (document) throws(WGError) in try document.removePeer(alice) }
        == Array(lines[..<7] + lines[14...]))
    #expect(
      try edited { (document) throws(WGError) in try document.removePeer(bob) }
        == Array(lines[..<16] + lines[18...]))
    #expect(
      try edited { (document) throws(WGError) in try document.removePeer(carol) }
        == Array(lines[..<18] + [""]))
  }

  @Test func `a disabled peer is comments, and comes back byte for byte`() throws {
    var document = try Document(parsing: Self.file, as: .wgQuick)
    let before = document.bytes
    let keys = [try key(Self.alice), try key(Self.bob), try key(Self.carol)]
    for key in keys { try document.disablePeer(key) }
    #expect(try Config(document).peers.isEmpty)
    #expect(document.disabledPeers.map(\.publicKey) == keys)
    #expect(document.disabledPeers.map(\.name) == ["alice", "bob", "Carol"])
    // As it would be read from a file.
    document = try Document(parsing: document.bytes, as: .wgQuick)
    for key in [keys[1], keys[0], keys[2]] { try document.enablePeer(key) }
    #expect(document.bytes == before)
    #expect(throws: WGError.self) { try document.enablePeer(keys[0]) }
  }

  @Test func `the lines of a disabled peer begin with a mark and are else as they were`() throws {
    let bob = try key(Self.bob)
    var expected = lines
    expected[16] = "#[disabled] " + expected[16]
    expected[17] = "#[disabled] " + expected[17]
    #expect(
      try edited { (document) throws(WGError) in try document.disablePeer(bob) } == expected)
  }

  @Test func `a peer is added at the end, and once`() throws {
    var peer = Config.Peer(publicKey: try key("XFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFw="))
    peer.name = "dave"
    peer.allowedIPs = [try IPPrefix("10.0.0.9/32")]
    var document = try Document(parsing: Self.file, as: .wgQuick)
    try document.add(peer)
    let added = """

      [Peer]
      # friendly_name = dave
      PublicKey = XFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFw=
      AllowedIPs = 10.0.0.9/32

      """
    #expect(String(decoding: document.bytes, as: UTF8.self) == Self.file + added)
    #expect(throws: WGError.self) { try document.add(peer) }
    try document.disablePeer(peer.publicKey)
    #expect(throws: WGError.self) { try document.add(peer) }
    try document.enablePeer(peer.publicKey)
    try document.removePeer(peer.publicKey)
    #expect(String(decoding: document.bytes, as: UTF8.self) == Self.file)
  }

  @Test func `a peer is renamed in the comment that names it`() throws {
    let keys = [try key(Self.alice), try key(Self.bob), try key(Self.carol)]
    var expected = lines
    expected[7] = "# Client: Al (1)"
    expected[16] = "[Peer] # Al"
    expected[18] = "# Al"
    #expect(
      try edited { (document) throws(WGError) in
        for key in keys { try document.renamePeer(key, to: "Al") }
      } == expected)
    #expect(
      try edited("[Peer]\nPublicKey = \(Self.bob)") { (document) throws(WGError) in
        try document.renamePeer(keys[1], to: "b = c")
      } == ["[Peer]", "# friendly_name = b = c", "PublicKey = \(Self.bob)"])
  }

  @Test func `a name that would be read as another is refused`() throws {
    var document = try Document(parsing: Self.file, as: .wgQuick)
    let before = document.bytes
    for name in ["Client: x", "a=b", "", " x", "x ", String(repeating: "x", count: 129), "a#b"] {
      #expect(throws: WGError.self) { try document.renamePeer(try key(Self.bob), to: name) }
    }
    #expect(document.bytes == before)
  }

  @Test(arguments: [
    "1.1.1.1\n", "1.1.1.1\nPostUp = x", "1.1.1.1\r", "a\u{b}b", "a\u{2028}b", "a\u{2029}b",
    "a\u{85}b", "a\u{7f}", "a#b", "", " 1.1.1.1", "1.1.1.1 ", "a\0b", "a\tb", "1.1.1.1.1",
  ]) func `a value that is more than one value does not get in`(value: String) throws {
    var document = try Document(parsing: Self.file, as: .wgQuick)
    let before = document.bytes
    #expect(throws: WGError.self) { try document.set(.dns, to: value) }
    #expect(throws: WGError.self) {
      try document.set(.postUp, to: value == "1.1.1.1.1" ? "" : value)
    }
    #expect(document.bytes == before)
  }

  @Test func `a key goes into its own section and dialect alone`() throws {
    var document = try Document(parsing: "[Interface]\n", as: .wg)
    #expect(throws: WGError.self) { try document.set(.mtu, to: "1420") }
    #expect(throws: WGError.self) { try document.set(.endpoint, to: "192.0.2.1:5") }
    #expect(throws: WGError.self) {
      try document.set(.endpoint, to: "192.0.2.1:5", ofPeer: try key(Self.bob))
    }
    #expect(document.bytes == Array("[Interface]\n".utf8))
  }

  @Test func `what wg-quick hands over is what it prints`() throws {
    let document = try Document(
      parsing: "[Interface]\n \tListenPort = 5 \t\r\n Address = 10.0.0.1/24\n\n  ", as: .wgQuick)
    #expect(
      String(decoding: try document.stripped().bytes, as: UTF8.self)
        == "[Interface]\nListenPort = 5 \t\r\n\n\n")
  }
}
