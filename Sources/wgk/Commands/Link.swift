internal import WGKit

extension Command {
  static var link: Command {
    Command(
      "link", summary: "Create and delete WireGuard interfaces, bring them up and down",
      .choose([linkAdd, linkDelete, linkUp, linkDown, linkSet]))
  }

  private static var linkAdd: Command {
    Command(
      "add", "INTERFACE [mtu BYTES]", summary: "Create a WireGuard interface",
      details: "It is down and has neither key nor peers.",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], arguments.count == 1 || arguments.count == 3 else {
          throw usageError(of: "wgk link add", "INTERFACE [mtu BYTES]")
        }
        var mtu: UInt32?
        if let keyword = arguments[1], let bytes = arguments[2] {
          guard keyword == "mtu" else { throw unknown(keyword, "wgk link add") }
          mtu = try bytes.mtu()
        }
        try LinkController().create(name.interfaceName(), mtu: mtu)
        return true
      })
  }

  private static var linkDelete: Command {
    Command(
      "del", "INTERFACE", summary: "Delete an interface",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], arguments.count == 1 else {
          throw usageError(of: "wgk link del", "INTERFACE")
        }
        try LinkController().delete(name.interfaceName())
        return true
      })
  }

  private static var linkUp: Command {
    Command(
      "up", "INTERFACE", summary: "Bring an interface up",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], arguments.count == 1 else {
          throw usageError(of: "wgk link up", "INTERFACE")
        }
        try LinkController().bringUp(name.interfaceName())
        return true
      })
  }

  private static var linkDown: Command {
    Command(
      "down", "INTERFACE", summary: "Bring an interface down; its routes are lost",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], arguments.count == 1 else {
          throw usageError(of: "wgk link down", "INTERFACE")
        }
        try LinkController().bringDown(name.interfaceName())
        return true
      })
  }

  private static var linkSet: Command {
    Command(
      "set", "INTERFACE mtu BYTES", summary: "Set the size of the largest packet",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], let keyword = arguments[1], let bytes = arguments[2],
          arguments.count == 3
        else { throw usageError(of: "wgk link set", "INTERFACE mtu BYTES") }
        guard keyword == "mtu" else { throw unknown(keyword, "wgk link set") }
        try LinkController().setMTU(bytes.mtu(), of: name.interfaceName())
        return true
      })
  }

  private static func unknown(_ keyword: Argument, _ path: String) -> WGError {
    usageError("\(path) does not know \(keyword.quoted)", tryingHelpOf: path)
  }
}

extension Argument {
  fileprivate func mtu() throws(WGError) -> UInt32 {
    guard let bytes = UInt32(text) else {
      throw WGError(.invalidArgument, "mtu takes a number of bytes, not \(quoted)")
    }
    return bytes
  }
}
