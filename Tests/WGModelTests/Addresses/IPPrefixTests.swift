import SeededRandom
import Testing
import WGModel

@Suite struct `IP prefixes` {
  @Test(
    arguments: [
      ("10.0.0.0/8", "10.0.0.0/8", 8), ("10.0.0.5/24", "10.0.0.5/24", 24),
      ("0.0.0.0/0", "0.0.0.0/0", 0), ("1.2.3.4/32", "1.2.3.4/32", 32),
      ("1.2.3.4", "1.2.3.4/32", 32), ("::/0", "::/0", 0), ("2001:DB8::1", "2001:db8::1/128", 128),
      ("fd00::1/64", "fd00::1/64", 64), ("::ffff:1.2.3.4/128", "::ffff:1.2.3.4/128", 128),
      ("1::/100", "1::/100", 100),
    ] as [(String, String, UInt8)])
  func `a prefix is read and printed with its length, host bits included`(
    text: String, canonical: String, length: UInt8
  ) throws {
    let prefix = try IPPrefix(text)
    #expect(prefix.length == length)
    #expect(prefix.description == canonical)
    #expect(try IPPrefix(canonical) == prefix)
    #expect(try IPPrefix(prefix.address, length: length) == prefix)
  }

  @Test(arguments: [
    "", "/", "/8", "10/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/256", "10.0.0.0/4294967304",
    "10.0.0.0/18446744073709551624", "10.0.0.0/+8", "10.0.0.0/-8", "10.0.0.0/ 8", "10.0.0.0/8 ",
    "10.0.0.0/08", "10.0.0.0/032", "10.0.0.0/00", "10.0.0.0/8/8", "10.0.0.0/255.0.0.0",
    "10.0.0.0/0x8", "10.0.0.0 /8", "010.0.0.1/8", "::/129", "::/0128", "[::]/0", "::1%1/64",
    "10.0.0.0/8\0", "10.0.0.0\0/8", "10.0.0.0/\u{664}", "10.0.0.0/8,", "fe80::1/64%1",
  ])
  func `text that is no prefix is rejected`(text: String) {
    let error = failure { () throws(WGError) in try IPPrefix(text) }
    #expect(error?.code == .invalidAddress)
  }

  @Test(arguments: [
    (
      "10.0.0.0/33",
      "'10.0.0.0/33' has no valid prefix length: for IPv4 write a number from 0 to 32"
    ),
    ("::/129", "'::/129' has no valid prefix length: for IPv6 write a number from 0 to 128"),
    ("10.0.0.0/08", "without leading zeros"), ("10.0.0/8", "'10.0.0' is no IP address: write four"),
  ])
  func `a rejection says what to write`(text: String, part: String) {
    let message = failure { () throws(WGError) in try IPPrefix(text) }?.message
    #expect(message?.contains(part) == true, "\(message ?? "no error")")
  }

  @Test func `wg's grammar allows leading zeros in the length and nothing more`() throws {
    func read(_ text: String) throws(WGError) -> IPPrefix {
      try IPPrefix(utf8: text.utf8.span, leadingZeros: true)
    }
    #expect(try read("10.0.0.1/032") == IPPrefix("10.0.0.1/32"))
    #expect(try read("::1/0128") == IPPrefix("::1/128"))
    #expect(try read("1.2.3.4/00000000000000000000000008") == IPPrefix("1.2.3.4/8"))
    #expect(try read("1.2.3.4/00") == IPPrefix("1.2.3.4/0"))
    #expect(try read("1.2.3.4") == IPPrefix("1.2.3.4/32"))
    for text in ["1.2.3.4/033", "1.2.3.4/", "1.2.3.4/+8", "01.2.3.4/8", "::/0129"] {
      #expect(failure { () throws(WGError) in try read(text) }?.code == .invalidAddress, "\(text)")
    }
  }

  @Test func `a length above the family's bits is rejected`() throws {
    let v4 = try IPAddress("10.0.0.1")
    let v6 = try IPAddress("fd00::1")
    for length in UInt8.min...UInt8.max {
      let error = failure { () throws(WGError) in try IPPrefix(v4, length: length) }
      #expect((error == nil) == (length <= 32))
      let error6 = failure { () throws(WGError) in try IPPrefix(v6, length: length) }
      #expect((error6 == nil) == (length <= 128))
    }
    let error = failure { () throws(WGError) in try IPPrefix(v4, length: 33) }
    #expect(error?.message.hasPrefix("33 is no prefix length of 10.0.0.1: ") == true)
  }

