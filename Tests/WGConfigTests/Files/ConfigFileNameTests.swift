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
