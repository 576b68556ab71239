import Fuzzing

@testable import Netlink
@testable import WGControl
@testable import WGModel

/// Links, addresses, routes and rules of NAT: one message decoded, or whole lists in a conversation.
@main
enum FuzzRoute {
  static func main() {
    fuzz { (bytes, count) in
      FuzzRoute.test(Input(bytes, count))
      return 0
    }
  }

  private static func test(_ made: Input) {
    var input = made
    let choice = input.byte() % 8
    do throws(NetlinkError) {
      switch choice {
      case 0...2, 6: try decode(choice, input.remainder())
      default: try list(choice, input)
      }
    } catch {
      let said = Attempt("list them").error(error)
      expect(said.message.utf8.starts(with: "cannot list them: ".utf8), true, said.message)
    }
  }

  private static func decode(_ choice: UInt8, _ bytes: [UInt8]) throws(NetlinkError) {
    let message = bytes.span.bytes
    switch choice {
    case 0: try check(Link(decoding: message), [])
    case 1: if let address = try LinkAddress.decode(message) { try check(address) }
    case 2: if let route = try RouteEntry.decode(message) { try check(route) }
    default:
      if let rule = try FilterRule(decoding: message, ofTable: "wgkit-x") { check([rule]) }
    }
  }

  private static func list(_ choice: UInt8, _ input: Input) throws(NetlinkError) {
    if choice == 7 {
      var filter = FilterNetlink(over: FuzzedTransport(input))
      return check(try filter.rules(ofTable: "wgkit-x"))
    }
    var route = RouteNetlink(over: FuzzedTransport(input))
    switch choice {
    case 3:
      let links = try route.links()
      let addresses = try route.addresses()
      for link in links { try check(link, addresses) }
    case 4: for address in try route.addresses() { try check(address) }
    default: for entry in try route.routes() { try check(entry) }
    }
  }

  private static func check(_ link: Link, _ addresses: [LinkAddress]) throws(NetlinkError) {
    let interface = try Interface(link, addresses)
    for name in interface.alternativeNames { requirePrintable(name) }
    requirePrintable("\(interface.name)")
  }

  private static func check(_ address: LinkAddress) throws(NetlinkError) {
    try check(address.local)
    if let peer = address.peer { try check(peer) }
  }

  private static func check(_ entry: RouteEntry) throws(NetlinkError) {
    try check(entry.network)
    if let source = entry.source { try check(source) }
    for hop in entry.hops {
      expect((1...256).contains(hop.weight), true, "a weight")
      if let gateway = hop.gateway { try check(gateway) }
    }
  }

  // Rules that are taken for those of a tunnel are those that would be made for it.
  private static func check(_ rules: [FilterRule]) {
    guard let name = try? InterfaceName("x"), let nat = TunnelNAT(rules, of: name) else { return }
    var made = 0
    for chain in nat.chains(for: name) { made += chain.rules.count }
    expect(made, rules.count, "the rules of NAT")
  }

  // What was decoded is an address, and its text is one too.
  private static func check(_ address: RouteAddress) throws(NetlinkError) {
    let prefix = try IPPrefix(address)
    expect(try? IPPrefix("\(prefix)"), prefix, "an address as text")
  }

  private static func requirePrintable(_ text: String) {
    expect(text.utf8.allSatisfy { (0x20..<0x7f).contains($0) }, true, "printable text")
  }
}
