public import WGModel

/// Network interfaces, their addresses and routes, controlled over rtnetlink.
public struct LinkController: Sendable {
  /// Creates a controller of the caller's network namespace.
  public init() {}

  /// Creates a WireGuard interface; it is down and has neither key nor peers.
  public func create(_ name: InterfaceName, mtu: UInt32? = nil) throws(WGError) {
    throw WGError(.system, "not there yet")
  }

  /// Deletes an interface, whatever its kind.
  public func delete(_ name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }

  /// Brings an interface up.
  public func bringUp(_ name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }

  /// Brings an interface down; its routes are lost.
  public func bringDown(_ name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }

  /// Sets the largest packet in bytes.
  public func setMTU(_ mtu: UInt32, of name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }

  /// The addresses of an interface, host bits kept.
  public func addresses(of name: InterfaceName) throws(WGError) -> [IPPrefix] {
    throw WGError(.system, "not there yet")
  }

  /// Gives an address to an interface.
  public func addAddress(_ address: IPPrefix, to name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }

  /// Takes an address from an interface.
  public func removeAddress(_ address: IPPrefix, from name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }

  /// Routes a network through an interface, in the main table.
  public func addRoute(to network: IPPrefix, through name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }

  /// Takes away a route made with ``addRoute(to:through:)``.
  public func removeRoute(to network: IPPrefix, through name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }
}
