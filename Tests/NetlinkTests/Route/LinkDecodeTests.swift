import NetlinkTesting
import Testing

@testable import Netlink

/// Messages of type RTM_NEWLINK and RTM_NEWADDR, laid out by hand from the kernel's headers.
struct LinkDecodeTests {
  // struct ifinfomsg: family, padding, ARPHRD_…, index, flags, change.
  private func link(index: Int32 = 7, flags: UInt32 = 0, _ attributes: [UInt8]...) -> [UInt8] {
    [0, 0] + Bytes.u16(65534) + Bytes.i32(index) + Bytes.u32(flags) + Bytes.u32(0)
      + attributes.joined()
  }

  // struct ifaddrmsg: family, prefix length, flags, scope, index.
  private func address(
    family: UInt8 = 2, length: UInt8 = 24, scope: UInt8 = 0, _ attributes: [UInt8]...
  ) -> [UInt8] {
    [family, length, 0, scope] + Bytes.u32(7) + attributes.joined()
  }

  private func decodeLink(_ bytes: [UInt8]) throws -> Link {
    unsafe try Link(decoding: bytes.span.bytes)
  }

  private func decodeAddress(_ bytes: [UInt8]) throws -> LinkAddress? {
    unsafe try LinkAddress.decode(bytes.span.bytes)
  }

  private func isMalformed(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return false
    } catch {
      return (error as? NetlinkError)?.kind == .malformed
    }
  }

  @Test func `a link has every field that was sent`() throws {
    let kind = Bytes.attribute(1, Bytes.text("veth"))
    let other = Bytes.nest(2, [8, 0, 1, 0, 1, 2, 3, 4])
    let names = [Bytes.text("uplink"), Bytes.text("b")]
    let mac: [UInt8] = [0x52, 0x54, 0, 0x12, 0x34, 0x56]
    let bytes = link(
      flags: 0x41,
      Bytes.attribute(3, Bytes.text("eth0")), Bytes.attribute(4, Bytes.u32(1500)),
      Bytes.attribute(16, [6]), Bytes.attribute(1, mac), Bytes.nest(18, kind, other),
      Bytes.nest(52, Bytes.attribute(53, names[0]), Bytes.attribute(53, names[1])))
    let decoded = try decodeLink(bytes)
    #expect(decoded.index == 7 && decoded.mtu == 1500 && decoded.kind == "veth")
    #expect(decoded.name == Bytes.text("eth0"))
    #expect(decoded.isUp && decoded.isRunning && decoded.operationalState == 6)
    #expect(decoded.hardwareAddress == mac)
    #expect(decoded.alternativeNames == names)
  }

  @Test func `a link of which nothing more is said has nothing more`() throws {
    let decoded = try decodeLink(link(Bytes.attribute(3, Bytes.text("wg0"))))
    #expect(!decoded.isUp && !decoded.isRunning && decoded.operationalState == 0)
    #expect(decoded.kind.isEmpty && decoded.hardwareAddress.isEmpty && decoded.mtu == 0)
    #expect(decoded.alternativeNames.isEmpty)
  }

  @Test func `up and running are told apart`() throws {
    #expect(try decodeLink(link(flags: 0x1)).isUp)
    #expect(try !decodeLink(link(flags: 0x1)).isRunning)
    #expect(try decodeLink(link(flags: 0x40)).isRunning)
    #expect(try !decodeLink(link(flags: 0x40)).isUp)
  }

  @Test(arguments: [(4, 3), (4, 8), (16, 0), (16, 2), (1, 33), (18, 3), (52, 5)])
  func `a link's attribute of a wrong size is malformed`(type: Int, count: Int) {
    let attribute = Bytes.attribute(UInt16(type), [UInt8](repeating: 1, count: count))
    #expect(isMalformed { _ = try decodeLink(link(attribute)) })
  }

  @Test func `a message that is cut anywhere in its header is malformed`() {
    for count in 0..<16 { #expect(isMalformed { _ = try decodeLink(Array(link()[..<count])) }) }
    for count in 0..<8 {
      #expect(isMalformed { _ = try decodeAddress(Array(address()[..<count])) })
    }
  }

  @Test func `an address has its link, its length and its scope`() throws {
    let decoded = try #require(
      try decodeAddress(
        address(
          family: 10, length: 64, scope: 253,
          Bytes.attribute(1, [0xfe, 0x80] + [UInt8](repeating: 0, count: 13) + [1]))))
    #expect(decoded.link == 7 && decoded.scope == 253 && decoded.peer == nil)
    #expect(decoded.local.family == 10 && decoded.local.prefixLength == 64)
    #expect(decoded.local.bytes.count == 16 && decoded.local.bytes[15] == 1)
  }

  @Test func `the other end of a link is no address of ours`() throws {
    let (ours, theirs) = (Bytes.attribute(2, [10, 0, 0, 1]), Bytes.attribute(1, [10, 0, 0, 2]))
    for parts in [ours + theirs, theirs + ours] {
      let decoded = try #require(try decodeAddress(address(length: 32, parts)))
      #expect(decoded.local.bytes == [10, 0, 0, 1])
      #expect(decoded.peer?.bytes == [10, 0, 0, 2] && decoded.peer?.prefixLength == 32)
    }
    let same = Bytes.attribute(2, [10, 0, 0, 1]) + Bytes.attribute(1, [10, 0, 0, 1])
    #expect(try decodeAddress(address(same))?.peer == nil)
  }

  @Test func `an address of another family is passed over`() throws {
    #expect(try decodeAddress(address(family: 28, Bytes.attribute(1, [1, 2, 3]))) == nil)
    #expect(try decodeAddress(address()) == nil)
  }

  @Test(arguments: [(2, 24, 3), (2, 24, 16), (2, 33, 4), (10, 64, 4), (10, 129, 16), (2, 24, 0)])
  func `an address of a wrong size or length is malformed`(family: Int, length: Int, count: Int) {
    for type: UInt16 in [1, 2] {
      let attribute = Bytes.attribute(type, [UInt8](repeating: 9, count: count))
      let bytes = address(family: UInt8(family), length: UInt8(length), attribute)
      #expect(isMalformed { _ = try decodeAddress(bytes) })
    }
  }
}
