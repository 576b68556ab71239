public import WGModel

/// What every way to a WireGuard device can do: list, read, change.
///
/// A controller holds no connection and no state: each call opens what it needs and closes it, so
/// that one value serves any number of threads and survives a fork.
public protocol DeviceController: Sendable {
  /// The names of the WireGuard interfaces, in the order of their creation.
  func devices() throws(WGError) -> [InterfaceName]

  /// A snapshot of one device with all its peers.
  func device(_ name: InterfaceName) throws(WGError) -> Device

  /// Changes a device; what the update does not name stays as it is.
  func apply(_ update: DeviceUpdate, to name: InterfaceName) throws(WGError)
}
