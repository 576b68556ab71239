internal import WGKit

extension Command {
  static var address: Command {
    Command(
      "address", summary: "Give addresses to an interface, take them away, list them",
      choose: [addressAdd, addressDelete, addressList])
  }

  private static var addressAdd: Command {
    Command(
      "add", "INTERFACE ADDRESS[/LENGTH]", 2...2, summary: "Give an address to an interface"
    ) { (words, _) throws(WGError) in
      try words.links.addAddress(words.prefix(at: 1), to: words.interfaceName(at: 0))
      return true
    }
  }

  private static var addressDelete: Command {
    Command(
      "del", "INTERFACE ADDRESS[/LENGTH]", 2...2, summary: "Take an address from an interface"
    ) { (words, _) throws(WGError) in
      try words.links.removeAddress(words.prefix(at: 1), from: words.interfaceName(at: 0))
      return true
    }
  }

  private static var addressList: Command {
    Command(
      "list", "INTERFACE", 1...1, summary: "Print the addresses of an interface, one a line"
    ) { (words, output) throws(WGError) in
      output.print(lines: try words.links.addresses(of: words.interfaceName(at: 0)))
      return true
    }
  }
}
