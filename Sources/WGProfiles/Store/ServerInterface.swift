internal import WGControl
package import WGModel

/// What a store needs of the place where the server's interface is.
///
/// The kernel is one; the tests have another.
package protocol ServerInterface: Sendable {
  /// A snapshot of the device.
  func device(_ name: InterfaceName) throws(WGError) -> Device
  /// Changes the device.
  func apply(_ update: DeviceUpdate, to name: InterfaceName) throws(WGError)
  /// The addresses that the interface has.
  func addresses(of name: InterfaceName) throws(WGError) -> [IPPrefix]
  /// Gives the interface other addresses.
  func setAddresses(_ wanted: [IPPrefix], of name: InterfaceName) throws(WGError)
}

/// The kernel, in a network namespace.
struct KernelInterface: ServerInterface {
  private let kernel: KernelController
  private let links: LinkController

  init(in namespace: NetworkNamespace) {
    kernel = KernelController(in: namespace)
    links = LinkController(in: namespace)
  }

  func device(_ name: InterfaceName) throws(WGError) -> Device { try kernel.device(name) }

  func apply(_ update: DeviceUpdate, to name: InterfaceName) throws(WGError) {
    try kernel.apply(update, to: name)
  }

  func addresses(of name: InterfaceName) throws(WGError) -> [IPPrefix] {
    // Link-local ones are the kernel's own doing.
    try links.addresses(of: name).filter { !$0.address.isLinkLocal }
  }

  func setAddresses(_ wanted: [IPPrefix], of name: InterfaceName) throws(WGError) {
    let present = try addresses(of: name)
    if present != wanted { try links.replaceAddresses(of: name, present, by: wanted) }
  }
}
