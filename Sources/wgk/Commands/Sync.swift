internal import Sentences
internal import WGKit

extension Command {
  static var sync: Command {
    Command(
      "sync", "INTERFACE [--allow-moves] \(wholeArguments)", 2...Int.max,
      options: [.allowMoves],
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
      let wanted = try wantedDevice(words.rest, in: "wgk sync")
      try words.kernel.sync(
        wanted, to: words.interfaceName(at: 0),
        allowingMoves: words.options.contains(.allowMoves))
      return true
    }
  }

  static var diff: Command {
    Command(
      "diff", "INTERFACE [--json] \(wholeArguments)", 2...Int.max, options: [.json],
      summary: "Print what sync would do, and do nothing",
      details: """
        One line each: the interface's own values by their names, + for a peer to add, -
        for one to remove, ~ for one to change, and ! for an allowed IP that would go
        from a peer that stays to another one. Allowed IPs to add and to take away have
        their sign. Keys are not shown. Nothing is printed when nothing differs.
        --json prints the same as JSON, which docs/json.md describes.
        """
    ) { (words, output) throws(WGError) in
      let wanted = try wantedDevice(words.rest, in: "wgk diff")
      let device = try words.kernel.device(words.interfaceName(at: 0))
      let difference = try device.difference(to: wanted)
      if words.options.contains(.json) {
        difference.printJSON(of: device.name, &output)
      } else {
        DifferenceForm(difference).print(&output)
      }
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
