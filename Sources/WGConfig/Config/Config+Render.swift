internal import Sentences
public import WGModel

extension Document {
  /// Writes a configuration from nothing.
  ///
  /// Keys stand in the order of `wg showconf`, those of `wg-quick` in front, each name of a peer as
  /// `# friendly_name = …` below the header. In the dialect ``Dialect/wg`` the keys of `wg-quick` are
  /// left out. A removed allowed IP is left out when the others replace the list.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` for a command, a domain, a table or a name that
  ///   cannot stand in a line.
  public init(_ config: Config, as dialect: Dialect) throws(WGError) {
    let target = DocumentText(capacity: 256 + 256 * config.peers.count)
    try config.write(with: ConfigWriter(dialect: dialect, target: target))
    try self.init(target, as: dialect)
  }

  /// Writes a configuration for a program that imports it, without what the program rejects.
  ///
  /// For phones a file has one `[Interface]`, keys as often as they may stand there, each peer once and
  /// endpoints in their canonical form; hooks, `Table`, `FwMark` and `SaveConfig` are left out.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` for what cannot be written for the target: a
  ///   command or a name that cannot stand in a line, and for phones allowed IPs with a sign.
  public init(_ config: Config, for target: Target) throws(WGError) {
    guard target.isPhone else {
      try self.init(config, as: target.dialect)
      return
    }
    let text = DocumentText(capacity: 256 + 256 * config.peers.count)
    var merged = config
    merged.peers = config.mergedPeers
    try merged.write(
      with: ConfigWriter(dialect: .wgQuick, target: text, isForPhones: true))
    try self.init(text, as: .wgQuick)
  }
}

extension Config {
  func write(with writer: ConfigWriter) throws(WGError) {
    try writer.append(interface)
    for peer in peers {
      writer.target.append(writer.lineEnding)
      try writer.append(peer)
    }
  }

  /// The peers, each once: of one that stands there twice the later section counts, and what only the
  /// earlier one sets stays.
  var mergedPeers: [Peer] {
    let peers = peers
    guard firstRepeatedKey(among: peers.count, { peers[$0].publicKey }) != nil else { return peers }
    let order = KeyOrder(peers.map { $0.publicKey })
    var merged: [Peer] = []
    for (index, peer) in peers.enumerated() {
      guard order.place(of: peer.publicKey) == index else { continue }
      let places = order.places(of: peer.publicKey)
      var whole = peer
      for place in places.dropFirst() {
        let earlier = whole
        whole = peers[place]
        if case .keep = whole.presharedKey { whole.presharedKey = earlier.presharedKey }
        whole.endpoint = whole.endpoint ?? earlier.endpoint
        whole.persistentKeepalive = whole.persistentKeepalive ?? earlier.persistentKeepalive
        whole.name = whole.name ?? earlier.name
      }
      merged.append(whole)
    }
    return merged
  }
}