  @Test(arguments: [
    ("10.1.2.3/8", "10.0.0.0/8"), ("10.1.2.3/0", "0.0.0.0/0"), ("10.1.2.3/32", "10.1.2.3/32"),
    ("255.255.255.255/31", "255.255.255.254/31"), ("255.255.255.255/1", "128.0.0.0/1"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/0", "::/0"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/1", "8000::/1"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/63", "ffff:ffff:ffff:fffe::/63"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/64", "ffff:ffff:ffff:ffff::/64"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/65", "ffff:ffff:ffff:ffff:8000::/65"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/127", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"),
  ])
  func `masking clears the bits behind the length`(text: String, masked: String) throws {
    let prefix = try IPPrefix(text)
    #expect(prefix.masked.description == masked)
    #expect(prefix.hasHostBits == (text != masked))
    #expect(!prefix.masked.hasHostBits)
  }

  @Test func `containing and overlapping are what comparing bit by bit says`() throws {
    func bits(_ address: IPAddress) -> [Bool] {
      address.bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
    }
    var random = SeededGenerator(state: 3)
    var contained = 0
    for _ in 0..<5_000 {
      let address = random.address()
      let other = try nearby(address, &random)
      let width = UInt64(address.family.bitCount)
      let prefix = try IPPrefix(address, length: UInt8(random.next() % (width + 1)))
      let second = try IPPrefix(other, length: UInt8(random.next() % (width + 1)))
      let same = zip(bits(address), bits(other)).prefix { $0 == $1 }.count
      #expect(prefix.contains(other) == (same >= prefix.length))
      #expect(
        prefix.contains(second) == (same >= prefix.length && second.length >= prefix.length))
      #expect(prefix.overlaps(second) == (same >= min(prefix.length, second.length)))
      #expect(prefix.overlaps(second) == (prefix.contains(second) || second.contains(prefix)))
      contained += prefix.contains(other) ? 1 : 0
    }
    #expect(contained > 1_000 && contained < 4_000)
  }

  /// The address with one bit changed, or itself.
  private func nearby(_ address: IPAddress, _ random: inout SeededGenerator) throws -> IPAddress {
    var bytes = address.bytes
    let place = Int(random.next() % UInt64(bytes.count * 8 + 8))
    if place < bytes.count * 8 { bytes[place / 8] ^= 0x80 >> UInt8(place % 8) }
    return try IPAddress(bytes: bytes.span)
  }

  @Test func `a prefix holds nothing of the other family`() throws {
    let v4 = try IPPrefix("0.0.0.0/0")
    let v6 = try IPPrefix("::/0")
    #expect(!v4.contains(v6.address) && !v6.contains(v4.address))
    #expect(!v4.contains(v6) && !v6.contains(v4))
    #expect(!v4.overlaps(v6) && !v6.overlaps(v4))
  }

  @Test func `prefixes sort by address, then by length`() throws {
    let sorted = try [
      "9.0.0.0/32", "10.0.0.0/8", "10.0.0.0/16", "10.0.0.1/8", "::/0", "::/1", "1::/0",
    ]
    .map { try IPPrefix($0) }
    #expect(sorted.reversed().sorted() == sorted)
    for (left, right) in zip(sorted, sorted.dropFirst()) { #expect(!(right < left)) }
    for value in sorted { #expect(!(value < value)) }
  }

  @Test func `100,000 prefixes are read back as they were printed`() throws {
    var random = SeededGenerator(state: 4)
    for _ in 0..<100_000 {
      let address = random.address()
      let width = UInt64(address.family.bitCount)
      let prefix = try IPPrefix(address, length: UInt8(random.next() % (width + 1)))
      let text = prefix.description
      if try IPPrefix(text) != prefix { Issue.record("\(text) is read as another prefix") }
      if text != "\(systemText(address))/\(prefix.length)" { Issue.record("\(text)") }
    }
  }

  // base64 has slashes, and the first character of a key can be taken for a sign.
  @Test(arguments: [
    "yAnz5TF/lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=", "QGYhNmVvQ+/mBLWqk5lBRyy5fJlCt0Yx0DwY+/6CFn4=",
    "/8D2Zo9CoqhW0MVJYYqUPCVPwnGGnbLXoVvFPoYYpjM=", "+/2Zo9CoqhW0MVJYYqUPCVPwnGGnbLXoVvFPoYYpjMc=",
  ])
  func `no part of a key that went astray is repeated`(key: String) {
    for text in [key, String(key.dropFirst()), key + "/24", "10.0.0.1/" + key] {
      let error = #expect(throws: WGError.self) { try IPPrefix(text) }
      for part in key.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where part.count > 3 {
        #expect(error?.message.contains(part) == false, "\(text)")
      }
    }
  }
}
