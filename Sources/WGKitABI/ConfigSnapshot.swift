internal import CWGKit
internal import WGKit

/// What a document says in the shape in which C reads it: flat arrays at addresses that do not change
/// until the last reference goes.
@safe
final class ConfigSnapshot: @unchecked Sendable {
  static let handles = HandleTable<ConfigSnapshot>(.config)

  // Written by the initializer, read-only from then on.
  let info: UnsafeMutablePointer<wgkit_config_info>
  let addresses: UnsafeMutableBufferPointer<wgkit_prefix>
  let items: UnsafeMutableBufferPointer<wgkit_config_item>
  let entries: UnsafeMutableBufferPointer<wgkit_config_entry>
  let allowedIPs: UnsafeMutableBufferPointer<wgkit_prefix>
  /// The peers, and behind them the disabled ones.
  let peers: UnsafeMutableBufferPointer<wgkit_config_peer>
  /// How many peers are not disabled.
  let enabledCount: Int
  let privateKey: PrivateKey?
  /// The preshared key of each peer.
  let presharedKeys: [PresharedKey?]
  private let texts = TextStore()

  /// Lays out what a document says.
  ///
  /// It does not throw: Embedded Swift would not free an object whose initializer does.
  init(_ config: Config, of document: Document) {
    let all = config.peers + document.disabledPeers
    enabledCount = config.peers.count
    privateKey = config.interface.privateKey.value
    presharedKeys = all.map { $0.presharedKey.value }

    unsafe info = .allocate(capacity: 1)
    unsafe info.initialize(to: wgkit_config_info(config.interface, texts))
    let addresses = config.interface.addresses
    unsafe self.addresses = .allocate(capacity: addresses.count)
    for (index, address) in addresses.enumerated() {
      unsafe self.addresses.initializeElement(at: index, to: wgkit_prefix(address))
    }
    unsafe items = Self.items(of: config.interface, texts)
    unsafe entries = Self.entries(of: document, texts)

    unsafe peers = .allocate(capacity: all.count)
    let count = all.reduce(0) { $0 + $1.allowedIPs.count + $1.removedAllowedIPs.count }
    unsafe allowedIPs = .allocate(capacity: count)
    var place = 0
    for (index, peer) in all.enumerated() {
      unsafe peers.initializeElement(
        at: index, to: wgkit_config_peer(peer, allowedIPsAt: place, texts))
      for prefix in peer.allowedIPs + peer.removedAllowedIPs {
        unsafe allowedIPs.initializeElement(at: place, to: wgkit_prefix(prefix))
        place += 1
      }
    }
  }

  deinit {
    unsafe info.deallocate()
    unsafe addresses.deallocate()
    unsafe items.deallocate()
    unsafe entries.deallocate()
    unsafe allowedIPs.deallocate()
    unsafe peers.deallocate()
  }

  private static func items(
    of interface: Config.Interface, _ texts: TextStore
  ) -> UnsafeMutableBufferPointer<wgkit_config_item> {
    var list: [(Int32, String)] = interface.dnsServers.map {
      (WGKIT_CONFIG_DNS_SERVER, $0.description)
    }
    list += interface.searchDomains.map { (WGKIT_CONFIG_SEARCH_DOMAIN, $0) }
    list += interface.hooks.map { ($0.moment.number, $0.command) }
    let items = UnsafeMutableBufferPointer<wgkit_config_item>.allocate(capacity: list.count)
    for (index, (kind, text)) in list.enumerated() {
      var item = unsafe wgkit_config_item()
      unsafe item.text = texts.add(text)
      unsafe item.kind = UInt32(kind)
      unsafe items.initializeElement(at: index, to: item)
    }
    return unsafe items
  }

