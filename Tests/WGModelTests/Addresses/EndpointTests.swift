import SeededRandom
import Testing
import WGModel

@Suite struct Endpoints {
  @Test func `the numeric forms are read and printed`() throws {
    let v4 = try Endpoint("192.0.2.1:51820")
    #expect(v4 == Endpoint(address: try IPAddress("192.0.2.1"), port: 51820))
    #expect(v4.description == "192.0.2.1:51820")

    let v6 = try Endpoint("[2001:DB8::1]:1")
    #expect(v6 == Endpoint(address: try IPAddress("2001:db8::1"), port: 1))
    #expect(v6.description == "[2001:db8::1]:1")

    let scoped = try Endpoint("[fe80::1%4294967295]:65535")
    #expect(
      scoped == Endpoint(address: try IPAddress("fe80::1"), port: 65535, scopeID: 4_294_967_295))
    #expect(scoped.description == "[fe80::1%4294967295]:65535")
    #expect(try Endpoint("[fe80::1%3]:5") != Endpoint("[fe80::1%4]:5"))
  }

  @Test(arguments: [
    "", ":", ":1", "1.2.3.4", "1.2.3.4:", "1.2.3.4:0", "1.2.3.4:65536", "1.2.3.4:70000",
    "1.2.3.4:4294967297", "1.2.3.4:18446744073709551617", "1.2.3.4:010", "1.2.3.4:+5",
    "1.2.3.4:-5", "1.2.3.4: 5", "1.2.3.4:5 ", " 1.2.3.4:5", "1.2.3.4:0x5", "1.2.3.4:5:6",
    "1.2.3.4:http", "1.2.3.4%1:5", "[1.2.3.4]:5", "127.1:5", "0x7f000001:5", "010.0.0.1:5", "*:5",
    "localhost:5", "example.com:5", "[]:5", "[::1]", "[::1]:", "[::1]5", "[::1]x:5", "[::1:5",
    "::1]:5", "[[::1]]:5", "::1:5", "2001:db8::1:51820", "fe80::1%3:5", "[fe80::1%]:5",
    "[fe80::1%0]:5", "[fe80::1%03]:5", "[fe80::1%4294967296]:5", "[fe80::1%eth0]:5",
    "[fe80::1%-1]:5", "[fe80::1%1%1]:5", "[%1]:5", "[::1]:5\0", "[::1\0]:5", "1.2.3.4:5\n",
  ])
  func `text that is no numeric endpoint is rejected`(text: String) {
    #expect(failure { () throws(WGError) in try Endpoint(text) }?.code == .invalidAddress)
  }

  @Test(arguments: [
    ("2001:db8::1:51820", "put the IPv6 address in brackets: [2001:db8::1]:51820"),
    ("[192.0.2.1]:5", "leave out the brackets, which are for IPv6: 192.0.2.1:5"),
    ("192.0.2.1", "'192.0.2.1' is no endpoint: write the port behind the host"),
    ("192.0.2.1:70000", "its port must be a number from 1 to 65535"),
    ("192.0.2.1:0", "its port must be a number from 1 to 65535"),
    ("192.0.2.1:0443", "write the port without leading zeros: 443"),
    ("example.com:5", "'example.com:5' is no numeric endpoint: its host is no IP address"),
    ("[fe80::1%eth0]:5", "its zone must be the index of an interface"),
    ("[::1", "close the bracket"), ("[]:5", "write the host in front of the port"),
    ("[fe80::1%]:5", "write an interface behind the %"),
  ])
  func `a rejection says what to write`(text: String, part: String) {
    let message = failure { () throws(WGError) in try Endpoint(text) }?.message
    #expect(message?.contains(part) == true, "\(message ?? "no error")")
  }

  @Test func `an IPv4 endpoint has no scope`() throws {
    let address = try IPAddress("192.0.2.1")
    let endpoint = Endpoint(address: address, port: 5, scopeID: 7)
    #expect(endpoint == Endpoint(address: address, port: 5))
    #expect(endpoint.description == "192.0.2.1:5")
  }

  @Test func `a port of zero, which only the kernel has, is printed`() throws {
    #expect(Endpoint(address: try IPAddress("1.2.3.4"), port: 0).description == "1.2.3.4:0")
  }

  // As `wg show NAME endpoints` prints them where interface 1 is "lo".
  @Test(
    arguments: [
      ("fe80::1", 1, true), ("febf::1", 1, true), ("ff02::1", 1, true), ("ff12::1", 1, true),
      ("2001:db8::1", 1, false), ("ff01::1", 1, false), ("ff05::1", 1, false),
      ("fec0::1", 1, false),
      ("fe80::1", 0, false),
    ] as [(String, UInt32, Bool)])
  func `a scope is named for addresses of the link alone`(
    text: String, scopeID: UInt32, isNamed: Bool
  ) throws {
    let endpoint = Endpoint(address: try IPAddress(text), port: 5, scopeID: scopeID)
    #expect(endpoint.isScopeNamed == isNamed)
  }

  @Test func `a scope is printed with the name that is passed`() throws {
    var text: [UInt8] = []
    try Endpoint("[fe80::1%3]:5").append(to: &text, scopeName: InterfaceName("eth0"))
    #expect(String(decoding: text, as: UTF8.self) == "[fe80::1%eth0]:5")
  }

  @Test func `100,000 endpoints are read back as they were printed`() throws {
    var random = SeededGenerator(state: 5)
    for _ in 0..<100_000 {
      let endpoint = Endpoint(
        address: random.address(), port: UInt16(random.next() % 65535) + 1,
        scopeID: random.next() % 2 == 0 ? 0 : UInt32(truncatingIfNeeded: random.next()))
      let text = endpoint.description
      if try Endpoint(text) != endpoint { Issue.record("\(text) is read as another endpoint") }
    }
  }
}
