internal import WGKit

extension Command {
  static var link: Command {
    Command(
      "link", summary: "Create and delete WireGuard interfaces, bring them up and down",
      choose: [linkAdd, linkDelete, linkUp, linkDown, linkSet])
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
