public import WGModel

/// WireGuard in the Linux kernel, controlled over generic netlink.
public struct KernelController: DeviceController {
  /// Creates a controller of the caller's network namespace.
  public init() {}

  public func devices() throws(WGError) -> [InterfaceName] {
    throw WGError(.system, "not there yet")
  }

  public func device(_ name: InterfaceName) throws(WGError) -> Device {
    throw WGError(.system, "not there yet")
  }

  public func apply(_ update: DeviceUpdate, to name: InterfaceName) throws(WGError) {
    throw WGError(.system, "not there yet")
  }
}
