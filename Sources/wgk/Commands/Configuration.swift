internal import Sentences
internal import WGKit

extension Command {
  static var showconf: Command {
    Command(
      "showconf", "INTERFACE", 1...1, summary: "Print an interface as a configuration file",
      details: "It is what wg showconf prints, secrets included, and what setconf takes."
    ) { (words, output) throws(WGError) in
      let device = try words.kernel.device(words.interfaceName(at: 0))
      if StandardStreams.outputIsWorldAccessible {
        StandardStreams.report("warning: writing keys to a file that every user may open")
      }
      device.printConfiguration(&output)
      return true
    }
  }

  static var setconf: Command {
    Command(
      "setconf", "INTERFACE FILE", 2...2, summary: "Make an interface what a file says",
      details: """
        All peers are replaced, and what the file does not name is cleared: private key,
        port and firewall mark. Handshakes and counters are lost; syncconf keeps them.

        \(fileDetails)
        """
    ) { (words, _) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      let config = try words.config(at: 1)
      try words.kernel.apply(
        DeviceUpdate(replacingAllBy: config, resolving: Endpoint.resolve), to: name)
      return true
    }
  }

  static var addconf: Command {
    Command(
      "addconf", "INTERFACE FILE", 2...2, summary: "Add what a file says to an interface",
      details: """
        What the file does not name stays as it is. The allowed IPs of a peer in the file
        are replaced, also by none, unless one has a + or a -.

        \(fileDetails)
        """
    ) { (words, _) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      let config = try words.config(at: 1)
      try words.kernel.apply(DeviceUpdate(adding: config, resolving: Endpoint.resolve), to: name)
      return true
    }
  }

  static var syncconf: Command {
    Command(
      "syncconf", "INTERFACE FILE [--allow-moves]", 2...2, options: [.allowMoves],
      summary: "Make an interface what a file says, touching only what differs",
      details: """
        The result is that of setconf, and peers that are as the file says keep their
        handshakes, endpoints and counters. Not as with wg syncconf, a port that the file
        does not name stays. An allowed IP that would go from a peer that stays to another
        one is refused, before anything is changed, unless --allow-moves is given.

        \(fileDetails)
        """
    ) { (words, _) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      let config = try words.config(at: 1)
      try words.kernel.sync(
        DeviceConfiguration(lookingUp: config), to: name,
        allowingMoves: words.options.contains(.allowMoves))
      return true
    }
  }

  static var strip: Command {
    Command(
      "strip", "FILE | NAME", 1...1, summary: "Print a file without the keys of wg-quick",
      details: """
        It is what wg-quick strip prints, keys included: what setconf and syncconf take.
        A word without a slash that does not end in .conf is a name, and stands for
        /etc/wireguard/NAME.conf; - is standard input.
        """
    ) { (words, output) throws(WGError) in
      guard let word = words[0] else { return false }
      let contents = try word.namedConfiguration()
      let document = try contents.document(as: .wgQuick, from: word)
      try document.stripped().withBytes { (text) in output.print(text) }
      return true
    }
  }

  private static var fileDetails: String {
    """
    FILE has the keys that wg knows; 'wgk strip' takes the others out. It can be - for
    standard input.
    """
  }
}

extension Device {
  /// Prints what `wg showconf` prints.
  fileprivate func printConfiguration(_ output: inout Output) {
    output.print("[Interface]\n")
    if listenPort != 0 { output.print("ListenPort = \(listenPort)\n") }
    if firewallMark != 0 { output.print("FwMark = 0x\(String(firewallMark, radix: 16))\n") }
    if let privateKey {
      output.print("PrivateKey = ")
      output.print(privateKey.exposedBase64())
      output.print("\n")
    }
    for peer in peers {
      output.print("\n[Peer]\nPublicKey = ")
      output.print(peer.publicKey)
      output.print("\n")
      peer.printConfiguration(&output)
    }
    // Without peers the empty line that is in front of each stands all the same.
    if peers.isEmpty { output.print("\n") }
  }
}

extension Peer {
  fileprivate func printConfiguration(_ output: inout Output) {
    if let presharedKey {
      output.print("PresharedKey = ")
      output.print(presharedKey.exposedBase64())
      output.print("\n")
    }
    var separator = "AllowedIPs = "
    for prefix in allowedIPs {
      output.print(separator)
      output.print(prefix)
      separator = ", "
    }
    if !allowedIPs.isEmpty { output.print("\n") }
    if let endpoint {
      output.print("Endpoint = ")
      output.print(endpoint)
      output.print("\n")
    }
    if persistentKeepalive != 0 {
      output.print("PersistentKeepalive = \(persistentKeepalive)\n")
    }
  }
}
