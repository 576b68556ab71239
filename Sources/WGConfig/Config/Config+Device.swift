internal import Sentences
public import WGModel

// What a configuration means to a device: pure but for the look-up of host names, which the caller
// brings along.

extension DeviceUpdate {
  /// What `wg setconf` does with a file: the device becomes what the file says and nothing else.
  ///
  /// A private key, port and firewall mark that are not in the file are cleared, and the kernel chooses
  /// a port. All peers are replaced; one that stands in the file twice is sent twice.
  ///
  /// - Parameters:
  ///   - config: the file.
  ///   - resolve: finds the address of an endpoint.
  /// - Throws: what `resolve` throws.
  public init(
    replacingAllBy config: Config, resolving resolve: (EndpointText) throws(WGError) -> Endpoint
  ) throws(WGError) {
    try self.init(adding: config, resolving: resolve)
    replacesPeers = true
    if case .keep = privateKey { privateKey = .clear }
    listenPort = listenPort ?? 0
    firewallMark = firewallMark ?? 0
  }

  /// What `wg addconf` does with a file: what the file does not name stays as it is.
  ///
  /// The allowed IPs of a peer in the file are replaced, also by none, unless one has a sign.
  ///
  /// - Parameters:
  ///   - config: the file.
  ///   - resolve: finds the address of an endpoint.
  /// - Throws: what `resolve` throws.
  public init(
    adding config: Config, resolving resolve: (EndpointText) throws(WGError) -> Endpoint
  ) throws(WGError) {
    self.init(
      privateKey: config.interface.privateKey, listenPort: config.interface.listenPort,
      firewallMark: config.interface.firewallMark)
    peers.reserveCapacity(config.peers.count)
    let read = config.peers.span
    for place in read.indices {
      let endpoint: Endpoint? =
        if let endpoint = read[place].endpoint { try resolve(endpoint) } else { nil }
      peers.append(
        PeerUpdate(
          publicKey: read[place].publicKey, presharedKey: read[place].presharedKey,
          endpoint: endpoint, persistentKeepalive: read[place].persistentKeepalive,
          replacesAllowedIPs: read[place].replacesAllowedIPs,
          allowedIPs: read[place].allowedIPs,
          removedAllowedIPs: read[place].removedAllowedIPs))
    }
  }
}

extension DeviceConfiguration {
  /// The device that a file describes, whole: for ``Device/difference(to:)``.
  ///
  /// As with `wg syncconf`, a private key and a firewall mark that are not in the file are cleared, and
  /// so are a peer's preshared key and keepalive. Not as there, a port that is not in the file stays:
  /// `wg` makes the kernel choose another one at every call. An endpoint that is not in the file stays
  /// with both. A peer that stands in the file twice is one, for which the later section counts.
  ///
  /// - Parameters:
  ///   - config: the file.
  ///   - resolve: finds the address of an endpoint.
  /// - Throws: ``WGError/Code/invalidConfiguration`` when an allowed IP has a sign, since of a whole
  ///   nothing is added or taken away; what `resolve` throws.
  public init(
    _ config: Config, resolving resolve: (EndpointText) throws(WGError) -> Endpoint
  ) throws(WGError) {
    self.init(
      privateKey: config.interface.privateKey, listenPort: config.interface.listenPort,
      firewallMark: config.interface.firewallMark ?? 0)
    if case .keep = privateKey { privateKey = .clear }
    for peer in config.mergedPeers {
      guard peer.replacesAllowedIPs, peer.removedAllowedIPs.isEmpty else {
        throw WGError(
          .invalidConfiguration,
          "the allowed IPs of the peer \(peer.publicKey) have a + or a -: of a whole configuration"
            + " nothing is added or taken away; list them all without")
      }
      var wanted = PeerConfiguration(
        publicKey: peer.publicKey, persistentKeepalive: peer.persistentKeepalive ?? 0,
        allowedIPs: peer.allowedIPs)
      if case .set(let key) = peer.presharedKey { wanted.presharedKey = key }
      if let endpoint = peer.endpoint { wanted.endpoint = try resolve(endpoint) }
      peers.append(wanted)
    }
  }
}
