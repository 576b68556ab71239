import Testing
import WGModel

@testable import WGConfig

@Suite struct `Naming a configuration file` {
  @Test func `an interface's file is the one that wg-quick reads`() throws {
    #expect(try ConfigFile(for: InterfaceName("wg0")).description == "/etc/wireguard/wg0.conf")
    let name = try InterfaceName("a_Z=9+.-")
    #expect(try ConfigFile(for: name, in: "/x/").description == "/x//a_Z=9+.-.conf")
  }

  @Test(arguments: [
    "../x", "/etc/passwd", ".", "..", "", "a/b", "wg\0", "abcdefghijklmnop", "-wg", "wg 0", "wg@0",
    "wg$0", "wg;0", "wg\n", "wg0:1", "é",
  ])
  func `fault 74: a name that leads out of the folder, or that wg-quick does not take, is refused`(
    _ name: String
  ) {
    #expect(code { _ = try ConfigFile(for: InterfaceName(name)) } == .invalidName)
  }

  @Test(arguments: ["", "/", "a/", ".", "..", "a/.", "a/..", "/etc/..", "a\0b", "a\0/b"])
  func `fault 74: a path that names no file is refused`(_ path: String) {
    #expect(code { _ = try ConfigFile(path) } == .invalidArgument)
  }

  @Test func `a path is taken as it is`() throws {
    for path in ["a", "./a", "../a", "/a", "a//b", "a/../b", "...", "a b", "-"] {
      #expect(try ConfigFile(path).description == path)
    }
    let bytes: [UInt8] = [0x61, 0xff]
    #expect(try ConfigFile(utf8: bytes.span).path == bytes)
  }

  @Test func `what is wrong with the name of a client or a configuration is said`() {
    func flaw(_ text: String, allowingHash: Bool = false) -> String? {
      let bytes = Array(text.utf8)
      return FileName.flaw(in: bytes.span, allowingHash: allowingHash)
    }
    let longest = String(repeating: "a", count: FileName.longestName)
    for text in ["a", "_", "9", "a.b", "a-b", "a.", "a-", longest] {
      #expect(flaw(text) == nil && flaw(text, allowingHash: true) == nil, "\(text)")
    }
    for text in ["", longest + "a"] { #expect(flaw(text) == "use 1 to 64 bytes") }
    for text in ["a#b", "#"] { #expect(flaw(text, allowingHash: true) == nil) }
    for text in ["a#b", "a b", "a/b", "a\0", "a\n", "é", "a=b", "a+b", "/.."] {
      #expect(flaw(text) == "use letters, digits, _, . and - of ASCII", "\(text)")
    }
    for text in ["a b", "a/b", "é", "a=b"] {
      #expect(
        flaw(text, allowingHash: true) == "use letters, digits, _, . and - and # of ASCII",
        "\(text)")
    }
    for text in [".", "..", ".a", "-a", "-"] {
      #expect(flaw(text)?.contains("must not begin with a dot") == true, "\(text)")
    }
  }

  @Test func `a path that looks like a key is not repeated`() throws {
    let key = "kL9wJ3m0pQ2r5t8uZxYcVbNnMm1234567890abcdEf0="
    do {
      _ = try ConfigFile("/nowhere/\(key)").read()
      Issue.record("it was read")
    } catch {
      #expect(!error.message.contains(key))
    }
  }
}
