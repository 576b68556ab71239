import WGKit

/// Something that WGKit does, with what is needed to do it over and over.
struct Operation {
  let name: String
  /// Few error numbers, for what takes long.
  var isLong = false
  /// Makes the state that it starts from; called when the state is another one.
  var prepare: () throws(WGError) -> Void = { () throws(WGError) in }
  /// What it changes, or nothing.
  var state: () throws(WGError) -> String = { () throws(WGError) in "" }
  /// Does it; answers what it read, or nothing.
  let run: () throws(WGError) -> String
}

extension Operation {
  static func all() throws(WGError) -> [Operation] { reading + configuring + linking + routing }

  private static var reading: [Operation] {
    let (kernel, links) = (Fixture.kernel, Fixture.links)
    return [
      Operation(name: "list the devices") { () throws(WGError) in
        try kernel.devices().map(\.description).joined(separator: " ")
      },
      Operation(name: "read a device of several datagrams") { () throws(WGError) in
        try Fixture.state(of: Fixture.large)
      },
      Operation(name: "list addresses") { () throws(WGError) in
        try links.addresses(of: Fixture.small).map(\.description).joined(separator: " ")
      },
      Operation(name: "list routes") { () throws(WGError) in
        try links.routes(through: Fixture.small).map(\.description).joined(separator: " ")
      },
      Operation(name: "make keys") { () throws(WGError) in
        let pair = try PrivateKey.generate()
        return try pair.isEqual(to: PrivateKey.generate()) ? "twice the same" : "different"
      },
    ]
  }

  private static var configuring: [Operation] {
    let device = Fixture.small
    return [
      Operation(
        name: "change a device", prepare: Fixture.resetSmall,
        state: { () throws(WGError) in try Fixture.state(of: device) }
      ) { () throws(WGError) in
        try Fixture.kernel.apply(
          DeviceUpdate(firewallMark: 2, peers: Fixture.peers(3)), to: device)
        return ""
      },
      Operation(
        name: "fault 38: change a device with three messages", isLong: true,
        prepare: Fixture.resetSmall,
        state: { () throws(WGError) in try Fixture.state(of: device) }
      ) { () throws(WGError) in
        try Fixture.kernel.apply(DeviceUpdate(peers: manyPeers), to: device)
        return ""
      },
      Operation(
        name: "take a single allowed IP away", isLong: true, prepare: Fixture.resetSmall,
        state: { () throws(WGError) in try Fixture.state(of: device) }
      ) { () throws(WGError) in
        var peer = Fixture.peers(1)[0]
        peer = PeerUpdate(
          publicKey: peer.publicKey, action: .changeOnly, removedAllowedIPs: [peer.allowedIPs[0]])
        try Fixture.kernel.apply(DeviceUpdate(peers: [peer]), to: device)
        return ""
      },
      Operation(
        name: "sync a device", prepare: Fixture.resetSmall,
        state: { () throws(WGError) in try Fixture.state(of: device) }
      ) { () throws(WGError) in
        let peers = Fixture.peers(4).map { peer in
          PeerConfiguration(publicKey: peer.publicKey, allowedIPs: peer.allowedIPs)
        }
        try Fixture.kernel.sync(DeviceConfiguration(firewallMark: 3, peers: peers), to: device)
        return ""
      },
      Operation(
        name: "change a device of another namespace",
        prepare: { () throws(WGError) in
          try Fixture.kernelElsewhere.apply(DeviceUpdate(firewallMark: 1), to: device)
        },
        state: { () throws(WGError) in Fixture.text(try Fixture.kernelElsewhere.device(device)) }
      ) { () throws(WGError) in
        try Fixture.kernelElsewhere.apply(DeviceUpdate(firewallMark: 5), to: device)
        return ""
      },
    ]
  }

