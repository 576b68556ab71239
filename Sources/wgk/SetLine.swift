internal import Sentences
internal import WGKit

/// The words of `wgk set` after the interface's name, with the grammar of `wg set`.
struct SetLine {
  private var words: Arguments
  private var update = DeviceUpdate()
  private var peer: PeerUpdate?
  private var standardInputIsUsed = false

  // How the command was called, for its errors.
  private let path: String

  init(_ words: Arguments, in path: String) {
    self.words = words
    self.path = path
  }

  /// Reads all words, and the key files that they name.
  mutating func read() throws(WGError) -> DeviceUpdate {
    while let keyword = words[0] {
      words = words.rest
      if keyword == "peer" {
        try startPeer(value(of: keyword))
      } else if var current = peer {
        try read(keyword, into: &current)
        peer = current
      } else {
        try readSetting(keyword)
      }
    }
    if let peer { update.peers.append(peer) }
    return update
  }

  private mutating func readSetting(_ keyword: Argument) throws(WGError) {
    switch keyword {
    case "listen-port":
      update.listenPort = try value(of: keyword).withBytes(SettingText.port)
    case "fwmark":
      update.firewallMark = try value(of: keyword).withBytes(SettingText.firewallMark)
    case "private-key":
      if let text = try key(in: value(of: keyword)) {
        update.privateKey = .set(
          try text.withExposedBytes { (bytes) throws(WGError) in try PrivateKey(base64: bytes) })
      } else {
        update.privateKey = .clear
      }
    case "remove", "preshared-key", "endpoint", "persistent-keepalive", "allowed-ips":
      throw mistake("\(keyword.quoted) belongs to a peer and comes after 'peer KEY'")
    default: throw mistake("there is no setting \(keyword.quoted)")
    }
  }

  private mutating func startPeer(_ key: Argument) throws(WGError) {
    if let peer { update.peers.append(peer) }
    peer = PeerUpdate(publicKey: try PublicKey(base64: key.text))
  }

  private mutating func read(
    _ keyword: Argument, into peer: inout PeerUpdate
  ) throws(WGError) {
    switch keyword {
    case "remove": peer.action = .remove
    case "preshared-key":
      if let text = try key(in: value(of: keyword)) {
        peer.presharedKey = .set(
          try text.withExposedBytes { (bytes) throws(WGError) in try PresharedKey(base64: bytes) })
      } else {
        peer.presharedKey = .clear
      }
    case "endpoint":
      peer.endpoint = try Endpoint.resolve(value(of: keyword).text)
    case "persistent-keepalive":
      peer.persistentKeepalive = try value(of: keyword).withBytes(SettingText.keepalive)
    case "allowed-ips":
      let list = try value(of: keyword).withBytes { (text) throws(WGError) in
        try AllowedIPList(utf8: text)
      }
      for prefix in list.prefixes where prefix.hasHostBits {
        StandardStreams.report("warning: \(prefix) has host bits; the kernel clears them")
      }
      peer.replacesAllowedIPs = list.replaces
      peer.allowedIPs += list.prefixes
      peer.removedAllowedIPs += list.removed
    case "listen-port", "fwmark", "private-key":
      throw mistake("\(keyword.quoted) belongs to the interface and comes before 'peer'")
    default: throw mistake("there is no setting \(keyword.quoted)")
    }
  }

  /// The word after a keyword.
  private mutating func value(of keyword: Argument) throws(WGError) -> Argument {
    guard let value = words[0] else { throw mistake("\(keyword.quoted) needs a value") }
    words = words.rest
    return value
  }

  /// The text of the key in a file, or nil when the key is to be removed: the file is empty, or the
  /// key all zeros.
  private mutating func key(in file: Argument) throws(WGError) -> SecretBytes? {
    let text: SecretBytes?
    if file == "-" || file == "/dev/stdin" {
      guard !standardInputIsUsed else {
        throw mistake("standard input can give one key only; put the other in a file")
      }
      standardInputIsUsed = true
      text = try KeyFile().read()
    } else {
      text = try KeyFile(file).read()
    }
    guard let text, !text.isEqual(to: Self.zeroKey) else { return nil }
    return text
  }

  private static var zeroKey: SecretBytes {
    SecretBytes(count: KeyFile.length) { text in
      for index in text.indices { text[index] = UInt8(ascii: index < 43 ? "A" : "=") }
    }
  }

  private func mistake(_ message: String) -> WGError {
    wgk.mistake(message, in: path)
  }
}
