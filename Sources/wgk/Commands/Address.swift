internal import WGKit

extension Command {
  static var address: Command {
    Command(
      "address", summary: "Give addresses to an interface, take them away, list them",
      .choose([addressAdd, addressDelete, addressList]))
  }

  private static var addressAdd: Command {
    Command(
      "add", "INTERFACE ADDRESS/LENGTH", summary: "Give an address to an interface",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], let address = arguments[1], arguments.count == 2 else {
          throw usageError(of: "wgk address add", "INTERFACE ADDRESS/LENGTH")
        }
        try LinkController().addAddress(address.prefix(), to: name.interfaceName())
        return true
      })
  }

  private static var addressDelete: Command {
    Command(
      "del", "INTERFACE ADDRESS/LENGTH", summary: "Take an address from an interface",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], let address = arguments[1], arguments.count == 2 else {
          throw usageError(of: "wgk address del", "INTERFACE ADDRESS/LENGTH")
        }
        try LinkController().removeAddress(address.prefix(), from: name.interfaceName())
        return true
      })
  }

  private static var addressList: Command {
    Command(
      "list", "INTERFACE", summary: "Print the addresses of an interface, one a line",
      .run { (arguments, output) throws(WGError) in
        guard let name = arguments[0], arguments.count == 1 else {
          throw usageError(of: "wgk address list", "INTERFACE")
        }
        for address in try LinkController().addresses(of: name.interfaceName()) {
          output.print(address)
          output.print("\n")
        }
        return true
      })
  }
}
