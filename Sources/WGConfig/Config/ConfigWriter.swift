internal import Sentences
internal import WGModel

/// Writes sections as text, keys in the order of `wg showconf` and of `wg-quick save`.
///
/// Everything that is text is checked: the lines that come out are those that were meant.
struct ConfigWriter {
  let dialect: Dialect
  var lineEnding = "\n"
  let target: DocumentText
  /// Whether keys and values are as the programs of phones want them.
  var isForPhones = false

  func append(_ interface: Config.Interface) throws(WGError) {
    target.append("[Interface]" + lineEnding)
    if dialect == .wgQuick { try appendWGQuick(interface) }
    if let port = interface.listenPort { append(.listenPort, "\(port)") }
    if let mark = interface.firewallMark, !isForPhones {
      append(.firewallMark, "0x" + hexadecimal(mark))
    }
    switch interface.privateKey {
    case .set(let key): append(.privateKey, secret: key.exposedBase64())
    case .clear: if !isForPhones { append(.privateKey, Self.zeroKey) }
    case .keep: break
    }
  }

  private func appendWGQuick(_ interface: Config.Interface) throws(WGError) {
    for address in interface.addresses { append(.address, address.description) }
    for server in interface.dnsServers { append(.dns, server.description) }
    for domain in interface.searchDomains { try append(.dns, checked: domain) }
    if let mtu = interface.mtu { append(.mtu, "\(mtu)") }
    guard !isForPhones else { return }
    switch interface.table {
    case nil: break
    case .automatic: append(.table, "auto")
    case .off: append(.table, "off")
    case .named(let name):
      try append(.table, checked: name)
      // These two would be read as something else.
      if isExactly(name.utf8.span, "auto") || isExactly(name.utf8.span, "off") {
        throw WGError(
          .invalidConfiguration, "\(quoted(name)) cannot be the name of a routing table")
      }
    }
    if let saves = interface.savesConfig { append(.saveConfig, saves ? "true" : "false") }
    for hook in interface.hooks where !hook.command.utf8.isEmpty {
      try append(hook.moment.key, checked: hook.command)
    }
  }

  func append(_ peer: Config.Peer) throws(WGError) {
    target.append("[Peer]" + lineEnding)
    if let name = peer.name {
      try requireName(name.utf8.span)
      target.append("# friendly_name = ")
      target.append(name)
      target.append(lineEnding)
    }
    var key: [UInt8] = []
    key.reserveCapacity(44)
    peer.publicKey.append(to: &key)
    append(.publicKey, key.span)
    switch peer.presharedKey {
    case .set(let key): append(.presharedKey, secret: key.exposedBase64())
    case .clear: if !isForPhones { append(.presharedKey, Self.zeroKey) }
    case .keep: break
    }
    try appendAllowedIPs(peer)
    if let endpoint = peer.endpoint {
      append(.endpoint, isForPhones ? endpoint.canonical : endpoint.text)
    }
    if let seconds = peer.persistentKeepalive { append(.persistentKeepalive, "\(seconds)") }
  }

  private func appendAllowedIPs(_ peer: Config.Peer) throws(WGError) {
    guard peer.replacesAllowedIPs || !isForPhones else {
      throw WGError(
        .invalidConfiguration,
        "the peer \(peer.publicKey) has allowed IPs with a sign, which phones do not take")
    }
    var list: [UInt8] = []
    list.reserveCapacity(20 * (peer.allowedIPs.count + peer.removedAllowedIPs.count))
    func append(_ prefix: IPPrefix, sign: String) {
      list += list.isEmpty ? "".utf8 : ", ".utf8
      if !peer.replacesAllowedIPs { list += sign.utf8 }
      prefix.append(to: &list)
    }
    if !peer.replacesAllowedIPs {
      for prefix in peer.removedAllowedIPs { append(prefix, sign: "-") }
    }
    for prefix in peer.allowedIPs { append(prefix, sign: "+") }
    guard !list.isEmpty else { return }
    self.append(.allowedIPs, list.span)
  }

  // MARK: Lines

  private static var zeroKey: String { "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" }

  private func append(_ key: Document.Key, _ value: String) { append(key, value.utf8.span) }

  private func append(_ key: Document.Key, secret: SecretBytes) {
    secret.withExposedBytes { (text) in append(key, text) }
  }

  private func append(_ key: Document.Key, _ value: Span<UInt8>) {
    target.append(key.spelling)
    target.append(" = ")
    target.append(value)
    target.append(lineEnding)
  }

  private func append(_ key: Document.Key, checked value: String) throws(WGError) {
    let bytes = value.utf8.span
    try requirePlain(bytes, in: key.name)
    guard !bytes.isEmpty, trimmed(bytes, 0..<bytes.count) == 0..<bytes.count else {
      throw WGError(
        .invalidConfiguration,
        "the value of \(key.name) must not be empty, nor begin or end with white space")
    }
    try ConfigReader.check(key, bytes)
    append(key, value)
  }

  private func hexadecimal(_ value: UInt32) -> String {
    var digits: [UInt8] = []
    var rest = value
    repeat {
      let digit = UInt8(truncatingIfNeeded: rest & 15)
      digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      rest >>= 4
    } while rest > 0
    digits.reverse()
    return String(decoding: digits, as: UTF8.self)
  }
}

extension Config.Hook.Moment {
  var key: Document.Key {
    switch self {
    case .preUp: .preUp
    case .postUp: .postUp
    case .preDown: .preDown
    case .postDown: .postDown
    }
  }
}
