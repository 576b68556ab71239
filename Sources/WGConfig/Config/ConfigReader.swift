internal import Sentences
internal import WGModel

/// Reads the values of a document, entry by entry.
struct ConfigReader {
  var config = Config()
  private(set) var problems: [WGError] = []
  private let stopsAtFirst: Bool
  private var peer = PeerReader()
  // How far into the value the item is that is being read.
  private var offset = 0

  init(stopsAtFirst: Bool) { self.stopsAtFirst = stopsAtFirst }

  @inline(never)
  mutating func read(_ document: Document) {
    config.peers.reserveCapacity(document.sections.count)
    for (index, section) in document.sections.enumerated() {
      if section.kind == .peer { peer = PeerReader() }
      for line in section.lines {
        guard case .key(let key) = document.lines[line].content else { continue }
        let entry = document.entry(key, on: line, in: index)
        do {
          offset = 0
          try document.withValue(of: entry) { (value) throws(WGError) in
            try read(entry.key, value)
          }
        } catch {
          report(error, line: entry.line, column: entry.column + offset)
        }
        if stopsAtFirst, !problems.isEmpty { return }
      }
      if section.kind == .peer { finishPeer(of: section, at: index, in: document) }
      if stopsAtFirst, !problems.isEmpty { return }
    }
  }

  /// Throws when a key does not take a value.
  static func check(_ key: Document.Key, _ value: Span<UInt8>) throws(WGError) {
    var reader = ConfigReader(stopsAtFirst: true)
    do {
      try reader.read(key, value)
    } catch {
      throw WGError(.invalidConfiguration, error.message)
    }
  }

  private mutating func finishPeer(
    of section: Document.Section, at index: Int, in document: Document
  ) {
    let isAdded = peer.finish(named: document.friendlyName(of: index), to: &config.peers)
    if !isAdded, !peer.hadKey {
      let header = document.lines[section.lines.lowerBound]
      report(
        WGError(.invalidConfiguration, "this peer has no PublicKey: every [Peer] needs one"),
        line: section.lines.lowerBound + 1, column: Int(header.place - header.start) + 1)
    }
  }

  private mutating func report(_ error: WGError, line: Int, column: Int) {
    problems.append(
      WGError(
        .invalidConfiguration, error.message,
        location: WGError.Location(line: line, column: column)))
  }

  private mutating func read(_ key: Document.Key, _ value: Span<UInt8>) throws(WGError) {
    switch key {
    case .privateKey, .listenPort, .firewallMark, .publicKey, .presharedKey, .endpoint,
      .persistentKeepalive:
      try withoutSpaces(value) { (value) throws(WGError) in try readCompact(key, value) }
    case .allowedIPs:
      try peer.readAllowedIPs(value, offset: &offset)
    case .address, .dns: try readWords(key, value)
    case .mtu:
      config.interface.mtu = value.isEmpty ? nil : try SettingText.mtu(value)
    case .table:
      config.interface.table = value.isEmpty ? nil : try Config.Table(utf8: value)
    case .preUp: try readHook(.preUp, value)
    case .postUp: try readHook(.postUp, value)
    case .preDown: try readHook(.preDown, value)
    case .postDown: try readHook(.postDown, value)
    case .saveConfig:
      guard let isSaved = boolean(value) else {
        throw WGError(
          .invalidConfiguration, "\(quoted(value)) is neither true nor false")
      }
      config.interface.savesConfig = isSaved
    }
  }

  // The values that white space within does not change.
  private mutating func readCompact(
    _ key: Document.Key, _ value: Span<UInt8>
  ) throws(WGError) {
    switch key {
    case .privateKey: config.interface.privateKey = try Change(base64: value)
    case .listenPort: config.interface.listenPort = try SettingText.port(value)
    case .firewallMark: config.interface.firewallMark = try SettingText.firewallMark(value)
    case .publicKey:
      peer.hadKey = true
      peer.publicKey = try PublicKey(base64: value)
    case .presharedKey: peer.presharedKey = try Change(base64: value)
    case .endpoint: peer.endpoint = try EndpointText(utf8: value)
    default: peer.persistentKeepalive = try SettingText.keepalive(value)
    }
  }

  private mutating func readDNS(_ word: Span<UInt8>) throws(WGError) {
    var (isNumeric, hasColon) = (true, false)
    for index in word.indices {
      let byte = word[index]
      if byte == UInt8(ascii: ":") { hasColon = true }
      if byte != UInt8(ascii: "."), byte &- UInt8(ascii: "0") > 9 { isNumeric = false }
    }
    // What looks like an address is one to wg-quick.
    if isNumeric || hasColon {
      config.interface.dnsServers.append(try IPAddress(utf8: word))
    } else {
      config.interface.searchDomains.append(try Config.searchDomain(word))
    }
  }

  private mutating func readHook(
    _ moment: Config.Hook.Moment, _ value: Span<UInt8>
  ) throws(WGError) {
    guard let command = text(value) else {
      throw WGError(.invalidConfiguration, "this command is not UTF-8")
    }
    config.interface.hooks.append(Config.Hook(moment, command))
  }

  // Words with commas, spaces and tabs between them.
  private mutating func readWords(
    _ key: Document.Key, _ value: Span<UInt8>
  ) throws(WGError) {
    var start = 0
    for index in 0...value.count {
      if index < value.count {
        let byte = value[index]
        if byte != UInt8(ascii: ","), byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") {
          continue
        }
      }
      offset = start
      let word = value.extracting(start..<index)
      start = index + 1
      if word.isEmpty { continue }
      if key == .dns {
        try readDNS(word)
      } else {
        config.interface.addresses.append(try IPPrefix(utf8: word))
      }
    }
  }

  private func boolean(_ value: Span<UInt8>) -> Bool? {
    if equals(value, "true") { return true }
    return equals(value, "false") ? false : nil
  }
}
