internal import Sentences
public import WGModel

/// WireGuard interfaces of the kernel as a whole: device, addresses, routes and MTU together.
///
/// Like the controllers of the parts, ``KernelController`` and ``LinkController``, it holds no
/// connection. Every call needs CAP_NET_ADMIN in the network namespace.
public struct InterfaceController: Sendable {
  let kernel: KernelController
  let links: LinkController

  /// Creates a controller of a network namespace, the caller's unless another one is named.
  public init(in namespace: NetworkNamespace = .current) {
    kernel = KernelController(in: namespace)
    links = LinkController(in: namespace)
  }

  /// What ``reload(_:to:allowingMoves:)`` would do.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` for what it would refuse, moves excepted.
  public func difference(
    of name: InterfaceName, to wanted: InterfaceConfiguration
  ) throws(WGError) -> InterfaceDifference {
    try state(of: name).difference(to: wanted)
  }

  /// Makes a running interface what is wanted, by changing only what differs.
  ///
  /// Peers that are as wanted keep their handshakes, endpoints and counters, and no packet of theirs
  /// is lost. The order is addresses, device, routes. When something fails in the middle, what was done
  /// is taken back, and the error's text says so; of a peer that had been removed by then the handshake
  /// and the counters are lost. When not all could be taken back, the code is
  /// ``WGError/Code/partiallyApplied``.
  ///
  /// Rules, name servers and hooks are not touched.
  ///
  /// - Parameters:
  ///   - wanted: the interface as it is to be.
  ///   - name: the interface, which must be up.
  ///   - allowingMoves: whether allowed IPs may go from a peer that stays to another one.
  /// - Returns: what was changed.
  /// - Throws: before anything is changed, ``WGError/Code/invalidArgument`` for an interface that is
  ///   down, for what cannot be together, and where a default route comes or goes in the automatic
  ///   table, since it needs rules; ``WGError/Code/invalidKey``, ``WGError/Code/alreadyExists``,
  ///   ``WGError/Code/wouldMove``.
  @discardableResult
  public func reload(
    _ wanted: InterfaceConfiguration, to name: InterfaceName, allowingMoves: Bool = false
  ) throws(WGError) -> InterfaceDifference {
    let before = try state(of: name)
    let difference = try before.difference(to: wanted)
    if !allowingMoves { try difference.device.refuseMoves(on: name) }
    try KernelController.refuseLowOrder(in: difference.device.update, for: name)
    var reload = Reload(kernel, links, from: before, by: difference)
    do throws(WGError) {
      try reload.run(routing: wanted.routing)
    } catch {
      throw reload.undo(after: error)
    }
    return difference
  }

  // Three readings: the kernel has none for all at once.
  private func state(of name: InterfaceName) throws(WGError) -> InterfaceState {
    InterfaceState(
      device: try kernel.device(name), link: try links.interface(name), routes: try links.routes())
  }
}
