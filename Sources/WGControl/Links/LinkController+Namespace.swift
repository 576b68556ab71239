internal import Netlink
internal import Sentences
public import WGModel

extension LinkController {
  /// Moves an interface to another network namespace; it is down there and has no addresses.
  ///
  /// A WireGuard interface keeps sending and receiving its encrypted packets in the namespace in
  /// which it was created: the usual way to give a container nothing but a tunnel.
  ///
  /// - Throws: ``WGError/Code/alreadyExists`` when there is an interface of that name.
  public func move(_ name: InterfaceName, to target: NetworkNamespace) throws(WGError) {
    let path = target.path.isEmpty ? Array("/proc/thread-self/ns/net".utf8) + [0] : target.path
    try perform(Attempt("move \(name) to another network namespace")) {
      (route) throws(NetlinkError) in
      try route.moveLink(named: name.terminated.span, toNamespace: path)
    }
  }
}