  // Each of three peers, with its allowed IPs, fills most of a message.
  static let manyPeers: [PeerUpdate] = (0..<3).map { number in
    var peer = Fixture.peers(1, from: 100 + number)[0]
    peer.allowedIPs = (0..<1500).map { index in
      Fixture.make { () throws(WGError) in
        let place = number * 1500 + index
        return try IPPrefix(
          IPAddress(bytes: ([10, 90, UInt8(place >> 8), UInt8(place & 255)] as [UInt8]).span),
          length: 32)
      }
    }
    return peer
  }

  private static var linking: [Operation] {
    let links = Fixture.links
    let (name, passing) = (Fixture.small, Fixture.passing)
    func change(
      _ title: String, of link: InterfaceName = name,
      prepare: @escaping () throws(WGError) -> Void,
      run: @escaping () throws(WGError) -> Void
    ) -> Operation {
      Operation(name: title, prepare: prepare, state: { () throws(WGError) in Fixture.link(link) })
      {
        () throws(WGError) in
        try run()
        return ""
      }
    }
    return [
      change("create a link", of: passing) { () throws(WGError) in
        try? links.delete(passing)
      } run: { () throws(WGError) in
        try links.create(passing, mtu: 1300)
      },
      change("delete a link", of: passing) { () throws(WGError) in
        try? links.delete(passing)
        try links.create(passing)
      } run: { () throws(WGError) in
        try links.delete(passing)
      },
      change("bring a link down") { () throws(WGError) in
        try links.bringUp(name)
      } run: { () throws(WGError) in
        try links.bringDown(name)
      },
      change("bring a link up") { () throws(WGError) in
        try links.bringDown(name)
      } run: { () throws(WGError) in
        try links.bringUp(name)
      },
      change("move a link to another namespace", of: passing) { () throws(WGError) in
        try? LinkController(in: Fixture.namespace).delete(passing)
        if Fixture.link(passing) == " " { try links.create(passing) }
      } run: { () throws(WGError) in
        try links.move(passing, to: Fixture.namespace)
      },
      change("set an MTU") { () throws(WGError) in
        try links.setMTU(1420, of: name)
      } run: { () throws(WGError) in
        try links.setMTU(1280, of: name)
      },
    ]
  }

  private static var routing: [Operation] {
    let links = Fixture.links
    let name = Fixture.small
    let (address, network) = (Fixture.prefix("10.68.0.1/24"), Fixture.prefix("fd68::/32"))
    func addresses() throws(WGError) -> String { "\(try links.addresses(of: name))" }
    func routes() throws(WGError) -> String { "\(try links.routes(through: name))" }
    return [
      Operation(
        name: "add an address",
        prepare: { () throws(WGError) in try? links.removeAddress(address, from: name) },
        state: addresses
      ) { () throws(WGError) in
        try links.addAddress(address, to: name)
        return ""
      },
      Operation(
        name: "remove an address",
        prepare: { () throws(WGError) in try? links.addAddress(address, to: name) },
        state: addresses
      ) { () throws(WGError) in
        try links.removeAddress(address, from: name)
        return ""
      },
      Operation(
        name: "add a route",
        prepare: { () throws(WGError) in try? links.removeRoute(to: network, through: name) },
        state: routes
      ) { () throws(WGError) in
        try links.addRoute(to: network, through: name)
        return ""
      },
      Operation(
        name: "remove a route",
        prepare: { () throws(WGError) in try? links.addRoute(to: network, through: name) },
        state: routes
      ) { () throws(WGError) in
        try links.removeRoute(to: network, through: name)
        return ""
      },
      Operation(
        name: "route all allowed IPs", isLong: true,
        prepare: { () throws(WGError) in
          try Fixture.resetSmall()
          let device = try Fixture.kernel.device(name)
          for prefix in device.peers.flatMap(\.allowedIPs) {
            try? links.removeRoute(to: prefix, through: name)
          }
        },
        state: routes
      ) { () throws(WGError) in
        try links.addRoutes(forAllowedIPsOf: Fixture.kernel.device(name))
        return ""
      },
    ]
  }
}
