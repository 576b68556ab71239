import Netlink
import Testing
import WGModel

@testable import WGControl

@Suite struct `The rules of a tunnel` {
  private let name: InterfaceName
  private let out: InterfaceName

  init() throws {
    name = try InterfaceName("wg0")
    out = try InterfaceName("eth0")
  }

  private func field(_ text: String) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 0, count: 16 - text.utf8.count)
  }

  private func nat(_ networks: String..., out: InterfaceName? = nil) throws -> TunnelNAT {
    TunnelNAT(networks: try networks.map { try IPPrefix($0) }, outInterface: out)
  }

  private func rules(_ nat: TunnelNAT) -> [FilterRule] {
    nat.chains(for: name).flatMap { (chain) in
      chain.rules.map { FilterRule(chain: Array(chain.name.utf8), expressions: $0) }
    }
  }

  @Test func `packets from the tunnel and into it are accepted, whoever sent the first one`() throws
  {
    let chains = try nat("10.8.0.0/24").chains(for: name)
    #expect(chains.map { $0.name } == ["forward", "postrouting"])
    #expect(chains.map { $0.hook } == [.forward, .postRouting])
    #expect(
      chains[0].rules == [
        [.incomingInterface, .equals(field("wg0")), .accept],
        [.outgoingInterface, .equals(field("wg0")), .accept],
      ])
  }

  @Test func `packets of a network get another address where they leave the tunnel`()
    throws
  {
    let elsewhere: [FilterExpression] = [
      .outgoingInterface, .differs(field("wg0")), .outgoingInterface, .differs(field("lo")),
      .masquerade,
    ]
    let found = try nat("10.8.0.0/23", "10.9.9.9/32", "0.0.0.0/0", "fd00:8::/61", "::/0")
      .chains(for: name)[1].rules
    let v6: [UInt8] = [0xfd, 0, 0, 8] + [UInt8](repeating: 0, count: 12)
    let bits = [UInt8](repeating: 255, count: 7) + [0xf8] + [UInt8](repeating: 0, count: 8)
    #expect(
      found == [
        [
          .family, .isIPv4, .header(offset: 12, count: 4), .mask([255, 255, 254, 0]),
          .equals([10, 8, 0, 0]),
        ] + elsewhere,
        [.family, .isIPv4, .header(offset: 12, count: 4), .equals([10, 9, 9, 9])] + elsewhere,
        [.family, .isIPv4] + elsewhere,
        [.family, .isIPv6, .header(offset: 8, count: 16), .mask(bits), .equals(v6)] + elsewhere,
        [.family, .isIPv6] + elsewhere,
      ])
  }

  @Test func `with one way out, packets that leave by another one keep their address`() throws {
    let found = try nat("10.8.0.0/24", out: out).chains(for: name)[1].rules
    #expect(found[0].suffix(3) == [.outgoingInterface, .equals(field("eth0")), .masquerade])
    #expect(!found[0].contains(.differs(field("lo"))))
  }

  @Test func `what the rules say is what they were made of`() throws {
    for nat in [
      try nat("10.8.0.0/24"), try nat("0.0.0.0/0", out: out), try nat("::/0"),
      try nat("10.8.0.1/32", "fd00:8::/64", "fd00::1/128", "::/1", out: out),
      try nat("10.8.0.0/31", "fd00:8::/127"), try nat("0.0.0.0/1"),
    ] { #expect(TunnelNAT(rules(nat), of: name) == nat) }
  }

  @Test func `a rule more, a rule less, another order or another tunnel are not WGKit's`() throws {
    let right = rules(try nat("10.8.0.0/24", "10.9.0.0/24"))
    #expect(TunnelNAT(right, of: name) != nil)
    for place in right.indices {
      var wrong = right
      wrong.remove(at: place)
      // With a network less, it is NAT of the other one.
      #expect((TunnelNAT(wrong, of: name) == nil) == (place < 2))
      wrong.insert(right[place], at: place)
      wrong.insert(right[place], at: place)
      #expect((TunnelNAT(wrong, of: name) == nil) == (place < 2))
      wrong = right
      wrong[place] = FilterRule(
        chain: right[place].chain, expressions: right[place].expressions + [.other])
      #expect(TunnelNAT(wrong, of: name) == nil)
      wrong[place] = FilterRule(chain: Array("x".utf8), expressions: right[place].expressions)
      #expect(TunnelNAT(wrong, of: name) == nil)
    }
    #expect(TunnelNAT(Array(right.reversed()), of: name) == nil)
    #expect(TunnelNAT(right, of: out) == nil)
  }

  @Test func `networks are put in order, and what makes no sense is refused`() throws {
    let wanted = try nat("10.8.0.7/24", "10.8.0.0/24", "10.7.0.0/24").checked(for: name)
    #expect(wanted == (try nat("10.7.0.0/24", "10.8.0.0/24")))
    func code(_ nat: TunnelNAT) -> WGError.Code? {
      do throws(WGError) { _ = try nat.checked(for: name) } catch { return error.code }
      return nil
    }
    #expect(code(try nat()) == .invalidArgument)
    #expect(code(try nat("10.8.0.0/24", out: name)) == .invalidArgument)
    #expect(code(try nat("10.8.0.0/24", out: out)) == nil)
    let many = try (0..<101).map { try IPPrefix("10.8.\($0).0/24") }
    #expect(code(TunnelNAT(networks: Array(many.dropLast()))) == nil)
    #expect(code(TunnelNAT(networks: many)) == .tooLarge)
  }
}
