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
      "list", "INTERFACE [--json]", 1...1, options: [.json],
      summary: "Print the addresses of an interface, one a line",
      details: "With --json, as one JSON document with peers and scopes (docs/json.md)."
    ) { (words, output) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      guard words.options.contains(.json) else {
        output.print(lines: try words.links.addresses(of: name))
        return true
      }
      let addresses = try words.links.interface(name).addresses
      JSONOutput.document("addresses", addresses, &output) { $1.add($0, &$2) }
      return true
    }
  }
}
