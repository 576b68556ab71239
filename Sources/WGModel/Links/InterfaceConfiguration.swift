/// A WireGuard interface as it is wanted, whole: the device, and what the system has of it.
public struct InterfaceConfiguration: Sendable {
  /// The device with all its peers.
  public var device: DeviceConfiguration
  /// All addresses of the interface, host bits kept, or nil to leave them.
  public var addresses: [IPPrefix]?
  /// The largest packet in bytes, or nil to leave it.
  public var mtu: UInt32?
  /// Where the routes for the peers' allowed IPs are.
  public var routing: AllowedIPRouting

  /// Creates a configuration.
  public init(
    device: DeviceConfiguration, addresses: [IPPrefix]? = nil, mtu: UInt32? = nil,
    routing: AllowedIPRouting = .automatic
  ) {
    self.device = device
    self.addresses = addresses
    self.mtu = mtu
    self.routing = routing
  }
}

/// Where the routes for the peers' allowed IPs are.
public enum AllowedIPRouting: Equatable, Sendable {
  /// In the main table; the default route in one of its own, which somebody else has set up.
  case automatic
  /// Nowhere: routes are none of our business.
  case none
  /// In the table of this number, the default route too.
  case table(UInt32)
}
