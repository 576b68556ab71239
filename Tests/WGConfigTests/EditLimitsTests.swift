import Testing
import WGConfig
import WGModel

@Suite struct `Edits that would lose something` {
  private let key = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="

  private func peer() throws -> PublicKey { try PublicKey(base64: key) }

  @Test func `an empty value in a file of CRLF lines is set in front of the line's end`() throws {
    for text in ["[Interface]\r\nDNS =\r\nMTU = 1420\r\n", "[Interface]\r\nDNS = \t\r\n"] {
      var document = try Document(parsing: text, as: .wgQuick)
      try document.set(.dns, to: "1.1.1.1")
      let edited = String(decoding: document.bytes, as: UTF8.self)
      #expect(edited.contains("1.1.1.1\r\n") && !edited.contains("\r1"))
      #expect(edited.filter { $0 == "\r\n" }.count == text.filter { $0 == "\r\n" }.count)
    }
  }

  @Test func `a peer that could not be enabled again is not disabled`() throws {
    for text in [
      "[Interface]\n#[disabled] ListenPort = 5\n[Peer]\nPublicKey = \(key)\n",
      "[Peer]\nPublicKey = \(key)\nEndpoint = nowhere\n",
      "#[disabled] [Peer]\n#[disabled] PublicKey = \(key)\n\n[Peer]\nPublicKey = \(key)\n",
    ] {
      var document = try Document(parsing: text, as: .wgQuick)
      let error = #expect(throws: WGError.self) { try document.disablePeer(peer()) }
      #expect(error?.code == .invalidConfiguration)
      #expect(String(decoding: document.bytes, as: UTF8.self) == text)
    }
  }

  @Test func `a peer that is enabled is not enabled twice`() throws {
    let text =
      "#[disabled] [Peer]\n#[disabled] PublicKey = \(key)\n\n[Peer]\nPublicKey = \(key)\n"
    var document = try Document(parsing: text, as: .wgQuick)
    let error = #expect(throws: WGError.self) { try document.enablePeer(peer()) }
    #expect(error?.code == .alreadyExists)
  }
}
