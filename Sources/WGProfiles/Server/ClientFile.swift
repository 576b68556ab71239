internal import Sentences
internal import WGConfig
internal import WGModel

/// What a client's files say.
final class ClientFile {
  let profile: Profile
  let privateKey: PrivateKey?
  let presharedKey: PresharedKey?

  init(profile: Profile, privateKey: PrivateKey? = nil, presharedKey: PresharedKey? = nil) {
    self.profile = profile
    self.privateKey = privateKey
    self.presharedKey = presharedKey
  }

  /// The files of the client as it is to be, with its keys.
  func with(_ profile: Profile) -> ClientFile {
    ClientFile(profile: profile, privateKey: privateKey, presharedKey: presharedKey)
  }

  /// Renders the configuration from the server's template.
  ///
  /// Without the private key, a key of the moment stands in while it is rendered, and its line is taken
  /// out: the client has it.
  func render(
    _ template: Template, _ server: ServerSettings, serverKey: PublicKey
  ) throws(WGError) -> Document {
    let key = if let privateKey { privateKey } else { try PrivateKey.generate() }
    var values = Template.Values()
    for name in template.names where values[name.text] == nil {
      let bytes = Array(name.text.utf8)
      if let value = value(of: bytes.span, server, serverKey, key) { values[name.text] = value }
    }
    var document: Document
    do {
      document = try template.render(values)
    } catch {
      throw WGError(
        error.code, "cannot render the file of \(profile.name): \(error.message)",
        location: error.location)
    }
    if privateKey == nil { try document.remove(.privateKey) }
    return document
  }

  // The names of the templates that ship, and those of the linuxserver image.
  private func value(
    of name: Span<UInt8>, _ server: ServerSettings, _ serverKey: PublicKey, _ key: PrivateKey
  ) -> Template.Value? {
    func isOne(of names: String) -> Bool { Self.isWord(name, of: names) }
    let allowedIPs = profile.allowedIPs.isEmpty ? server.allowedIPs : profile.allowedIPs
    if isOne(of: "address") { return .prefixes(profile.addresses) }
    if isOne(of: "client_ip ip_addr") { return .addresses(profile.addresses.map { $0.address }) }
    if isOne(of: "private_key privatekey-PEER_ID") { return .privateKey(key) }
    if isOne(of: "public_key publickey-server") { return .publicKey(serverKey) }
    if isOne(of: "preshared_key presharedkey-PEER_ID") {
      return presharedKey.map { .presharedKey($0) }
    }
    if isOne(of: "endpoint") { return .endpoint(server.endpoint) }
    if isOne(of: "allowed_ips allowedips networks") {
      return allowedIPs.isEmpty ? nil : .prefixes(allowedIPs)
    }
    if isOne(of: "dns peerdns") {
      guard !server.dnsServers.isEmpty || !server.searchDomains.isEmpty else { return nil }
      return .list(
        server.dnsServers.map { .address($0) } + server.searchDomains.map { .text($0) })
    }
    if isOne(of: "mtu") { return server.mtu.map { .number(UInt64($0)) } }
    if isOne(of: "keepalive") {
      return server.persistentKeepalive.map { .number(UInt64($0)) }
    }
    if isOne(of: "note peer_id") { return .text(profile.name.description) }
    if isOne(of: "serverurl") { return server.endpoint.parts.map { .text($0.host) } }
    if isOne(of: "serverport") { return server.endpoint.parts.map { .number(UInt64($0.port)) } }
    if isOne(of: "interface") { return server.networks.first?.firstThreeNumbers }
    return nil
  }

  // Whether a name is among those of a list, with blanks between them; the case of letters does not count.
  @inline(never)
  private static func isWord(_ name: Span<UInt8>, of list: String) -> Bool {
    let list = list.utf8.span
    var start = 0
    for end in 0...list.count where end == list.count || list[end] == UInt8(ascii: " ") {
      if isSameWord(name, list.extracting(start..<end)) { return true }
      start = end + 1
    }
    return false
  }

  /// The private key that stands in a client's file.
  static func privateKey(in contents: ConfigFile.Contents) throws(WGError) -> PrivateKey? {
    let config = try contents.text.withExposedBytes { (text) throws(WGError) in
      try Config(parsing: text, as: .wgQuick)
    }
    if case .set(let key) = config.interface.privateKey { return key }
    return nil
  }
}

extension EndpointText {
  // The host as it stands in front of a port, and the port.
  fileprivate var parts: (host: String, port: UInt16)? {
    let text = Array(canonical.utf8)
    guard let colon = text.lastIndex(of: UInt8(ascii: ":")),
      let port = decimal(text.span, in: colon + 1..<text.count, upTo: 0xffff)
    else { return nil }
    return (String(decoding: text[..<colon], as: UTF8.self), UInt16(port))
  }
}

extension IPPrefix {
  // `10.13.13` of `10.13.13.0/24`: what the linuxserver image calls the interface.
  fileprivate var firstThreeNumbers: Template.Value? {
    guard address.family == .v4 else { return nil }
    let text = Array(masked.address.description.utf8)
    guard let dot = text.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    return .text(String(decoding: text[..<dot], as: UTF8.self))
  }
}
