import Testing
import WGConfig
import WGModel

private let privateKey = "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk="
private let publicKey = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="

/// A provider's file, with all that is odd in such files.
private let odd = """
  [Interface]\r
  # Key for US-CA#842
     PrivateKey=\(privateKey)\r
  Address =10.2.0.2/32 # mine\r

  [ Peer ] # behind
  # US-CA#842
  #PresharedKey = \(publicKey)
  publickey = \(publicKey)
  AllowedIPs = 0.0.0.0/0 ,::/0
  Endpoint = 192.0.2.1:51820
  """

@Suite struct `A client's configuration` {
  private func document(_ text: String) throws -> Document {
    try Document(parsing: text, as: .wgQuick)
  }

  @Test func `formatting keeps what it says, its comments and its order`() throws {
    let formatted = try document(odd).formatted()
    #expect(
      String(decoding: formatted.bytes, as: UTF8.self) == """
        [Interface]
        # Key for US-CA#842
        PrivateKey = \(privateKey)
        Address = 10.2.0.2/32 # mine

        [Peer] # behind
        # US-CA#842
        #PresharedKey = \(publicKey)
        PublicKey = \(publicKey)
        AllowedIPs = 0.0.0.0/0 ,::/0
        Endpoint = 192.0.2.1:51820

        """)
    #expect(try formatted.formatted().bytes == formatted.bytes)
  }

  @Test func `a hook keeps its own text when a file is formatted`() throws {
    let text = "[Interface]\nPostUp=echo a  #b ; true  \n"
    let formatted = try document(text).formatted()
    #expect(
      String(decoding: formatted.bytes, as: UTF8.self)
        == "[Interface]\nPostUp = echo a  #b ; true\n")
  }

  @Test func `the title is the first comment from the peer on, else the first there is`() throws {
    #expect(try document(odd).title == "behind")
    #expect(try document("# a\n[Interface]\n[Peer]\n#b\nPublicKey=\(publicKey)\n").title == "b")
    #expect(try document("# a = b\n# c\n[Interface]\n").title == "c")
    #expect(try document("[Peer]\n# friendly_name = d\nPublicKey=\(publicKey)\n").title == "d")
    // A secret that was taken out is no name.
    #expect(try document("[Interface]\n#PrivateKey = \(privateKey)\n").title == nil)
    #expect(try document("").title == nil)
  }

  @Test func `what a client's tunnel needs is asked for`() throws {
    func needs(_ text: String) -> [String] {
      Finding.needsOfClient(in: text.utf8.span).map { "\($0.kind.slug) \($0.location.line)" }
    }
    #expect(needs(odd) == [])
    #expect(needs("") == ["missing-key 1", "missing-key 1", "missing-key 1"])
    let start = "[Interface]\nPrivateKey=\(privateKey)\nAddress=10.0.0.2/32\n"
    #expect(
      needs(start + "[Peer]\nPublicKey=\(publicKey)\n") == ["missing-key 4", "missing-key 4"])
    #expect(
      needs(odd.replacing("[ Peer ]", with: "PreUp = touch x\n[ Peer ]"))
        == ["foreign-hook 6"])
  }

  @Test(arguments: ["nonsense", "[Interface]\nPrivateKey=short\n", "[Interface]\n"])
  func `a text that is none is refused`(text: String) {
    #expect(throws: WGError.self) { try Finding.requireClient(text.utf8.span) }
  }

  @Test func `a good one is taken`() throws { try Finding.requireClient(odd.utf8.span) }
}

@Suite struct `Totals in a file` {
  private let scratch: Scratch
  private let file: TotalsFile
  private let key: PublicKey

  init() throws {
    scratch = try Scratch()
    file = TotalsFile(try ConfigFile(scratch("totals")))
    key = try PublicKey(base64: publicKey)
  }

  private func sample(
    _ received: UInt64, _ sent: UInt64, at moment: Int64, boot: UInt64 = 1, device: UInt64 = 7
  ) -> UsageSample {
    UsageSample(
      receivedBytes: received, sentBytes: sent, time: 0, began: moment, ended: moment, boot: boot,
      device: device)
  }

  private func add(_ samples: UsageSample...) throws -> [UInt64] {
    var sum: (received: UInt64, sent: UInt64) = (0, 0)
    for sample in samples { sum = try file.add { () throws(WGError) in [(key, sample)] } }
    return [sum.received, sum.sent]
  }

  @Test func `faults 84 and 85: totals survive what sets the counters back`() throws {
    #expect(try add(sample(10, 1, at: 1)) == [10, 1])
    #expect(try add(sample(15, 1, at: 2)) == [15, 1])
    // Added anew.
    #expect(try add(sample(3, 0, at: 3)) == [18, 1])
    // Another interface, and one after a restart, both grown past the last value.
    #expect(try add(sample(100, 9, at: 4, device: 8)) == [118, 10])
    #expect(try add(sample(200, 9, at: 1, boot: 2, device: 8)) == [318, 19])
    // The peer is not there, and comes back.
    _ = try file.add { () throws(WGError) in [] }
    #expect(try add(sample(1, 1, at: 9, boot: 2, device: 8)) == [319, 20])
  }

  @Test func `fault 86: a sum that has no room stays at the greatest number`() throws {
    #expect(try add(sample(.max, 1 << 63, at: 1)) == [.max, 1 << 63])
    #expect(try add(sample(5, 1 << 63, at: 2, device: 8)) == [.max, .max])
  }

  @Test func `fault 88: a reading that comes late adds nothing`() throws {
    #expect(try add(sample(100, 100, at: 5), sample(99, 99, at: 4)) == [100, 100])
  }

  @Test(
    arguments: [
      "", "# wgk totals, version 1", "TOTAL=5\ntouch x\n", "# wgk totals, version 2\n",
      "# wgk totals, version 1\nx 1 2 3 4 5 6 7 8 9 10\n",
      "# wgk totals, version 1\n\(publicKey) 1 2 3 4 5 6 7 8 9\n",
      "# wgk totals, version 1\n\(publicKey) 1 2 3 4 5 6 7 8 9 18446744073709551616\n",
      "# wgk totals, version 1\n\(publicKey) 1 2 3 4 5 6 7 8 9 -1\n",
    ])
  func `a file that says something else is an error and stays`(text: String) throws {
    try scratch.put(text, "totals")
    #expect(throws: WGError.self) { try add(sample(1, 1, at: 1)) }
    #expect(try scratch.text("totals") == text)
  }

  @Test func `what cannot be read is not written`() throws {
    #expect(try add(sample(10, 1, at: 1)) == [10, 1])
    let before = try scratch.text("totals")
    #expect(throws: WGError.self) {
      try file.add { () throws(WGError) in throw WGError(.noSuchInterface, "gone") }
    }
    #expect(try scratch.text("totals") == before && scratch.mode("totals") == 0o600)
  }

  @Test func `a file that another process writes meanwhile is read again`() throws {
    #expect(try add(sample(10, 0, at: 1)) == [10, 0])
    var isFirst = true
    let sum = try file.add { () throws(WGError) in
      if isFirst {
        isFirst = false
        _ = try file.add { () throws(WGError) in [(key, sample(30, 0, at: 2))] }
      }
      return [(key, sample(40, 0, at: 3))]
    }
    #expect(sum.received == 40 && !isFirst)
  }
}
