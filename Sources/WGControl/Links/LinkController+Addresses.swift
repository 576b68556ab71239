internal import CLinux
internal import Netlink
internal import Sentences
public import WGModel

extension LinkController {
  /// The addresses of an interface, host bits kept.
  public func addresses(of name: InterfaceName) throws(WGError) -> [IPPrefix] {
    let attempt = Attempt("read the addresses of \(name)")
    return try perform(attempt) { (route) throws(NetlinkError) in
      let link = try route.link(named: name.terminated.span)
      var prefixes: [IPPrefix] = []
      for address in try route.addresses(ofLink: link.index) {
        prefixes.append(try IPPrefix(address.local))
      }
      return prefixes
    }
  }

  /// Gives an address to an interface; its network is routed through it once it is up.
  ///
  /// - Throws: ``WGError/Code/alreadyExists`` when the interface has the address.
  @inline(never)
  public func addAddress(_ address: IPPrefix, to name: InterfaceName) throws(WGError) {
    let attempt = Attempt(
      "give \(address) to \(name)",
      [.init(errno: EEXIST, code: .alreadyExists, text: "it has that address already")])
    try perform(attempt) { (route) throws(NetlinkError) in
      let link = try route.link(named: name.terminated.span)
      try route.addAddress(RouteAddress(address), toLink: link.index)
    }
  }

  /// Takes an address from an interface.
  ///
  /// - Throws: ``WGError/Code/notFound`` when the interface does not have it.
  @inline(never)
  public func removeAddress(_ address: IPPrefix, from name: InterfaceName) throws(WGError) {
    let attempt = Attempt(
      "take \(address) from \(name)",
      [
        .init(
          errno: EADDRNOTAVAIL, code: .notFound,
          text: "it does not have that address; `wgk address list \(name)` shows those it has")
      ])
    try perform(attempt) { (route) throws(NetlinkError) in
      let link = try route.link(named: name.terminated.span)
      try route.removeAddress(RouteAddress(address), fromLink: link.index)
    }
  }
}

extension RouteAddress {
  /// An address without a network.
  init(host address: IPAddress) {
    self.init(
      family: UInt8(address.family == .v4 ? AF_INET : AF_INET6), bytes: address.bytes,
      prefixLength: UInt8(address.family.bitCount))
  }

  init(_ prefix: IPPrefix) {
    let family = prefix.address.family == .v4 ? AF_INET : AF_INET6
    self.init(
      family: UInt8(family), bytes: prefix.address.bytes, prefixLength: prefix.length)
  }
}
