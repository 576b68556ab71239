internal import Sentences
internal import WGKit

extension Command {
  static var reload: Command {
    Command(
      "reload", "INTERFACE [FILE] [--dry-run] [--allow-moves]", 1...2,
      options: [.dryRun, .allowMoves],
      summary: "Make a running interface match its file, touching only what differs",
      details: """
        FILE is /etc/wireguard/INTERFACE.conf when it is not named. Peers, addresses,
        routes for allowed IPs and the MTU become what it says; DNS and hooks are left
        alone, and nothing in it is run. Peers that are as the file says keep their
        handshakes, endpoints and counters. When a step fails, those before it are
        taken back.

        Refused before anything is changed: an interface that is down, a default route
        that would come or go, and, unless --allow-moves is given, an allowed IP that
        would go from a peer that stays to another one.

        --dry-run prints what would be done, as 'wgk diff' does, and does nothing.
        """
    ) { (words, output) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      let wanted = try InterfaceConfiguration(words.config(at: 1, orOf: name))
      if words.options.contains(.dryRun) {
        let difference = try words.interfaces.difference(of: name, to: wanted)
        difference.print(&output)
      } else {
        try words.interfaces.reload(
          wanted, to: name, allowingMoves: words.options.contains(.allowMoves))
      }
      return true
    }
  }
}

extension Arguments {
  // What the file that a word names says, or that of the interface.
  fileprivate func config(at place: Int, orOf name: InterfaceName) throws(WGError) -> Config {
    guard let word = self[place] else {
      let contents = try ConfigFile(for: name, followingLinks: true).read()
      do throws(WGError) {
        return try contents.text.withExposedBytes { (bytes) throws(WGError) in
          try Config(parsing: bytes, as: .wgQuick)
        }
      } catch {
        throw error.placed(in: "/etc/wireguard/\(name).conf")
      }
    }
    let document = try word.configuration().document(as: .wgQuick, from: word)
    do throws(WGError) { return try Config(document) } catch { throw error.placed(in: word) }
  }
}

extension InterfaceDifference {
  /// Prints one change a line: the device's as `wgk diff` prints them, then the system's.
  fileprivate func print(_ output: inout Output) {
    DifferenceForm(device).print(&output)
    if let mtu { output.print("mtu \(mtu)\n") }
    for address in removedAddresses { output.print("- address ", address) }
    for address in addedAddresses { output.print("+ address ", address) }
    for network in removedRoutes { output.print("- route ", network) }
    for network in addedRoutes { output.print("+ route ", network) }
  }
}

extension Output {
  fileprivate mutating func print(_ label: String, _ prefix: IPPrefix) {
    print(label)
    print(prefix)
    print("\n")
  }
}