  private static func entries(
    of document: Document, _ texts: TextStore
  ) -> UnsafeMutableBufferPointer<wgkit_config_entry> {
    let list = Array(document.entries)
    let entries = UnsafeMutableBufferPointer<wgkit_config_entry>.allocate(capacity: list.count)
    for (index, found) in list.enumerated() {
      var entry = unsafe wgkit_config_entry()
      if found.key != .privateKey, found.key != .presharedKey {
        document.withValue(of: found) { (value) in unsafe entry.value = texts.add(value) }
      }
      unsafe entry.line = UInt64(found.line)
      unsafe entry.column = UInt64(found.column)
      unsafe entry.section = UInt64(found.section)
      unsafe entry.key = found.key.number
      unsafe entries.initializeElement(at: index, to: entry)
    }
    return unsafe entries
  }
}

extension wgkit_config_info {
  fileprivate init(_ interface: Config.Interface, _ texts: TextStore) {
    unsafe self.init()
    switch interface.privateKey {
    case .keep: break
    case .clear: unsafe flags |= UInt32(WGKIT_CONFIG_CLEARS_PRIVATE_KEY)
    case .set(let key):
      unsafe flags |= UInt32(WGKIT_CONFIG_HAS_PRIVATE_KEY)
      unsafe public_key = wgkit_public_key(key.publicKey)
    }
    if let port = interface.listenPort {
      unsafe flags |= UInt32(WGKIT_CONFIG_HAS_LISTEN_PORT)
      unsafe listen_port = port
    }
    if let mark = interface.firewallMark {
      unsafe flags |= UInt32(WGKIT_CONFIG_HAS_FIREWALL_MARK)
      unsafe firewall_mark = mark
    }
    if let mtu = interface.mtu {
      unsafe flags |= UInt32(WGKIT_CONFIG_HAS_MTU)
      unsafe self.mtu = mtu
    }
    if let saves = interface.savesConfig {
      unsafe flags |= UInt32(WGKIT_CONFIG_HAS_SAVE_CONFIG)
      if saves { unsafe flags |= UInt32(WGKIT_CONFIG_SAVES_CONFIG) }
    }
    switch interface.table {
    case nil: break
    case .automatic: unsafe table = texts.add("auto")
    case .off: unsafe table = texts.add("off")
    case .named(let name): unsafe table = texts.add(name)
    }
  }
}

extension wgkit_config_peer {
  fileprivate init(_ peer: Config.Peer, allowedIPsAt place: Int, _ texts: TextStore) {
    unsafe self.init()
    unsafe public_key = wgkit_public_key(peer.publicKey)
    if let name = peer.name { unsafe self.name = texts.add(name) }
    if let endpoint = peer.endpoint { unsafe self.endpoint = texts.add(endpoint.text) }
    unsafe first_allowed_ip = UInt64(place)
    unsafe allowed_ip_count = UInt64(peer.allowedIPs.count)
    unsafe first_removed_ip = UInt64(place + peer.allowedIPs.count)
    unsafe removed_ip_count = UInt64(peer.removedAllowedIPs.count)
    switch peer.presharedKey {
    case .keep: break
    case .clear: unsafe flags |= UInt32(WGKIT_CONFIG_PEER_CLEARS_PRESHARED_KEY)
    case .set: unsafe flags |= UInt32(WGKIT_CONFIG_PEER_HAS_PRESHARED_KEY)
    }
    if let seconds = peer.persistentKeepalive {
      unsafe flags |= UInt32(WGKIT_CONFIG_PEER_HAS_KEEPALIVE)
      unsafe persistent_keepalive = seconds
    }
    if !peer.replacesAllowedIPs { unsafe flags |= UInt32(WGKIT_CONFIG_PEER_KEEPS_ALLOWED_IPS) }
  }
}

extension Config.Hook.Moment {
  fileprivate var number: Int32 {
    switch self {
    case .preUp: WGKIT_CONFIG_HOOK_PRE_UP
    case .postUp: WGKIT_CONFIG_HOOK_POST_UP
    case .preDown: WGKIT_CONFIG_HOOK_PRE_DOWN
    case .postDown: WGKIT_CONFIG_HOOK_POST_DOWN
    }
  }
}

extension Change {
  /// What it is to be, or nil for none and for whatever there is.
  fileprivate var value: Value? {
    if case .set(let value) = self { value } else { nil }
  }
}
