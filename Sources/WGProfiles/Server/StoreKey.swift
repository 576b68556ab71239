internal import WGModel

/// A key of `profiles.conf`, in the order in which keys are written.
enum StoreKey: UInt8 {
  // Of the section [Server].
  case interface, configFile, endpoint, dns, persistentKeepalive, mtu, template, layout
  case reserved, excluded
  // Of both.
  case networks, allowedIPs
  // Of the sections [Profile].
  case name, publicKey, addresses, created, expires, state, hasPrivateKey

  static var count: UInt8 { StoreKey.hasPrivateKey.rawValue + 1 }

  var text: String {
    switch self {
    case .interface: "Interface"
    case .configFile: "ConfigFile"
    case .endpoint: "Endpoint"
    case .dns: "DNS"
    case .persistentKeepalive: "PersistentKeepalive"
    case .mtu: "MTU"
    case .template: "Template"
    case .layout: "Layout"
    case .reserved: "Reserved"
    case .excluded: "Excluded"
    case .networks: "Networks"
    case .allowedIPs: "AllowedIPs"
    case .name: "Name"
    case .publicKey: "PublicKey"
    case .addresses: "Addresses"
    case .created: "Created"
    case .expires: "Expires"
    case .state: "State"
    case .hasPrivateKey: "HasPrivateKey"
    }
  }

  /// The key as a bit of a set of keys.
  var bit: UInt32 { 1 << UInt32(rawValue) }

  var isOfServer: Bool { rawValue <= StoreKey.allowedIPs.rawValue }
  var isOfProfile: Bool { rawValue >= StoreKey.networks.rawValue }

  /// The key of a word, in letters of either case.
  static func named(_ word: Span<UInt8>) -> StoreKey? {
    for value in 0..<count {
      if let key = StoreKey(rawValue: value), isSameWord(word, key.text.utf8.span) { return key }
    }
    return nil
  }
}
