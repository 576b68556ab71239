import Foundation
import Testing
import WGKit

/// Interfaces made what they are to be, on the real kernel.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct ReloadTests {
  let interfaces = InterfaceController()
  let links = LinkController()

  private func prefixes(_ texts: String...) throws -> [IPPrefix] {
    try texts.map { try IPPrefix($0) }
  }

  private func peer(_ number: Int, _ allowedIPs: String...) throws -> PeerConfiguration {
    PeerConfiguration(
      publicKey: try makePeer(number).publicKey, allowedIPs: try allowedIPs.map { try IPPrefix($0) }
    )
  }

  /// What `ip` and `wg` say of an interface: whatever a reload could change.
  private func description(of name: InterfaceName) throws -> String {
    let peers = try Harness.output("wg", "showconf", "\(name)")
      .split(separator: "\n").sorted().joined(separator: "\n")
    let addresses = try Harness.output("ip", "-o", "address", "show", "dev", "\(name)")
      .split(separator: "\n").map { $0.split(separator: " ").prefix(4).joined(separator: " ") }
      .sorted().joined(separator: "\n")
    let routes = try Harness.output("ip", "route", "show", "table", "all", "dev", "\(name)")
      .split(separator: "\n").sorted().joined(separator: "\n")
    let routes6 = try Harness.output("ip", "-6", "route", "show", "table", "all", "dev", "\(name)")
      .split(separator: "\n").sorted().joined(separator: "\n")
    let mtu = try links.interface(name).mtu
    return [peers, addresses, routes, routes6, "mtu \(mtu)"].joined(separator: "\n")
  }

  private func wanted() throws -> InterfaceConfiguration {
    InterfaceConfiguration(
      device: DeviceConfiguration(
        privateKey: .set(try PrivateKey.generate()), listenPort: 51850,
        peers: [
          try peer(1, "10.61.0.0/24", "10.62.0.7/32"), try peer(2, "10.63.0.0/16", "fd61:1::/64"),
        ]),
      addresses: try prefixes("10.61.0.1/24", "fd61::1/64"), mtu: 1400)
  }

  @Test func `an interface becomes what its configuration says, and a second time changes nothing`()
    throws
  {
    try Harness.withInterface("wgreload") { name in
      try links.bringUp(name)
      var wanted = try wanted()
      let first = try interfaces.reload(wanted, to: name)
      #expect(first.addedAddresses == (wanted.addresses ?? []) && first.mtu == 1400)
      // The network of an address needs no route of its own.
      #expect(first.addedRoutes == (try prefixes("10.62.0.7/32", "10.63.0.0/16", "fd61:1::/64")))
      #expect(try Set(links.addresses(of: name)) == Set(wanted.addresses ?? []))
      #expect(try links.interface(name).mtu == 1400)
      let routes = try Harness.output("ip", "route", "show", "dev", "\(name)")
      #expect(routes.contains("10.62.0.7 scope link") && routes.contains("10.63.0.0/16 scope link"))
      let again = try interfaces.reload(wanted, to: name)
      #expect(again.isEmpty, "\(again)")

      wanted.device.peers[0].allowedIPs = try prefixes("10.61.0.0/24")
      wanted.device.peers.append(try peer(3, "10.64.0.0/16"))
      wanted.addresses = try prefixes("10.61.0.1/24")
      wanted.mtu = nil
      let second = try interfaces.reload(wanted, to: name)
      #expect(second.addedRoutes == (try prefixes("10.64.0.0/16")))
      #expect(second.removedRoutes == (try prefixes("10.62.0.7/32")))
      #expect(second.removedAddresses == (try prefixes("fd61::1/64")))
      #expect(try links.interface(name).mtu == 1400)
      #expect(try interfaces.difference(of: name, to: wanted).isEmpty)
    }
  }

  @Test func `what fails in the middle is taken back`() throws {
    try Harness.withInterface("wgback") { name in
      try Harness.withInterface("wgother") { other in
        try links.bringUp(name)
        try links.bringUp(other)
        try interfaces.reload(wanted(), to: name)
        // In the middle, after the addresses: another interface has the port.
        try KernelController().apply(DeviceUpdate(listenPort: 51851), to: other)
        // What a reload is to leave alone comes back with all that it has.
        _ = try Harness.output(
          "ip", "route", "add", "10.50.0.0/16", "via", "10.61.0.7", "dev", "\(name)")
        _ = try Harness.output(
          "ip", "route", "add", "10.51.0.0/16", "dev", "\(name)", "metric", "5", "src", "10.61.0.1")
        _ = try Harness.output("ip", "route", "add", "default", "dev", "\(name)", "table", "51820")
        let before = try description(of: name)
        var wanted = try wanted()
        wanted.device.listenPort = 51851
        wanted.device.peers = [try peer(1, "10.61.0.0/24"), try peer(4, "10.68.0.0/16")]
        wanted.addresses = try prefixes("10.61.0.2/24", "10.65.0.1/24")
        wanted.mtu = 1500
        let error = Harness.error { () throws(WGError) in
          try interfaces.reload(wanted, to: name)
        }
        #expect(error?.code == .portInUse)
        #expect(error?.message.hasSuffix("what had been changed is as it was before") == true)
        let after = try description(of: name)
        #expect(after == before)
      }
    }
  }

  @Test func `addresses and routes that the kernel takes along are given back`() throws {
    try Harness.withInterface("wgsecond") { name in
      try links.bringUp(name)
      var wanted = try wanted()
      wanted.addresses = try prefixes("10.66.0.1/24", "10.66.0.2/24")
      try interfaces.reload(wanted, to: name)
      // The second address of a network goes with the first.
      wanted.addresses = try prefixes("10.66.0.2/24")
      try interfaces.reload(wanted, to: name)
      #expect(try links.addresses(of: name) == wanted.addresses)
      #expect(try interfaces.difference(of: name, to: wanted).isEmpty)
      // And with the last address of a family go the routes, but for one that is not to stay.
      wanted.addresses = try prefixes("fd61::1/64")
      wanted.device.peers[0].allowedIPs = try prefixes("10.61.0.0/24")
      try interfaces.reload(wanted, to: name)
      let routes = try Harness.output("ip", "route", "show", "dev", "\(name)")
      #expect(routes.contains("10.63.0.0/16 scope link") && !routes.contains("10.62.0.7"))
      #expect(try interfaces.difference(of: name, to: wanted).isEmpty)
    }
  }

  @Test func `routes of others stay, and a table of one's own is used`() throws {
    try Harness.withInterface("wgtable") { name in
      try links.bringUp(name)
      var wanted = try wanted()
      wanted.routing = .table(4_711)
      wanted.device.peers[1].allowedIPs += try prefixes("0.0.0.0/0")
      try interfaces.reload(wanted, to: name)
      var routes = try Harness.output("ip", "route", "show", "table", "4711")
      #expect(routes.contains("default dev wgtable") && routes.contains("10.61.0.0/24 dev wgtable"))
      _ = try Harness.output(
        "ip", "route", "add", "10.67.0.0/16", "dev", "wgtable", "table", "4711")
      wanted.device.peers.removeLast()
      let difference = try interfaces.reload(wanted, to: name)
      #expect(difference.removedRoutes.count == 3)
      routes = try Harness.output("ip", "route", "show", "table", "4711")
      #expect(routes.contains("10.67.0.0/16") && !routes.contains("default"))

      wanted.routing = .none
      wanted.device.peers = []
      #expect(try interfaces.reload(wanted, to: name).removedRoutes.isEmpty)
      #expect(try Harness.output("ip", "route", "show", "table", "4711") == routes)
    }
  }

  @Test func `what cannot be done while packets flow is refused before anything is changed`() throws
  {
    try Harness.withInterface("wgrefuse") { name in
      let wanted = try wanted()
      let down = Harness.error { () throws(WGError) in try interfaces.reload(wanted, to: name) }
      #expect(down?.message.contains("is down") == true)

      try links.bringUp(name)
      try interfaces.reload(wanted, to: name)
      let before = try description(of: name)
      var changed = wanted
      changed.mtu = 1300
      changed.device.peers[0].allowedIPs += try prefixes("0.0.0.0/0")
      let full = Harness.error { () throws(WGError) in try interfaces.reload(changed, to: name) }
      #expect(full?.code == .invalidArgument && full?.message.contains("0.0.0.0/0") == true)
      #expect(try description(of: name) == before)

      changed.device.peers[0].allowedIPs = try prefixes("10.63.0.0/16")
      changed.device.peers[1].allowedIPs = []
      let moved = Harness.error { () throws(WGError) in try interfaces.reload(changed, to: name) }
      #expect(moved?.code == .wouldMove)
      #expect(try description(of: name) == before)
      try interfaces.reload(changed, to: name, allowingMoves: true)
      #expect(try interfaces.difference(of: name, to: changed).isEmpty)

      // A default route is there or not: it neither comes nor goes with a reload.
      _ = try Harness.output("ip", "route", "add", "default", "dev", "wgrefuse", "table", "51820")
      #expect(try interfaces.difference(of: name, to: changed).isEmpty)
      changed.device.peers[1].allowedIPs = try prefixes("0.0.0.0/0")
      #expect(try interfaces.reload(changed, to: name).addedRoutes.isEmpty)
      changed.device.peers[1].allowedIPs = []
      let gone = Harness.error { () throws(WGError) in try interfaces.reload(changed, to: name) }
      #expect(gone?.message.contains("take it down and bring it up") == true)

      changed.device.peers[1].allowedIPs = try prefixes("0.0.0.0/0", "fd62::/64")
      changed.mtu = 1200
      let small = Harness.error { () throws(WGError) in try interfaces.reload(changed, to: name) }
      #expect(small?.message.contains("IPv6 needs 1280") == true)

      try Harness.withInterface("wgtaken") { other in
        try links.bringUp(other)
        try links.addRoute(to: IPPrefix("10.69.0.0/16"), through: other)
        changed.mtu = nil
        changed.device.peers[1].allowedIPs = try prefixes("0.0.0.0/0", "10.69.0.0/16")
        let taken = Harness.error { () throws(WGError) in try interfaces.reload(changed, to: name) }
        #expect(taken?.code == .alreadyExists)
      }
    }
  }

  @Test func `a change of the address keeps every route that is not about it`() throws {
    try Harness.withInterface("wgmoves") { name in
      try links.bringUp(name)
      var wanted = try wanted()
      wanted.addresses = try prefixes("10.61.0.1/24", "fd61::1/64")
      try interfaces.reload(wanted, to: name)
      _ = try Harness.output(
        "ip", "route", "add", "10.50.0.0/16", "via", "10.61.0.7", "dev", "wgmoves")
      _ = try Harness.output("ip", "route", "add", "10.51.0.0/16", "dev", "wgmoves", "metric", "5")
      _ = try Harness.output("ip", "route", "add", "default", "dev", "wgmoves", "table", "51820")
      let routes = { () throws in
        try Set(
          ["-4", "-6"].flatMap {
            try Harness.output("ip", $0, "route", "show", "dev", "wgmoves", "table", "all")
              .split(separator: "\n").filter {
                !$0.contains("proto kernel") && !$0.contains("local")
              }
          })
      }
      let before = try routes()
      #expect(before.contains { $0.contains("via 10.61.0.7") })
      #expect(before.contains { $0.contains("default") })
      // Within the network, to another length, away from IPv4 and back.
      for address in ["10.61.0.2/24", "10.61.0.2/25", "10.61.0.3/24"] {
        wanted.addresses = try prefixes(address, "fd61::1/64")
        try interfaces.reload(wanted, to: name)
        #expect(try Set(links.addresses(of: name)) == Set(wanted.addresses ?? []), "\(address)")
        #expect(try routes().isSuperset(of: before), "\(address)")
      }
      for address in ["fd61::1/48", "fd61::2/48"] {
        wanted.addresses = try prefixes("10.61.0.3/24", address)
        try interfaces.reload(wanted, to: name)
        #expect(try Set(links.addresses(of: name)) == Set(wanted.addresses ?? []), "\(address)")
      }
      // A network that an address no longer leads to gets a route, and a file without addresses
      // leaves them.
      wanted.addresses = try prefixes("10.61.0.3/32", "fd61::2/48")
      try interfaces.reload(wanted, to: name)
      #expect(try links.routes(through: name).contains(IPPrefix("10.61.0.0/24")))
      wanted.addresses = nil
      #expect(try interfaces.reload(wanted, to: name).isEmpty)
      #expect(try interfaces.difference(of: name, to: wanted).isEmpty)
    }
  }
}
