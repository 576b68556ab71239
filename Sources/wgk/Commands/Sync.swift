internal import WGKit

extension Command {
  static var sync: Command {
    Command(
      "sync", "INTERFACE [--allow-moves] \(wholeArguments)", 2...Int.max,
      summary: "Make an interface what is described, touching only what differs",
      details: """
        The words are those of 'wgk set', here describing the interface whole: a peer
        that is not named is removed, and of a peer that is, what is not named is
        removed too. Left as they are: the private key, the port, the firewall mark and
        a peer's endpoint when they are not named. Peers that are as described keep
        their handshakes, endpoints and counters.

        An allowed IP that would go from a peer that stays to another one is refused,
        before anything is changed, unless --allow-moves is given.

        'wgk diff' shows what would be done.
        """
    ) { (words, _) throws(WGError) in
      let interface = try words.interfaceName(at: 0)
      let allowsMoves = words[1].map { $0 == "--allow-moves" } ?? false
      let wanted = try wantedDevice(allowsMoves ? words.rest.rest : words.rest, in: "wgk sync")
      try words.kernel.sync(wanted, to: interface, allowingMoves: allowsMoves)
      return true
    }
  }

  static var diff: Command {
    Command(
      "diff", "INTERFACE \(wholeArguments)", 2...Int.max,
      summary: "Print what sync would do, and do nothing",
      details: """
        One line each: the interface's own values by their names, + for a peer to add, -
        for one to remove, ~ for one to change, and ! for an allowed IP that would go
        from a peer that stays to another one. Allowed IPs to add and to take away have
        their sign. Keys are not shown. Nothing is printed when nothing differs.
        """
    ) { (words, output) throws(WGError) in
      let wanted = try wantedDevice(words.rest, in: "wgk diff")
      let device = try words.kernel.device(words.interfaceName(at: 0))
      DifferenceForm(try device.difference(to: wanted)).print(&output)
      return true
    }
  }

  private static var wholeArguments: String {
    "[listen-port PORT] [fwmark MARK] [private-key FILE] [peer KEY [preshared-key FILE]"
      + " [endpoint HOST:PORT] [persistent-keepalive SECONDS] [allowed-ips LIST]]..."
  }

  private static func wantedDevice(
    _ words: Arguments, in path: String
  ) throws(WGError) -> DeviceConfiguration {
    var line = SetLine(words, in: path)
    return try DeviceConfiguration(wholly: line.read())
  }
}
