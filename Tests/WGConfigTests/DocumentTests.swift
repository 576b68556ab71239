import Testing
import WGConfig
import WGModel

private let key = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="

@Suite struct `A document` {
  @Test func `gives back what it was made of`() throws {
    let text =
      "\u{b}# mine\r\n [ Inter face ]\nP r i v a t e K e y = \(key) # x\n\n[peer]\r\npublickey=\(key)"
    let document = try Document(parsing: text, as: .wg)
    #expect(document.bytes == Array(text.utf8))
    #expect(document.sections.map(\.kind) == [.interface, .peer])
    #expect(document.sections.map(\.lines) == [1..<4, 4..<6])
  }

  @Test func `tells which keys stand where`() throws {
    let text = """
      # office
      [Interface]
        PostUp = echo a # b
      Address = 10.0.0.1/24 , # c
      [Peer]
      PublicKey = \(key)
      """
    let document = try Document(parsing: text, as: .wgQuick)
    let entries = Array(document.entries)
    #expect(entries.map(\.key) == [.postUp, .address, .publicKey])
    #expect(entries.map(\.section) == [0, 0, 1])
    #expect(entries.map(\.line) == [3, 4, 6])
    #expect(entries.map(\.column) == [12, 11, 13])
    let values = entries.map { String(decoding: document.bytes[$0.value], as: UTF8.self) }
    #expect(values == ["echo a # b", "10.0.0.1/24 ,", key])
    #expect(document.entries(of: 1).map(\.key) == [.publicKey])
    #expect(document.entries(of: 2).map(\.key) == [])
  }

  @Test func `shares the memory that a file was read into and never writes to it`() throws {
    let text = "[Interface]\n[Peer] # anna\nPublicKey = \(key)\n"
    let file = secret(text)
    var document: Document? = try Document(parsing: file, as: .wg)
    var edited = try #require(document)
    try edited.set(.persistentKeepalive, to: "25", ofPeer: PublicKey(base64: key))
    try edited.set(.listenPort, to: "51820")
    #expect(document?.bytes == Array(text.utf8))
    #expect(try Config(edited).peers.map(\.persistentKeepalive) == [25])
    document = nil
    #expect(file.withExposedBytes { String(copying: $0) } == text)

    // The other way round: the file's memory stays as long as the document needs it.
    var short: SecretBytes? = secret(text)
    let long = try Document(parsing: #require(short), as: .wg)
    short = nil
    #expect(long.bytes == Array(text.utf8))
    #expect(try Document(parsing: secret(""), as: .wg).bytes.isEmpty)
  }

  private func secret(_ text: String) -> SecretBytes {
    let text = Array(text.utf8)
    return SecretBytes(count: text.count) { (bytes) in
      for index in text.indices { bytes[index] = text[index] }
    }
  }
}

extension String {
  fileprivate init(copying bytes: Span<UInt8>) {
    self.init(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
  }
}
