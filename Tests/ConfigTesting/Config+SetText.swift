public import WGConfig
internal import WGModel

extension Config {
  /// What it says in the words of the cross-platform configuration protocol, a line each.
  ///
  /// What is for `wg-quick` is in words like those: Tests/config-vectors/README.md describes them.
  public var setText: [String] {
    var lines: [String] = []
    switch interface.privateKey {
    case .set(let key): lines.append("private_key=" + Self.text(key.exposedHex()))
    case .clear: lines.append("private_key=" + String(repeating: "0", count: 64))
    case .keep: break
    }
    if let port = interface.listenPort { lines.append("listen_port=\(port)") }
    if let mark = interface.firewallMark { lines.append("fwmark=\(mark)") }
    lines += wgQuickText
    for peer in peers { lines += Self.text(peer) }
    return lines
  }

  private var wgQuickText: [String] {
    var lines: [String] = []
    lines += interface.addresses.map { "address=\($0)" }
    lines += interface.dnsServers.map { "dns=\($0)" }
    lines += interface.searchDomains.map { "search=\($0)" }
    if let mtu = interface.mtu { lines.append("mtu=\(mtu)") }
    switch interface.table {
    case .automatic: lines.append("table=auto")
    case .off: lines.append("table=off")
    case .named(let name): lines.append("table=\(name)")
    case nil: break
    }
    if let saves = interface.savesConfig { lines.append("saveconfig=\(saves)") }
    let moments: [(Hook.Moment, String)] = [
      (.preUp, "preup"), (.postUp, "postup"), (.preDown, "predown"), (.postDown, "postdown"),
    ]
    for (moment, name) in moments {
      lines += interface.hooks.filter { $0.moment == moment }.map { "\(name)=\($0.command)" }
    }
    return lines
  }

  private static func text(_ peer: Peer) -> [String] {
    var lines = ["public_key=\(peer.publicKey.hex)"]
    switch peer.presharedKey {
    case .set(let key): lines.append("preshared_key=" + text(key.exposedHex()))
    case .clear: lines.append("preshared_key=" + String(repeating: "0", count: 64))
    case .keep: break
    }
    if let endpoint = peer.endpoint { lines.append("endpoint=\(endpoint.canonical)") }
    if let seconds = peer.persistentKeepalive {
      lines.append("persistent_keepalive_interval=\(seconds)")
    }
    if peer.replacesAllowedIPs { lines.append("replace_allowed_ips=true") }
    lines += peer.allowedIPs.map { "allowed_ip=\($0)" }
    lines += peer.removedAllowedIPs.map { "allowed_ip=-\($0)" }
    return lines
  }

  private static func text(_ secret: SecretBytes) -> String {
    secret.withExposedBytes { (bytes) in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }
}
