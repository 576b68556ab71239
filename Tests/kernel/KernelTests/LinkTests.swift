import Testing
import WGKit

/// Links, addresses and routes of the real kernel, compared with what `ip` says.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct LinkTests {
  let links = LinkController()

  @Test func `a link is created once and deleted once`() throws {
    let name = try InterfaceName("wglink")
    try links.create(name, mtu: 1380)
    defer { try? links.delete(name) }
    #expect(try Harness.output("ip", "-d", "link", "show", "wglink").contains("mtu 1380"))
    #expect(try Harness.output("ip", "-d", "link", "show", "wglink").contains("wireguard"))

    let again = Harness.error { () throws(WGError) in try links.create(name) }
    #expect(again?.code == .alreadyExists)
    try links.delete(name)
    let gone = Harness.error { () throws(WGError) in try links.delete(name) }
    #expect(gone?.code == .noSuchInterface)
    #expect(try !Harness.output("ip", "link").contains("wglink"))
  }

  @Test func `a link goes up and down and takes an MTU`() throws {
    try Harness.withInterface("wgupdown") { name in
      let shown = { try Harness.output("ip", "link", "show", "wgupdown") }
      #expect(try !shown().contains(",UP"))
      try links.bringUp(name)
      #expect(try shown().contains(",UP"))
      try links.setMTU(1300, of: name)
      #expect(try shown().contains("mtu 1300"))
      try links.bringDown(name)
      #expect(try !shown().contains(",UP"))
      let error = Harness.error { () throws(WGError) in try links.setMTU(.max, of: name) }
      #expect(error?.code == .invalidArgument)
    }
  }

  @Test func `addresses of both families are added, listed and removed`() throws {
    try Harness.withInterface("wgaddr") { name in
      let addresses = try ["10.77.0.1/24", "10.77.0.9/32", "fd77::1/64"].map { text in
        try IPPrefix(text)
      }
      for address in addresses { try links.addAddress(address, to: name) }
      #expect(try Set(links.addresses(of: name)) == Set(addresses))
      let shown = try Harness.output("ip", "address", "show", "wgaddr")
      for address in addresses { #expect(shown.contains("\(address) scope")) }

      let again = Harness.error { () throws(WGError) in
        try links.addAddress(addresses[0], to: name)
      }
      #expect(again?.code == .alreadyExists)
      for address in addresses { try links.removeAddress(address, from: name) }
      #expect(try links.addresses(of: name).isEmpty)
      let gone = Harness.error { () throws(WGError) in
        try links.removeAddress(addresses[0], from: name)
      }
      #expect(gone?.code == .notFound)
    }
  }

  @Test func `allowed IPs are routed, once each, and ip knows the routes`() throws {
    try Harness.withInterface("wgroute") { name in
      try links.bringUp(name)
      let allowedIPs = try ["10.88.0.0/16", "192.0.2.7/32", "fd88::/32"].map { try IPPrefix($0) }
      let peer = PeerUpdate(publicKey: try makePeer(1).publicKey, allowedIPs: allowedIPs)
      try KernelController().apply(DeviceUpdate(peers: [peer]), to: name)
      let device = try KernelController().device(name)
      try links.addRoutes(forAllowedIPsOf: device)
      try links.addRoutes(forAllowedIPsOf: device)
      #expect(try Set(links.routes(through: name)).isSuperset(of: allowedIPs))
      let shown = try Harness.output("ip", "route", "show", "dev", "wgroute")
      #expect(shown.contains("10.88.0.0/16 scope link"))
      #expect(shown.contains("192.0.2.7 scope link"))
      #expect(
        try Harness.output("ip", "-6", "route", "show", "dev", "wgroute").contains("fd88::/32"))

      try links.removeRoute(to: allowedIPs[0], through: name)
      #expect(try !links.routes(through: name).contains(allowedIPs[0]))
      let gone = Harness.error { () throws(WGError) in
        try links.removeRoute(to: allowedIPs[0], through: name)
      }
      #expect(gone?.code == .notFound)
    }
  }

  @Test func `a default route is refused before any route is made`() throws {
    try Harness.withInterface("wgdefault") { name in
      try links.bringUp(name)
      let allowedIPs = try ["10.99.0.0/16", "0.0.0.0/0"].map { try IPPrefix($0) }
      let peer = PeerUpdate(publicKey: try makePeer(1).publicKey, allowedIPs: allowedIPs)
      try KernelController().apply(DeviceUpdate(peers: [peer]), to: name)
      let device = try KernelController().device(name)
      let error = Harness.error { () throws(WGError) in
        try links.addRoutes(forAllowedIPsOf: device)
      }
      #expect(error?.code == .invalidArgument)
      #expect(try links.routes(through: name).filter { $0.address.family == .v4 }.isEmpty)
    }
  }

  @Test func `a route through a link that is down says what to do`() throws {
    try Harness.withInterface("wgdown") { name in
      let error = Harness.error { () throws(WGError) in
        try links.addRoute(to: IPPrefix("10.98.0.0/16"), through: name)
      }
      #expect(error.map { "\($0)".contains("wgk link up wgdown") } == true)
    }
  }
}
