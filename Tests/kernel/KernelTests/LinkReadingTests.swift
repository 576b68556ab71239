import Foundation
import Testing
import WGKit

/// What the kernel says of interfaces, addresses and routes, compared with what `ip -j` says.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct LinkReadingTests {
  let links = LinkController()

  private func json(_ arguments: [String]) throws -> [[String: Any]] {
    let text = try Harness.output("env", ["ip", "-j", "-d"] + arguments)
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [[String: Any]])
  }

  /// A veth pair, a WireGuard interface and a dummy, with addresses and routes of all kinds.
  private func withNetwork(_ body: () throws -> Void) throws {
    let setUp = """
      ip link add rd0 address 02:00:00:00:00:07 type veth peer name rd1
      ip link add rdwg mtu 1300 type wireguard
      ip link add rddown type dummy
      ip link property add dev rd0 altname an-alternative-name-longer-than-fifteen altname two
      ip link set rd0 up
      ip link set rd1 up
      ip link set rdwg up
      ip address add 192.0.2.1/24 dev rd0
      ip address add 2001:db8::1/64 dev rd0 nodad
      ip address add 10.50.0.1 peer 10.50.0.2/32 dev rd0
      ip address add 10.60.0.1/16 scope link dev rdwg
      ip route add default via 192.0.2.254 dev rd0 metric 300
      ip route add default via 192.0.2.253 dev rd0 metric 200 src 192.0.2.1
      ip route add default dev rdwg table 51820
      ip -6 route add default via 2001:db8::fe dev rd0 metric 50
      ip route add 198.51.100.0/24 nexthop via 192.0.2.2 dev rd0 weight 3 nexthop dev rdwg weight 1
      ip -6 route add 2001:db8:5::/48 nexthop via 2001:db8::2 nexthop via 2001:db8::3 weight 7
      ip route add 203.0.113.0/24 via inet6 2001:db8::2 dev rd0
      ip route add blackhole 10.70.0.0/16
      ip -6 route add unreachable 2001:db8:6::/48
      ip nexthop add id 4711 via 192.0.2.9 dev rd0
      ip route add 10.80.0.0/16 nhid 4711
      ip route add 10.90.0.0/16 dev rdwg proto 186 metric 5
      """
    let tearDown = """
      for link in rd0 rdwg rddown; do ip link del $link; done
      ip route del blackhole 10.70.0.0/16
      ip -6 route del unreachable 2001:db8:6::/48
      """
    defer { _ = try? Harness.output("sh", "-c", tearDown) }
    _ = try Harness.output("sh", "-ec", setUp)
    try body()
  }

  /// What is read, and what ip says, at a time when ip says the same before and after.
  ///
  /// New links settle for a while: they come up, and their addresses are tried for duplicates.
  private func settled<Value>(
    _ arguments: String..., read: () throws -> Value
  ) throws -> (Value, [[String: Any]]) {
    var before = try json(arguments)
    while true {
      let value = try read()
      let after = try json(arguments)
      if NSArray(array: before).isEqual(to: after) { return (value, after) }
      before = after
    }
  }

  @Test func `interfaces are what ip says they are`() throws {
    try withNetwork {
      let (found, shown) = try settled("address", "show") { try links.interfaces() }
      #expect(found.map(\.name.description) == shown.map { $0["ifname"] as? String })
      for (interface, ip) in zip(found, shown) {
        #expect(interface.index == ip["ifindex"] as? UInt32)
        #expect(interface.mtu == ip["mtu"] as? UInt32)
        let flags = try #require(ip["flags"] as? [String])
        #expect(interface.isUp == flags.contains("UP"))
        // What ip shows as LOWER_UP and NO-CARRIER is another matter.
        let state = try #require(ip["operstate"] as? String)
        #expect("\(interface.operationalState)".uppercased() == state)
        let mac = ip["address"] as? String
        #expect(interface.hardwareAddress?.description == mac, "\(interface.name)")
        let kind = (ip["linkinfo"] as? [String: Any])?["info_kind"] as? String
        #expect(interface.kind == kind)
        #expect(interface.alternativeNames == ip["altnames"] as? [String] ?? [])
        try compare(interface, try #require(ip["addr_info"] as? [[String: Any]]))
        #expect(try links.interface(interface.name) == interface)
      }
      let read = try links.interface(InterfaceName("rd0"))
      #expect(read.isUp && read.isRunning && read.operationalState == .up && read.kind == "veth")
      #expect(read.addresses.contains { $0.peer?.description == "10.50.0.2/32" })
      let wireguard = try links.interface(InterfaceName("rdwg"))
      #expect(wireguard.kind == "wireguard" && wireguard.hardwareAddress == nil)
      #expect(wireguard.addresses.map(\.scope) == [.link])
      #expect(try !links.interface(InterfaceName("rddown")).isUp)
      #expect(try !links.interface(InterfaceName("rddown")).isRunning)
    }
  }

  private func compare(_ interface: Interface, _ shown: [[String: Any]]) throws {
    #expect(interface.addresses.count == shown.count, "\(interface.name)")
    for (address, ip) in zip(interface.addresses, shown) {
      #expect(address.prefix.address.description == ip["local"] as? String)
      #expect(address.prefix.length == ip["prefixlen"] as? UInt8)
      #expect(address.peer?.address.description == ip["address"] as? String)
      #expect(address.scope.description == ip["scope"] as? String)
    }
  }

  @Test func `an interface that is not there has no description`() throws {
    let error = Harness.error { () throws(WGError) in
      _ = try links.interface(InterfaceName("rd-none"))
    }
    #expect(error?.code == .noSuchInterface)
  }

  @Test(arguments: ["-4", "-6"]) func `routes are what ip says they are`(family: String) throws {
    try withNetwork {
      let wanted: IPAddress.Family = family == "-4" ? .v4 : .v6
      let (found, shown) = try settled(family, "-N", "route", "show", "table", "all") {
        try links.routes().filter { $0.network.address.family == wanted }
      }
      #expect(found.count == shown.count && shown.count > 8)
      let names = try Dictionary(
        uniqueKeysWithValues: links.interfaces().map { ($0.index, $0.name.description) })
      #expect(
        found.map { describe($0, names) }.sorted() == shown.map { describe($0) }.sorted())
    }
  }

  // The same words for a route of the library and for one of ip: what ip leaves out is its default.
  private func describe(_ route: Route, _ names: [UInt32: String]) -> String {
    let host = route.network.length == (route.network.address.family == .v4 ? 32 : 128)
    let network =
      route.isDefault
      ? "default" : host ? route.network.address.description : route.network.description
    let hops = route.nextHops.map {
      "\($0.gateway?.description ?? "-") \(names[$0.interfaceIndex] ?? "?") \($0.weight)"
    }
    return """
      \(network) \(route.kind.rawValue) \(route.table) \(route.metric) \(route.origin) \
      \(route.preferredSource?.description ?? "-") \(hops) \(route.nextHopID ?? 0)
      """
  }

  private func describe(_ ip: [String: Any]) -> String {
    func number(_ name: String, _ missing: Int) -> Int {
      (ip[name] as? Int) ?? (ip[name] as? String).flatMap { Int($0) } ?? missing
    }
    func hop(_ part: [String: Any]) -> String {
      let via = (part["via"] as? [String: Any])?["host"] as? String
      let gateway = part["gateway"] as? String ?? via ?? "-"
      return "\(gateway) \(part["dev"] as? String ?? "?") \(part["weight"] as? Int ?? 1)"
    }
    var hops: [String] = []
    if let several = ip["nexthops"] as? [[String: Any]] {
      hops = several.map(hop)
    } else if ip["dev"] != nil {
      hops = [hop(ip)]
    }
    return """
      \(ip["dst"] as? String ?? "?") \(number("type", 1)) \(number("table", 254)) \
      \(number("metric", 0)) \(number("protocol", 3)) \(ip["prefsrc"] as? String ?? "-") \
      \(hops) \(number("nhid", 0))
      """
  }

  @Test func `the default route is the one with the lowest metric`() throws {
    try withNetwork {
      let index = try links.index(of: InterfaceName("rd0"))
      let v4 = try #require(try links.defaultRoute(.v4))
      #expect(v4.metric == 200 && v4.nextHops.map(\.interfaceIndex) == [index])
      #expect(v4.nextHops.first?.gateway?.description == "192.0.2.253")
      #expect(v4.preferredSource?.description == "192.0.2.1")
      let v6 = try #require(try links.defaultRoute(.v6))
      #expect(v6.nextHops.first?.gateway?.description == "2001:db8::fe")
      for gateway in ["192.0.2.253", "192.0.2.254"] {
        _ = try Harness.output("ip", "route", "del", "default", "via", gateway)
      }
      // The one that is left is in another table.
      #expect(try links.defaultRoute(.v4) == nil)
    }
  }

  @Test func `a route with several ways is one through each of their interfaces`() throws {
    try withNetwork {
      let shared = try IPPrefix("198.51.100.0/24")
      for name in ["rd0", "rdwg"] {
        #expect(try links.routes(through: InterfaceName(name)).contains(shared), "\(name)")
      }
      let route = try #require(try links.routes().first { $0.network == shared })
      #expect(route.nextHops.map(\.weight) == [3, 1])
      #expect(route.nextHops.map { $0.gateway?.description } == ["192.0.2.2", nil])
    }
  }
}
