internal import Sentences
internal import WGKit

extension Command {
  static var link: Command {
    Command(
      "link", summary: "List interfaces; create WireGuard's, bring them up and down",
      choose: [linkList, linkShow, linkAdd, linkDelete, linkUp, linkDown, linkSet])
  }

  private static var linkList: Command {
    Command(
      "list", "[--json]", 0...0, options: [.json], summary: "Print the interfaces of every kind",
      details: """
        One a line, with tabs between name, index, kind ("(none)" for hardware), up or
        down (whether somebody asked for it), operational state (whether it can pass
        packets; "unknown" for WireGuard), MTU and hardware address or "(none)".
        With --json, as one JSON document with the addresses too (docs/json.md).
        """
    ) { (words, output) throws(WGError) in
      let interfaces = try words.links.interfaces()
      guard words.options.contains(.json) else {
        for interface in interfaces { output.print(lineOf: interface) }
        return true
      }
      JSONOutput.document("interfaces", interfaces, &output) { $1.add($0, &$2) }
      return true
    }
  }

  private static var linkShow: Command {
    Command(
      "show", "INTERFACE [--json]", 1...1, options: [.json],
      summary: "Print an interface of any kind with its addresses",
      details: """
        Each address has its peer, where the interface has two ends, and its scope,
        where that is not global.
        With --json, as one JSON document (docs/json.md).
        """
    ) { (words, output) throws(WGError) in
      let interface = try words.links.interface(words.interfaceName(at: 0))
      guard words.options.contains(.json) else {
        output.print(interface)
        return true
      }
      JSONOutput.document("interfaces", [interface], &output) { $1.add($0, &$2) }
      return true
    }
  }

  private static var linkAdd: Command {
    Command(
      "add", "INTERFACE [mtu BYTES]", 1...3, summary: "Create a WireGuard interface",
      details: "It is down and has neither key nor peers."
    ) { (words, _) throws(WGError) in
      try words.links.create(words.interfaceName(at: 0), mtu: words.mtu(in: "wgk link add"))
      return true
    }
  }

  private static var linkDelete: Command {
    Command("del", "INTERFACE", 1...1, summary: "Delete an interface") {
      (words, _) throws(WGError) in
      try words.links.delete(words.interfaceName(at: 0))
      return true
    }
  }

  private static var linkUp: Command {
    Command("up", "INTERFACE", 1...1, summary: "Bring an interface up") {
      (words, _) throws(WGError) in
      try words.links.bringUp(words.interfaceName(at: 0))
      return true
    }
  }

  private static var linkDown: Command {
    Command("down", "INTERFACE", 1...1, summary: "Bring an interface down; its routes are lost") {
      (words, _) throws(WGError) in
      try words.links.bringDown(words.interfaceName(at: 0))
      return true
    }
  }

  private static var linkSet: Command {
    Command("set", "INTERFACE mtu BYTES", 3...3, summary: "Set the size of the largest packet") {
      (words, _) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      if let mtu = try words.mtu(in: "wgk link set") {
        try words.links.setMTU(mtu, of: name)
      }
      return true
    }
  }
}

extension Arguments {
  /// The number after the interface's name and the word mtu, or nil when there is no such word.
  fileprivate func mtu(in path: String) throws(WGError) -> UInt32? {
    guard let keyword = self[1] else { return nil }
    guard keyword == "mtu" else {
      throw mistake("\(path) does not know \(keyword.quoted)", in: path)
    }
    guard let bytes = self[2] else { throw mistake("'mtu' needs a number of bytes", in: path) }
    return try bytes.withBytes(SettingText.mtu)
  }
}
