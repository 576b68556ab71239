import Glibc
import Testing
import WGModel

@Suite struct `IP addresses` {
  @Test(
    arguments: [
      ("0.0.0.0", [0, 0, 0, 0]),
      ("1.2.3.4", [1, 2, 3, 4]),
      ("255.255.255.255", [255, 255, 255, 255]),
      ("10.0.0.10", [10, 0, 0, 10]),
    ] as [(String, [UInt8])])
  func `an IPv4 address is read, its bytes are in network order`(
    text: String, bytes: [UInt8]
  ) throws {
    let address = try IPAddress(text)
    #expect(address.family == .v4)
    #expect(address.bytes == bytes)
    #expect(address.description == text)
    let again = try IPAddress(bytes: bytes.span)
    #expect(again == address)
  }

  @Test func `an IPv6 address is read, its bytes are in network order`() throws {
    let address = try IPAddress("0102:0304:506:708:90a:B0c:d0E:f10")
    #expect(address.family == .v6)
    #expect(address.bytes == Array(1...16))
    #expect(address == IPAddress(v6High: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10))
    let bytes: [UInt8] = Array(1...16)
    let again = try IPAddress(bytes: bytes.span)
    #expect(again == address)
  }

  @Test(arguments: [
    // RFC 5952, sections 1, 2 and 4.
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:0db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:db8::0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:DB8:0:0:1::1", "2001:db8::1:0:0:1"),
    ("2001:0db8::0001", "2001:db8::1"),
    ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
    ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa"),
    // RFC 4291, section 2.2.
    ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"),
    ("FF01:0:0:0:0:0:0:101", "ff01::101"),
    ("0:0:0:0:0:0:0:1", "::1"),
    ("0:0:0:0:0:0:0:0", "::"),
    ("0:0:0:0:0:0:13.1.68.3", "::13.1.68.3"),
    ("0:0:0:0:0:FFFF:129.144.52.38", "::ffff:129.144.52.38"),
    // `::` for one group, at either end and in the middle.
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ("1:2:3::5:6:7:8", "1:2:3:0:5:6:7:8"),
    // A dotted tail anywhere else is written as groups; glibc's mixed forms are kept.
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
    ("::1:0", "::0.1.0.0"),
    ("::ffff:0:0", "::ffff:0.0.0.0"),
    ("::ffff:0:0:0", "::ffff:0:0:0"),
    ("0:0:0:0:1::", "::1:0:0:0"),
    ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("1::", "1::"),
  ])
  func `an IPv6 address is printed in its canonical form`(text: String, canonical: String) throws {
    let address = try IPAddress(text)
    #expect(address.description == canonical)
    #expect(systemText(address) == canonical)
    #expect(try IPAddress(canonical) == address)
  }

  @Test(arguments: [
    "", " ", ".", "1", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.",
    "127.1", "0x7f000001", "0x7f.0.0.1", "2130706433", "010.0.0.1", "1.2.3.04", "00.0.0.0",
    "256.0.0.1", "1.2.3.256", "1.2.3.999999999999999999999", "+1.2.3.4", "-1.2.3.4", "1.2.3.4 ",
    " 1.2.3.4", "1.2.3.4\n", "1.2.3.4\0", "1.2.3.a", "1,2,3,4", "１.2.3.4", "[1.2.3.4]",
    "1.2.3.4/32",
    "1.2.3.4%1", ":", ":::", "::1::", "1:::2", ":1", "1:", ":1::", "::1:", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "12345::",
    "::00001", "::g", "::-1", "[::1]", "::1%1", "::1%eth0", "::1/128", " ::1", "::1 ", "1.2.3.4::",
    "::1.2.3", "::1.2.3.4:1", "::1.2.3.4.5", "::1.2.3.256", "::01.2.3.4", "1:2:3:4:5:6:7:1.2.3.4",
    "::1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:1.2.3.4", "::.1.2.3.4", "::1:.2.3.4", "fe80::1%", "::ffff:",
  ])
  func `text that is no address is rejected`(text: String) {
    #expect(failure { () throws(WGError) in try IPAddress(text) }?.code == .invalidAddress)
    let address = IPAddress.parse(text.utf8.span)
    #expect(address == nil)
    #expect(systemParse(Array(text.utf8), AF_INET) == nil || text.utf8.contains(0))
    #expect(systemParse(Array(text.utf8), AF_INET6) == nil)
  }

