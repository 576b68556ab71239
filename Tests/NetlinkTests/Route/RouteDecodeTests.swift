import NetlinkTesting
import Testing

@testable import Netlink

/// Messages of type RTM_NEWROUTE, laid out by hand from the kernel's headers.
struct RouteDecodeTests {
  // struct rtmsg: family, lengths of destination and source, service, table, protocol, scope, type,
  // flags.
  private func route(
    family: UInt8 = 2, length: UInt8 = 0, table: UInt8 = 254, origin: UInt8 = 3, scope: UInt8 = 0,
    type: UInt8 = 1, flags: UInt32 = 0, _ attributes: [UInt8]...
  ) -> [UInt8] {
    [family, length, 0, 0, table, origin, scope, type] + Bytes.u32(flags) + attributes.joined()
  }

  // struct rtnexthop: length, flags, weight less one, index; then attributes.
  private func hop(_ link: Int32, weight: UInt8, _ attributes: [UInt8] = []) -> [UInt8] {
    Bytes.u16(UInt16(8 + attributes.count)) + [0, weight - 1] + Bytes.i32(link) + attributes
  }

  private func decode(_ bytes: [UInt8]) throws -> RouteEntry? {
    unsafe try RouteEntry.decode(bytes.span.bytes)
  }

  private func isMalformed(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try decode(bytes)
      return false
    } catch {
      return (error as? NetlinkError)?.kind == .malformed
    }
  }

  private let gateway = Bytes.attribute(5, [192, 0, 2, 1])
  private let link = Bytes.attribute(4, Bytes.u32(3))
  private let v6: [UInt8] = [0xfe, 0x80] + [UInt8](repeating: 0, count: 13) + [1]

  @Test func `a route has every field that was sent`() throws {
    let bytes = route(
      length: 8, table: 0, origin: 186, scope: 253, link, gateway,
      Bytes.attribute(1, [10, 0, 0, 0]), Bytes.attribute(15, Bytes.u32(51820)),
      Bytes.attribute(6, Bytes.u32(.max)), Bytes.attribute(7, [10, 9, 9, 9]),
      Bytes.attribute(30, Bytes.u32(77)))
    let decoded = try #require(try decode(bytes))
    #expect(decoded.network == RouteAddress(family: 2, bytes: [10, 0, 0, 0], prefixLength: 8))
    #expect(decoded.type == 1 && decoded.table == 51820 && decoded.metric == .max)
    #expect(decoded.scope == 253 && decoded.origin == 186 && decoded.hopID == 77)
    #expect(decoded.source?.bytes == [10, 9, 9, 9])
    #expect(decoded.hops.count == 1 && decoded.hops.first?.link == 3)
    #expect(
      decoded.hops.first?.gateway?.bytes == [192, 0, 2, 1] && decoded.hops.first?.weight == 1)
  }

  @Test(arguments: [(2, 4), (10, 16)])
  func `a default route has no destination`(family: Int, size: Int) throws {
    let family = UInt8(family)
    let decoded = try #require(try decode(route(family: family, link)))
    #expect(decoded.network.prefixLength == 0 && decoded.network.family == family)
    #expect(decoded.network.bytes == [UInt8](repeating: 0, count: size))
    #expect(decoded.table == 254 && decoded.metric == 0 && decoded.source == nil)
    #expect(decoded.hops.first?.gateway == nil && decoded.hopID == nil)
  }

  @Test func `a route of IPv4 has a gateway of IPv6`() throws {
    let via = Bytes.attribute(18, Bytes.u16(10) + v6)
    let decoded = try #require(try decode(route(link, via)))
    #expect(decoded.hops.first?.gateway == RouteAddress(family: 10, bytes: v6, prefixLength: 128))
  }

  @Test func `a route with several ways has all of them`() throws {
    let other = Bytes.attribute(18, Bytes.u16(10) + v6)
    let hops = [hop(3, weight: 1, gateway), hop(4, weight: 255), hop(5, weight: 2, other)]
    let several = Bytes.attribute(9, Array(hops.joined()))
    let decoded = try #require(try decode(route(several)))
    #expect(decoded.hops.map(\.link) == [3, 4, 5])
    #expect(decoded.hops.map(\.weight) == [1, 255, 2])
    #expect(decoded.hops.map { $0.gateway?.bytes } == [[192, 0, 2, 1], nil, v6])
  }

  @Test func `a route that drops packets has no way`() throws {
    let decoded = try #require(
      try decode(route(length: 8, type: 6, Bytes.attribute(1, [10, 0, 0, 0]))))
    #expect(decoded.hops.isEmpty && decoded.type == 6)
  }

  @Test func `what is cached or not of IP is passed over`() throws {
    #expect(try decode(route(flags: 0x200, link)) == nil)
    #expect(try decode(route(family: 28, length: 20, link)) == nil)
    #expect(try decode(route(family: 128, link)) == nil)
  }

  @Test func `a network that is not there is malformed`() {
    #expect(isMalformed(route(length: 8, link)))
  }

  @Test(arguments: [
    (1, 3), (1, 16), (1, 0), (4, 2), (4, 8), (5, 5), (5, 16), (6, 2), (7, 3), (15, 1), (18, 0),
    (18, 1), (18, 5), (30, 8),
  ])
  func `a route's attribute of a wrong size is malformed`(type: Int, count: Int) {
    let attribute = Bytes.attribute(UInt16(type), [UInt8](repeating: 2, count: count))
    #expect(isMalformed(route(length: 8, Bytes.attribute(1, [10, 0, 0, 0]), attribute)))
  }

  @Test func `a length of more bits than an address has is malformed`() {
    #expect(isMalformed(route(length: 33, Bytes.attribute(1, [10, 0, 0, 0]))))
    #expect(isMalformed(route(family: 10, length: 129, Bytes.attribute(1, v6))))
  }

  @Test func `a way that claims too few or too many bytes is malformed`() {
    let whole = hop(3, weight: 1, gateway)
    for length: UInt8 in [0, 7, 15, 17, 255] {
      let claimed = [length] + whole.dropFirst()
      #expect(isMalformed(route(Bytes.attribute(9, claimed))), "\(length)")
    }
    for count in 1..<whole.count where count != 8 {
      #expect(isMalformed(route(Bytes.attribute(9, Array(whole[..<count])))), "\(count)")
    }
    #expect(isMalformed(route(Bytes.attribute(9, whole + [1, 2, 3]))))
  }

  @Test func `a message that is cut in its header is malformed`() {
    for count in 0..<12 { #expect(isMalformed(Array(route()[..<count]))) }
  }
}
