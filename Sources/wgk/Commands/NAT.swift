internal import Sentences
internal import WGKit

extension Command {
  static var nat: Command {
    Command(
      "nat", summary: "Give packets of a tunnel another address where they leave this host",
      details: """
        The rules are in a table of nftables of their own, wgkit-INTERFACE, which is
        added and removed whole; no other table is touched. docs/nat.md shows it. All
        of it needs nf_tables in the kernel, and the right CAP_NET_ADMIN.
        """,
      choose: [natAdd, natRemove, natShow])
  }

  private static var natAdd: Command {
    Command(
      "add", "INTERFACE [--out INTERFACE] [--network NETWORK]... [--enable-forwarding]", 1...1,
      options: [.enableForwarding], valued: [.out, .network],
      summary: "Add NAT for a tunnel, in the place of what is there for it",
      details: """
        Packets from the tunnel's networks that leave by another interface get that
        interface's address. Packets forwarded from the tunnel or into it are accepted,
        unless another table drops them.

        --out INTERFACE        only packets that leave by this one
        --network NETWORK      a network of the tunnel; may come several times. Without
                               it, those of the interface's own addresses
        --enable-forwarding    turn the forwarding of packets on where it is off, until
                               the next start; without it you are told
        """
    ) { (words, _) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      var networks: [IPPrefix] = []
      for word in words.values(of: .network) { networks.append(try word.prefix()) }
      if networks.isEmpty { networks = try words.nat.networks(of: name) }
      let out = try words.value(of: .out).map { (word) throws(WGError) in
        try word.interfaceName()
      }
      try words.nat.add(TunnelNAT(networks: networks, outInterface: out), to: name)
      for family in [IPAddress.Family.v4, .v6]
      where networks.contains(where: { $0.address.family == family }) {
        guard try !words.nat.forwards(family) else { continue }
        if words.options.contains(.enableForwarding) {
          try words.nat.enableForwarding(family)
        } else {
          StandardStreams.report("warning: \(family.advice)")
        }
      }
      return true
    }
  }

  private static var natRemove: Command {
    Command(
      "remove", "INTERFACE", 1...1, summary: "Remove a tunnel's NAT",
      details: "Connections that are known already keep their addresses until they end."
    ) { (words, _) throws(WGError) in
      try words.nat.remove(from: words.interfaceName(at: 0))
      return true
    }
  }

  private static var natShow: Command {
    Command(
      "show", "INTERFACE [--json]", 1...1, options: [.json],
      summary: "Print of which networks a tunnel's NAT is",
      details: """
        A line for each network, with tabs between the network, the one interface that
        its packets leave by or "(any)", and whether packets of its family are forwarded:
        "forwarded" or "not-forwarded". The exit status is 1 when there is no NAT.
        With --json, as one JSON document (docs/json.md).
        """
    ) { (words, output) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      let nat = try words.nat.nat(of: name)
      let forwards = (try words.nat.forwards(.v4), try words.nat.forwards(.v6))
      guard words.options.contains(.json) else {
        for network in nat.networks {
          output.print(network)
          output.print("\t\(nat.outInterface?.description ?? "(any)")\t")
          let isForwarded = network.address.family == .v4 ? forwards.0 : forwards.1
          output.print(isForwarded ? "forwarded\n" : "not-forwarded\n")
        }
        return true
      }
      var json = JSONOutput(&output)
      json.put("interface", .text(name.description), &output)
      json.put("out_interface", .init(nat.outInterface?.description), &output)
      json.put("forwards_ipv4", .bool(forwards.0), &output)
      json.put("forwards_ipv6", .bool(forwards.1), &output)
      json.open("networks", .array, &output)
      for network in nat.networks { json.add(.prefix(network), &output) }
      json.close(.array, &output)
      json.close(.object, &output)
      return true
    }
  }
}

extension IPAddress.Family {
  /// What to do when its packets are not forwarded.
  fileprivate var advice: String {
    let (name, setting) =
      self == .v4
      ? ("IPv4", "net.ipv4.ip_forward") : ("IPv6", "net.ipv6.conf.all.forwarding")
    return "packets of \(name) are not forwarded: \(setting) is 0; --enable-forwarding sets it"
  }
}
