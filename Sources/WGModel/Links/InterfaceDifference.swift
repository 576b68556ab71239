/// What has to change for an interface to become what is wanted.
public struct InterfaceDifference: Sendable {
  /// What has to change on the device.
  public let device: DeviceDifference
  /// The addresses to give to the interface.
  public let addedAddresses: [IPPrefix]
  /// The addresses to take from it.
  public let removedAddresses: [IPPrefix]
  /// The largest packet to set, or nil when it stays.
  public let mtu: UInt32?
  /// The networks to route through the interface.
  public let addedRoutes: [IPPrefix]
  /// The networks not to route through it any more.
  public let removedRoutes: [IPPrefix]

  /// Whether the interface is as wanted already.
  public var isEmpty: Bool {
    device.isEmpty && addedAddresses.isEmpty && removedAddresses.isEmpty && mtu == nil
      && addedRoutes.isEmpty && removedRoutes.isEmpty
  }
}
