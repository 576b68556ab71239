internal import Sentences

/// How far a change came that failed: what of an update is in force.
///
/// Peers are carried out in the order of the update, and each one's allowed IPs in theirs.
public struct AppliedPart: Equatable, Sendable {
  /// The device's own values that an update can name.
  public struct Settings: OptionSet, Sendable {
    /// One bit a value.
    public let rawValue: UInt8

    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The private key, ``DeviceUpdate/privateKey``.
    public static var privateKey: Self { Self(rawValue: 1) }
    /// The port, ``DeviceUpdate/listenPort``.
    public static var listenPort: Self { Self(rawValue: 2) }
    /// The firewall mark, ``DeviceUpdate/firewallMark``.
    public static var firewallMark: Self { Self(rawValue: 4) }
    /// The peers that were there before are gone, ``DeviceUpdate/replacesPeers``.
    public static var replacedPeers: Self { Self(rawValue: 8) }
  }

  /// The device's own values that are as the update wants them.
  public var settings: Settings = []

  /// How many peers of the update, from its first one on, are as it wants them.
  public var peers = 0

  /// How many allowed IPs the peer behind those has of the ones that it is to get, from the first on.
  public var allowedIPs = 0

  /// Creates a part; without arguments, nothing.
  public init(settings: Settings = [], peers: Int = 0, allowedIPs: Int = 0) {
    self.settings = settings
    self.peers = peers
    self.allowedIPs = allowedIPs
  }
}

extension AppliedPart {
  /// Goes on, from what is known to be in force, to all that a device shows to be.
  ///
  /// - Parameters:
  ///   - update: the update.
  ///   - device: the device as it was read after the failure.
  package mutating func advance(along update: DeviceUpdate, on device: Device) {
    settings.formUnion(update.settings(inForceOn: device))
    let order = KeyOrder(of: device.peers)
    let owners = AllowedIPOwners(of: device.peers)
    while peers < update.peers.count {
      let wanted = update.peers[peers]
      let place = order.place(of: wanted.publicKey)
      let count = wanted.allowedIPs { owners.owner(of: $0) == place && place != nil }
      let isWhole =
        count == wanted.allowedIPs.count || (place == nil && wanted.action == .changeOnly)
      guard isWhole, wanted.isInForce(on: place.map { device.peers[$0] }) else {
        allowedIPs = max(allowedIPs, count)
        return
      }
      peers += 1
      allowedIPs = 0
    }
  }

  /// The part in words: "the port, 3 of 7 peers".
  package func text(of update: DeviceUpdate) -> String {
    var parts: [String] = []
    if settings.contains(.firewallMark) { parts.append("the firewall mark") }
    if settings.contains(.listenPort) { parts.append("the port") }
    if settings.contains(.replacedPeers) { parts.append("the removal of the former peers") }
    if settings.contains(.privateKey) { parts.append("the private key") }
    if !update.peers.isEmpty { parts.append("\(peers) of \(update.peers.count) peers") }
    if allowedIPs > 0, peers < update.peers.count {
      let count = update.peers[peers].allowedIPs.count
      parts.append("\(allowedIPs) of \(count) allowed IPs of the next peer")
    }
    var text = ""
    for part in parts { text += text.isEmpty ? part : ", " + part }
    return text
  }
}

extension DeviceUpdate {
  /// The device's own values that the update names.
  package var settings: AppliedPart.Settings {
    var settings: AppliedPart.Settings = []
    if case .keep = privateKey {} else { settings.insert(.privateKey) }
    if listenPort != nil { settings.insert(.listenPort) }
    if firewallMark != nil { settings.insert(.firewallMark) }
    if replacesPeers { settings.insert(.replacedPeers) }
    return settings
  }

  fileprivate func settings(inForceOn device: Device) -> AppliedPart.Settings {
    var settings: AppliedPart.Settings = []
    switch privateKey {
    case .keep: break
    case .set(let key):
      if device.privateKey?.isEqual(to: key) == true { settings.insert(.privateKey) }
    case .clear: if device.privateKey == nil { settings.insert(.privateKey) }
    }
    if listenPort == device.listenPort { settings.insert(.listenPort) }
    if firewallMark == device.firewallMark { settings.insert(.firewallMark) }
    if replacesPeers {
      let order = KeyOrder(peers.map { $0.publicKey })
      if device.peers.records.allSatisfy({ order.place(of: $0.publicKey) != nil }) {
        settings.insert(.replacedPeers)
      }
    }
    return settings
  }
}

extension PeerUpdate {
  // Whether all but the allowed IPs to give is as wanted; `peer` is nil when the device has it not.
  fileprivate func isInForce(on peer: Peer?) -> Bool {
    guard let peer else { return action != .addOrChange }
    if action == .remove { return false }
    switch presharedKey {
    case .keep: break
    case .set(let key): if peer.presharedKey?.isEqual(to: key) != true { return false }
    case .clear: if peer.hasPresharedKey { return false }
    }
    if let endpoint, endpoint != peer.endpoint { return false }
    if let persistentKeepalive, persistentKeepalive != peer.persistentKeepalive { return false }
    if replacesAllowedIPs { return peer.allowedIPs.count <= allowedIPs.count }
    return removedAllowedIPs.allSatisfy { removed in
      !peer.allowedIPs.contains(removed.masked)
        || allowedIPs.contains { $0.masked == removed.masked }
    }
  }

  // How many of the allowed IPs to give are there, from the first on.
  fileprivate func allowedIPs(there isThere: (IPPrefix) -> Bool) -> Int {
    action == .remove ? allowedIPs.count : allowedIPs.prefix { isThere($0.masked) }.count
  }
}
