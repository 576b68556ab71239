internal import CLinux
internal import Netlink
public import WGModel

extension LinkController {
  /// The addresses of an interface, host bits kept.
  public func addresses(of name: InterfaceName) throws(WGError) -> [IPPrefix] {
    let attempt = Attempt("read the addresses of \(name)")
    return try perform(attempt) { (route) throws(NetlinkError) in
      let link = try route.link(named: name.terminated.span)
      return try IPPrefix.list(try route.addresses(ofLink: link.index))
    }
  }

  /// Gives an address to an interface; its network is routed through it once it is up.
  ///
  /// - Throws: ``WGError/Code/alreadyExists`` when the interface has the address.
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
  init(_ prefix: IPPrefix) {
    let family = prefix.address.family == .v4 ? AF_INET : AF_INET6
    self.init(
      family: UInt8(family), bytes: prefix.address.bytes, prefixLength: prefix.length)
  }
}

extension IPPrefix {
  /// The addresses of the two families that have any.
  static func list(_ addresses: [RouteAddress]) throws(NetlinkError) -> [IPPrefix] {
    var prefixes: [IPPrefix] = []
    for address in addresses {
      let family = Int32(address.family)
      guard family == AF_INET || family == AF_INET6 else { continue }
      guard let bits = try? IPAddress(bytes: address.bytes.span),
        bits.family == (family == AF_INET ? .v4 : .v6),
        let prefix = try? IPPrefix(bits, length: address.prefixLength)
      else {
        throw .malformed("an address of \(address.bytes.count) bytes, /\(address.prefixLength)")
      }
      prefixes.append(prefix)
    }
    return prefixes
  }
}
