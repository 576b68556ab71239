/// A device in a few numbers, all of them of one snapshot.
public struct DeviceSummary: Equatable, Sendable {
  /// The number of peers.
  public let peers: Int
  /// The number of peers that are connected: see ``Peer/isConnected(at:)``.
  public let connected: Int
  /// The bytes received from all peers since each was added; `UInt64.max` for more.
  public let received: UInt64
  /// The bytes sent to all peers since each was added; `UInt64.max` for more.
  public let sent: UInt64
  /// When the latest handshake was made, or nil for never.
  public let latestHandshake: Timestamp?

  /// Adds up a device's peers.
  ///
  /// - Parameters:
  ///   - device: the snapshot.
  ///   - now: seconds since 1970.
  public init(_ device: Device, at now: Int64) {
    var (connected, received, sent) = (0, UInt64(0), UInt64(0))
    var latest: Timestamp?
    for peer in device.peers {
      if peer.isConnected(at: now) { connected += 1 }
      received.add(upToMaximum: peer.receivedBytes)
      sent.add(upToMaximum: peer.sentBytes)
      guard let moment = peer.lastHandshake else { continue }
      if let known = latest, known > moment { continue }
      latest = moment
    }
    peers = device.peers.count
    (self.connected, self.received, self.sent) = (connected, received, sent)
    latestHandshake = latest
  }
}

extension Peer {
  /// The seconds for which a handshake is good: a peer that is in use makes a new one before.
  ///
  /// It is REJECT_AFTER_TIME of the WireGuard paper, section 6.1.
  public static var handshakeLifetime: Int64 { 180 }

  /// Whether the last handshake was made less than ``handshakeLifetime`` ago.
  ///
  /// One in the future counts too: then a clock was set, and nothing is known of its age.
  ///
  /// - Parameter now: seconds since 1970.
  /// - Returns: true for a peer that is in use.
  public func isConnected(at now: Int64) -> Bool {
    guard let moment = lastHandshake else { return false }
    return now &- moment.seconds < Self.handshakeLifetime
  }
}

extension UInt64 {
  /// Adds a number, and stays at the greatest there is where the sum has more than 64 bits.
  package mutating func add(upToMaximum other: UInt64) {
    let (sum, overflows) = addingReportingOverflow(other)
    self = overflows ? .max : sum
  }
}