  @Test(arguments: [
    ("010.0.0.1", "'010.0.0.1' is no IP address: write four numbers from 0 to 255 without leading"),
    ("", "'' is no IP address: write one such as"),
    ("10.0.0.0/8", "leave the prefix length out"), ("fe80::1%2", "leave the zone out"),
    ("[::1]", "leave the brackets out"), ("1:2", "write eight groups"),
  ])
  func `a rejection says what to write`(text: String, part: String) {
    let message = failure { () throws(WGError) in try IPAddress(text) }?.message
    #expect(message?.contains(part) == true, "\(message ?? "no error")")
  }

  @Test(arguments: [0, 1, 3, 5, 8, 15, 17, 28])
  func `bytes that are neither 4 nor 16 are rejected`(count: Int) {
    let bytes: [UInt8] = Array(repeating: 1, count: count)
    let error = failure { () throws(WGError) in try IPAddress(bytes: bytes.span) }
    #expect(error?.code == .invalidAddress)
    #expect(error?.message.hasPrefix("\(count) bytes") == true)
  }

  @Test func `an address writes its bytes into a buffer and nothing behind them`() throws {
    for text in ["1.2.3.4", "102:304:506:708:90a:b0c:d0e:f10"] {
      let address = try IPAddress(text)
      var buffer: [UInt8] = Array(repeating: 0xee, count: 20)
      var target = buffer.mutableSpan
      address.write(into: &target)
      #expect(Array(buffer[..<address.byteCount]) == address.bytes)
      #expect(buffer[address.byteCount...].allSatisfy { $0 == 0xee })
    }
  }

  @Test func `addresses sort by family, then by number`() throws {
    let sorted = try [
      "0.0.0.0", "9.255.255.255", "10.0.0.0", "255.255.255.255", "::", "::ffff:1.2.3.4",
      "1::", "1::1", "ffff::",
    ].map { try IPAddress($0) }
    #expect(sorted.reversed().sorted() == sorted)
    for (left, right) in zip(sorted, sorted.dropFirst()) { #expect(!(right < left)) }
    for value in sorted { #expect(!(value < value)) }
  }

  @Test func `an IPv4-mapped address is not the IPv4 address in it`() throws {
    #expect(try IPAddress("::ffff:1.2.3.4") != IPAddress("1.2.3.4"))
    #expect(try IPAddress("::") != IPAddress("0.0.0.0"))
  }

  @Test func `properties hold at the first and last address of their range, and not beside it`()
    throws
  {
    func check(
      _ property: KeyPath<IPAddress, Bool>, _ inside: [String], _ outside: [String],
      _ location: SourceLocation = #_sourceLocation
    ) throws {
      for text in inside {
        #expect(try IPAddress(text)[keyPath: property], "\(text)", sourceLocation: location)
      }
      for text in outside {
        #expect(try !IPAddress(text)[keyPath: property], "\(text)", sourceLocation: location)
      }
    }
    try check(\.isUnspecified, ["0.0.0.0", "::"], ["0.0.0.1", "::1", "8000::"])
    try check(
      \.isLoopback, ["127.0.0.0", "127.255.255.255", "::1"],
      ["126.255.255.255", "128.0.0.0", "::", "::2", "7f00::", "1::1"])
    try check(
      \.isLinkLocal, ["169.254.0.0", "169.254.255.255", "fe80::", "febf:ffff::1"],
      ["169.253.255.255", "169.255.0.0", "fe7f:ffff::", "fec0::", "a9fe::"])
    try check(
      \.isMulticast, ["224.0.0.0", "239.255.255.255", "ff00::", "ffff::1"],
      ["223.255.255.255", "240.0.0.0", "feff::", "e000::"])
  }
}
