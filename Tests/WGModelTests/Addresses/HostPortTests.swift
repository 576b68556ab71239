import Testing
import WGModel

@Suite struct `An endpoint's text taken apart` {
  // What `wg` takes, except for what the C library reads into numbers.
  @Test(
    arguments: [
      ("1.2.3.4:5", "1.2.3.4", nil, 5, false), ("[1.2.3.4]:5", "1.2.3.4", nil, 5, true),
      ("[::1]:65535", "::1", nil, 65535, true), ("::1:5", "::1", nil, 5, false),
      ("2001:db8::1:51820", "2001:db8::1", nil, 51820, false),
      ("[fe80::1%eth0]:5", "fe80::1", "eth0", 5, true), ("fe80::1%3:5", "fe80::1", "3", 5, false),
      ("vpn.example.com:51820", "vpn.example.com", nil, 51820, false),
      ("[vpn.example.com]:5", "vpn.example.com", nil, 5, true), ("a:010", "a", nil, 10, false),
      ("[a%b%c]:1", "a", "b%c", 1, true), ("a]:5", "a]", nil, 5, false),
    ] as [(String, String, String?, UInt16, Bool)])
  func `host, zone and port are found where wg finds them`(
    text: String, host: String, zone: String?, port: UInt16, isBracketed: Bool
  ) throws {
    let bytes = Array(text.utf8)
    let parts = try HostPort(utf8: bytes.span)
    #expect(String(decoding: bytes[parts.host], as: UTF8.self) == host)
    #expect(parts.zone.map { String(decoding: bytes[$0], as: UTF8.self) } == zone)
    #expect(parts.port == port)
    #expect(parts.isBracketed == isBracketed)
  }

  @Test(arguments: [
    "", "a", ":", ":5", "a:", "a:0", "a:00", "a:65536", "a:4294967301", "a:+5", "a:-1", "a:http",
    "a:5 ", "a:\0", "[", "]", "[]", "[]:", "[]:5", "[a", "[a]", "[a]:", "[a]5", "[a]x:5", "[a:5",
    "[%1]:5", "%1:5", "[a%]:5", "a%:5", "[]a:5", "1.2.3.4", "::", "[::1]:1]:5",
    "[fe80::1%lo\0x]:5", "a\0b:5",
  ])
  func `text without a host or a port is rejected`(text: String) {
    let bytes = Array(text.utf8)
    let error = failure { () throws(WGError) in try HostPort(utf8: bytes.span) }
    #expect(error?.code == .invalidAddress)
  }

  @Test(arguments: [
    "a", "localhost", "vpn.example.com", "vpn.example.com.", "my_host-1", "1a.2b",
    "xn--bcher-kva.de",
    "0x.com", "123.example", "0xg", String(repeating: "a", count: 63),
    String(repeating: "a.", count: 126) + "a",
  ])
  func `a host name may be looked up`(text: String) {
    let isHostName = HostPort.isHostName(text.utf8.span)
    #expect(isHostName)
  }

  @Test(arguments: [
    "", ".", "..", "a..b", ".a", "127.1", "2130706433", "010.0.0.1", "0x7f000001", "0X7F.1",
    "1.0x1",
    "1.2.3.4", "1.2.3.4.", "0x", "a.0x", "a.1", "*", "a b", "a\0", "a/b", "a:b", "a%b", "[a]",
    "bücher.de",
    "::1", "a..", String(repeating: "a", count: 64), String(repeating: "a", count: 64) + ".de",
    String(repeating: "a.", count: 126) + "aa",
  ])
  func `what the C library would read as a number, or what no host is called, may not`(text: String)
  {
    let isHostName = HostPort.isHostName(text.utf8.span)
    #expect(!isHostName)
  }
}
