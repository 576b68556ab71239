internal import Sentences
public import WGModel

/// What of a tunnel's packets is given another source address, and where.
///
/// Packets from the tunnel's networks that leave by another interface get that interface's address, so
/// that they are answered by hosts which know nothing of the tunnel.
public struct TunnelNAT: Hashable, Sendable {
  /// The tunnel's networks, of either family.
  public var networks: [IPPrefix]

  /// The one interface by which packets leave with its address, or nil for all but the tunnel itself
  /// and the loopback.
  public var outInterface: InterfaceName?

  /// Describes it.
  public init(networks: [IPPrefix], outInterface: InterfaceName? = nil) {
    self.networks = networks
    self.outInterface = outInterface
  }

  /// The most networks: the rules of all are one request, and one of 64 KiB at most.
  static var mostNetworks: Int { 100 }

  /// The same with its networks in order, each once, host bits cleared.
  @inline(never)
  func checked(for name: InterfaceName) throws(WGError) -> TunnelNAT {
    let networks = networks.orderedNetworks()
    guard !networks.isEmpty else {
      throw WGError(
        .invalidArgument,
        "cannot add NAT for \(name): no network is named; name those that packets come from")
    }
    guard networks.count <= Self.mostNetworks else {
      throw WGError(
        .tooLarge,
        "cannot add NAT for \(name): \(networks.count) networks are named and \(Self.mostNetworks) are"
          + " the most; join them")
    }
    guard outInterface != name else {
      throw WGError(
        .invalidArgument,
        "cannot add NAT for \(name): packets that leave by it stay in the tunnel; name another"
          + " interface")
    }
    return TunnelNAT(networks: networks, outInterface: outInterface)
  }
}
