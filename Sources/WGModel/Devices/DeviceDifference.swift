/// What has to change for a device to become what is wanted.
public struct DeviceDifference: Sendable {
  /// The smallest update that does it.
  ///
  /// Peers that are as wanted are not in it, and allowed IPs that stay are not touched: no packet of
  /// theirs is lost.
  public let update: DeviceUpdate

  /// The allowed IPs that the update takes from one peer that stays and gives to another.
  ///
  /// An allowed IP that several peers are to have is here too: the last of them gets it.
  public let moves: [AllowedIPMove]

  /// Whether the device is as wanted already.
  public var isEmpty: Bool { update.isEmpty }
}

extension DeviceUpdate {
  /// Whether the update names nothing to change.
  public var isEmpty: Bool {
    guard case .keep = privateKey else { return false }
    return listenPort == nil && firewallMark == nil && !replacesPeers && peers.isEmpty
  }
}
