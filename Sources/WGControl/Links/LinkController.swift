internal import CLinux
internal import Netlink
internal import Sentences
public import WGModel

/// Network interfaces, their addresses and routes, controlled over rtnetlink.
///
/// Like a ``DeviceController`` it holds no connection. Reading needs no right, changing needs
/// CAP_NET_ADMIN in the network namespace.
public struct LinkController: Sendable {
  let namespace: NetworkNamespace

  /// Creates a controller of a network namespace, the caller's unless another one is named.
  public init(in namespace: NetworkNamespace = .current) { self.namespace = namespace }

  /// Creates a WireGuard interface; it is down and has neither key nor peers.
  ///
  /// - Parameters:
  ///   - name: the name, which no interface may have yet.
  ///   - mtu: the largest packet in bytes; the kernel takes 1420 when it is nil.
  /// - Throws: ``WGError/Code/alreadyExists``; ``WGError/Code/moduleMissing`` when the kernel has no
  ///   WireGuard.
  public func create(_ name: InterfaceName, mtu: UInt32? = nil) throws(WGError) {
    let attempt = Attempt(
      "create \(name)",
      [
        .init(
          errno: EEXIST, code: .alreadyExists,
          text: "an interface of that name is there already"),
        .init(
          errno: EOPNOTSUPP, code: .moduleMissing,
          text: "the kernel has no WireGuard; load it with `modprobe wireguard`, or use Linux 5.6"
            + " or later"),
      ])
    try perform(attempt) { (route) throws(NetlinkError) in
      try route.createLink(named: name.terminated.span, kind: "wireguard", mtu: mtu)
    }
  }

  /// Deletes an interface, whatever its kind, with its addresses and routes.
  public func delete(_ name: InterfaceName) throws(WGError) {
    try perform(Attempt("delete \(name)")) { (route) throws(NetlinkError) in
      try route.deleteLink(named: name.terminated.span)
    }
  }

  /// Brings an interface up.
  ///
  /// A WireGuard interface takes its UDP port now.
  public func bringUp(_ name: InterfaceName) throws(WGError) {
    let attempt = Attempt(
      "bring \(name) up",
      [
        .init(
          errno: EADDRINUSE, code: .portInUse,
          text: "its UDP port is in use; choose another one or stop what listens there")
      ])
    try perform(attempt) { (route) throws(NetlinkError) in
      try route.setLink(named: name.terminated.span, up: true)
    }
  }

  /// Brings an interface down; its routes are lost.
  public func bringDown(_ name: InterfaceName) throws(WGError) {
    try perform(Attempt("bring \(name) down")) { (route) throws(NetlinkError) in
      try route.setLink(named: name.terminated.span, up: false)
    }
  }

  /// Sets the largest packet in bytes.
  public func setMTU(_ mtu: UInt32, of name: InterfaceName) throws(WGError) {
    try perform(Attempt("set the MTU of \(name) to \(mtu)")) { (route) throws(NetlinkError) in
      try route.setLink(named: name.terminated.span, mtu: mtu)
    }
  }

  /// The index of an interface in its network namespace, as the scope of an ``Endpoint`` wants it.
  public func index(of name: InterfaceName) throws(WGError) -> UInt32 {
    try perform(Attempt("find \(name)")) { (route) throws(NetlinkError) in
      try route.link(named: name.terminated.span).index
    }
  }

  // Opens a socket, performs, and puts a failure into words.
  func perform<Result>(
    _ attempt: Attempt,
    _ body: (inout RouteNetlink<KernelSocket>) throws(NetlinkError) -> Result
  ) throws(WGError) -> Result {
    do throws(NetlinkError) {
      var route = try RouteNetlink(in: namespace.path)
      return try body(&route)
    } catch {
      throw attempt.error(error)
    }
  }
}
