import Testing
import WGModel

@Suite struct `Quoted text` {
  @Test(arguments: [
    ("", "''"), ("wg0", "'wg0'"), ("a b", "'a b'"), ("it's", #"'it\'s'"#), (#"a\b"#, #"'a\\b'"#),
    ("a\nb\t", #"'a\x0ab\x09'"#), ("\u{1b}[2J", #"'\x1b[2J'"#), ("\0", #"'\x00'"#),
    ("ü", #"'\xc3\xbc'"#), ("\u{7f}", #"'\x7f'"#), ("~", "'~'"),
  ])
  func `only printable ASCII is repeated as it is`(text: String, expected: String) {
    #expect(quoted(text) == expected)
  }

  @Test func `bytes that are no UTF-8 are escaped one by one`() {
    let bytes: [UInt8] = [0xff, 0xc3, 0x28, 0x80]
    let text = quoted(bytes.span)
    #expect(text == #"'\xff\xc3(\x80'"#)
  }

  @Test func `a long text is cut, and its length is told`() {
    let text = String(repeating: "a-", count: 32)
    #expect(quoted(text) == "'\(text)'")
    #expect(quoted(text + "bc") == "'\(text)...' (66 bytes)")
    #expect(quoted("abcdef", limit: 3) == "'abc...' (6 bytes)")
    #expect(quoted("abcdef", limit: 0) == "'...' (6 bytes)")
  }

  @Test(arguments: [0, 1, 40, 63])
  func `a key anywhere in front of the cut keeps the whole text back`(place: Int) {
    let base64 = "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM="
    let hex = "a0ae7a0c4f547bdccafbaac073ca4197aa29a61fb5bf7ea59bb7175ec40aad03"
    for key in [base64, hex] {
      let text = String(repeating: " ", count: place) + key
      #expect(
        quoted(text + ", please") == "a text of \(text.utf8.count + 8) bytes that looks like a key")
    }
  }

  @Test(arguments: [
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM", "oK56DE9Ue9zK76rAc8pBl6opph-1v36lm7cX_sQKrQM",
  ])
  func `a key without its padding is kept back too`(key: String) {
    #expect(quoted(key) == "a text of 43 bytes that looks like a key")
  }

  @Test(arguments: [
    "/home/someone/configuration/of/wireguard/devices/wg0",
    "a0ae7a0c4f547bdccafbaac073ca4197aa29a61fb5bf7ea59bb7175ec40aad0",
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKr=",
  ])
  func `a path, and what is too short for a key, are repeated`(text: String) {
    #expect(quoted(text) == "'\(text)'")
  }
}
