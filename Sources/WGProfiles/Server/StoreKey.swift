internal import WGConfig
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
    guard word.count > 2,
      let key = likely(
        word.count, lowercase(word[0]), isExcluded: lowercase(word[1]) == UInt8(ascii: "x")),
      isSameWord(word, key.text.utf8.span)
    else { return nil }
    return key
  }

  // No two keys have as many letters and the same first one, but for Endpoint and Excluded.
  private static func likely(_ count: Int, _ first: UInt8, isExcluded: Bool) -> StoreKey? {
    switch (count, first) {
    case (3, UInt8(ascii: "d")): .dns
    case (3, UInt8(ascii: "m")): .mtu
    case (4, _): .name
    case (5, _): .state
    case (6, _): .layout
    case (7, UInt8(ascii: "c")): .created
    case (7, UInt8(ascii: "e")): .expires
    case (8, UInt8(ascii: "e")): isExcluded ? .excluded : .endpoint
    case (8, UInt8(ascii: "n")): .networks
    case (8, UInt8(ascii: "t")): .template
    case (8, UInt8(ascii: "r")): .reserved
    case (9, UInt8(ascii: "i")): .interface
    case (9, UInt8(ascii: "p")): .publicKey
    case (9, UInt8(ascii: "a")): .addresses
    case (10, UInt8(ascii: "c")): .configFile
    case (10, UInt8(ascii: "a")): .allowedIPs
    case (13, _): .hasPrivateKey
    case (19, _): .persistentKeepalive
    default: nil
    }
  }
}
