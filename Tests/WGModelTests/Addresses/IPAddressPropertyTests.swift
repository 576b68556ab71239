import Glibc
import SeededRandom
import Testing
import WGModel

@Suite struct `IP addresses against the C library` {
  @Test func `100,000 addresses are printed as inet_ntop prints them, and read back`() throws {
    var random = SeededGenerator(state: 1)
    for _ in 0..<100_000 {
      let address = random.address()
      let text = address.description
      let expected = systemText(address)
      if text != expected { Issue.record("\(text) is \(expected) to inet_ntop") }
      if try IPAddress(text) != address { Issue.record("\(text) is read as another address") }
      if try IPAddress(bytes: address.bytes.span) != address { Issue.record("bytes of \(text)") }
    }
  }

  @Test func `100,000 damaged addresses are read as inet_pton reads them`() {
    var random = SeededGenerator(state: 2)
    let alphabet = Array("0123456789abcdefABCDEF::::....%/[] x-+".utf8)
    var accepted = 0
    for round in 0..<100_000 {
      var text = Array(random.address().description.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let byte = alphabet.randomElement(using: &random) ?? 0
        let index = text.indices.randomElement(using: &random) ?? 0
        switch round % 4 {
        case 0: text.insert(byte, at: index)
        case 1 where text.count > 1: text.remove(at: index)
        case 2: text[index] = byte
        default: text.swapAt(index, text.indices.randomElement(using: &random) ?? index)
        }
      }
      if agreesWithSystem(text) { accepted += 1 }
    }
    // Both kinds were there in number.
    #expect(accepted > 10_000 && accepted < 90_000)
  }

  @Test(arguments: [
    "1.2.3.4", "255.255.255.255", "::", "::1", "::ffff:1.2.3.4", "2001:db8::1", "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:255.255.255.255",
  ])
  func `any byte at any place of an address is taken as inet_pton takes it`(valid: String) {
    for place in 0...valid.utf8.count {
      for byte in UInt8.min...UInt8.max {
        var text = Array(valid.utf8)
        text.insert(byte, at: place)
        agreesWithSystem(text)
        if place < valid.utf8.count {
          text.remove(at: place + 1)
          agreesWithSystem(text)
        }
      }
    }
  }

  /// Records an issue when both parsers differ; returns whether the text is an address.
  @discardableResult
  private func agreesWithSystem(_ text: [UInt8]) -> Bool {
    let ours = IPAddress.parse(text.span)?.bytes
    // C cannot pass a NUL.
    let theirs =
      text.contains(0) ? nil : systemParse(text, AF_INET) ?? systemParse(text, AF_INET6)
    if ours != theirs {
      Issue.record("\(quoted(text.span)): \(ours ?? []), to inet_pton \(theirs ?? [])")
    }
    return ours != nil
  }
}
