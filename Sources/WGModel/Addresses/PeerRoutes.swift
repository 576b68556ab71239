internal import Sentences

/// What a client sends through its tunnel: the allowed IPs of the server in the client's file.
public enum PeerRoutes: Hashable, Sendable {
  /// These networks alone; all else goes its usual way.
  case split([IPPrefix])
  /// Everything but these networks, of both families.
  case full(excluding: [IPPrefix])
  /// The networks of another site, which has no address in common with this one's.
  case bridge(to: [IPPrefix], from: [IPPrefix])

  /// The networks in order, none of which contains another one; host bits are cleared.
  ///
  /// Without an exclusion, everything is `0.0.0.0/0` and `::/0`; with some, exactly the addresses that
  /// are in none of them, in as few networks as can be.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` when nothing is left to be sent, or when two sites
  ///   overlap, which the text names.
  @inline(never)
  public func allowedIPs() throws(WGError) -> [IPPrefix] {
    let networks: [IPPrefix]
    switch self {
    case .split(let given): networks = given.outermostNetworks()
    case .full(let excluded): networks = excluded.complement()
    case .bridge(let remote, let local):
      if let (first, second) = remote.overlaps(with: local).first {
        throw WGError(
          .invalidArgument,
          "cannot bridge the two sites: \(first) of the one overlaps \(second) of the other; one of"
            + " them needs another network")
      }
      networks = remote.outermostNetworks()
    }
    guard !networks.isEmpty else {
      throw WGError(
        .invalidArgument, "a peer without networks is sent nothing: name one at least")
    }
    return networks
  }
}
