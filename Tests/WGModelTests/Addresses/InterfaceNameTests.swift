import SeededRandom
import Testing
import WGModel

@Suite struct `Interface names` {
  @Test(arguments: [
    "w", "wg0", "wg-home", "12345678", "123456789", "abcdefghijklmno", "a.b", "...", ".a",
    "a=b+c_d",
    "wg\\x", "a'b", "!\"#$&()*,;<>?@[]^`{|}~".prefix(15).description,
  ])
  func `a name is kept as it is`(text: String) throws {
    let name = try InterfaceName(text)
    #expect(name.description == text)
    #expect(name.byteCount == text.utf8.count)

    var field: [UInt8] = Array(repeating: 0xee, count: 20)
    var target = field.mutableSpan
    name.write(into: &target)
    let padding: [UInt8] = Array(repeating: 0, count: 16 - text.utf8.count)
    #expect(field == Array(text.utf8) + padding + [0xee, 0xee, 0xee, 0xee])
    let again = try InterfaceName(kernel: field.span)
    #expect(again == name)
  }

  @Test(arguments: [
    ("", "'' is no interface name: write one such as wg0"),
    ("abcdefghijklmnop", "it has 16 bytes; the kernel allows 15"),
    (".", "means a folder"), ("..", "means a folder"), ("-x", "begins with -"),
    ("-", "begins with -"),
    ("a/b", "leave out /"), ("a:1", "leave out"), ("wg%d", "leave out"), ("%", "leave out"),
    ("a b", "no white space"), (" wg0", "no white space"), ("wg0\n", "'wg0\\x0a' is no interface"),
    ("a\0", "'a\\x00'"), ("\u{7f}", "'\\x7f'"), ("wgü", "use letters"),
    ("wg\u{a0}", "no white space"),
  ])
  func `text that is no name is rejected with a reason`(text: String, part: String) {
    let error = failure { () throws(WGError) in try InterfaceName(text) }
    #expect(error?.code == .invalidName)
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "no error")")
  }

  @Test func `of the single bytes, printable ASCII without five is a name`() {
    var accepted: [UInt8] = []
    for byte in UInt8.min...UInt8.max {
      let text = [byte]
      let error = failure { () throws(WGError) in try InterfaceName(utf8: text.span) }
      if error == nil { accepted.append(byte) }
    }
    #expect(accepted == (0x21...0x7e).filter { !"/:%-.".utf8.contains($0) })
  }

  @Test func `what the kernel holds is taken as it is up to the NUL`() throws {
    func read(_ bytes: [UInt8]) throws(WGError) -> InterfaceName {
      try InterfaceName(kernel: bytes.span)
    }
    #expect(try read([0x77, 0x67, 0]).description == "wg")
    #expect(try read([0x77, 0x67, 0, 0x78, 0]).description == "wg")
    #expect(try read([0x2d, 0x78, 0]).description == "-x")
    #expect(try read(Array(repeating: 0x61, count: 15) + [0]).byteCount == 15)
    #expect(try read([0x1b, 0x5b, 0x32, 0x4a, 0]).description == "\\x1b[2J")
    #expect(try read([0xc3, 0xbc, 0x20, 0x0a, 0xff, 0]).description == "\\xc3\\xbc\\x20\\x0a\\xff")
  }

  @Test(
    arguments: [
      [], [0], [0, 0x61, 0], [0x61], Array(repeating: 0x61, count: 16),
      Array(repeating: 0x61, count: 16) + [0], Array(repeating: 0xff, count: 100),
    ] as [[UInt8]])
  func `kernel bytes without a NUL, empty or too long are rejected`(bytes: [UInt8]) {
    let error = failure { () throws(WGError) in try InterfaceName(kernel: bytes.span) }
    #expect(error?.code == .malformedReply)
    #expect(error?.message.utf8.allSatisfy { 0x20...0x7e ~= $0 } == true)
  }

  @Test func `names sort byte by byte`() throws {
    let sorted = try ["A", "a", "a0", "aa", "abcdefgh", "abcdefgh0", "abcdefghi", "b", "~"].map {
      try InterfaceName($0)
    }
    #expect(sorted.reversed().sorted() == sorted)
    for (left, right) in zip(sorted, sorted.dropFirst()) { #expect(!(right < left)) }
    for value in sorted { #expect(!(value < value)) }
  }

  @Test func `100,000 names are read back as they were printed`() throws {
    var random = SeededGenerator(state: 6)
    let alphabet = (UInt8(0x21)...0x7e).filter { !"/:%".utf8.contains($0) }
    for _ in 0..<100_000 {
      let bytes = (0..<Int.random(in: 1...14, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      let text = "w" + String(decoding: bytes, as: UTF8.self)
      if try InterfaceName(text).description != text { Issue.record("\(text)") }
    }
  }
}
