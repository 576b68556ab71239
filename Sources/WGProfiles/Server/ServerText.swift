internal import Sentences
internal import WGConfig
public import WGModel

/// Settings of a server as texts, by their names in `profiles.conf`.
///
/// It is what C, Python and the command line say about a server: `Endpoint`, `Networks`, `DNS` and so on,
/// lists with commas between their entries.
public struct ServerText: Sendable {
  private var fields = StoreFields()
  private var given: [StoreKey] = []
  private var serverAddresses: [IPPrefix]?

  /// Creates a collection of no settings.
  public init() {}

  /// Sets one; an empty text takes a setting away, where it need not be there.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` for a name that is none or comes twice, or what is
  ///   wrong with the text.
  public mutating func set(_ name: Span<UInt8>, to text: Span<UInt8>) throws(WGError) {
    if isSameWord(name, "ServerAddresses".utf8.span) {
      serverAddresses = try StoreFields.prefixes(text)
      return
    }
    let key = try Self.key(name)
    guard !given.contains(key) else {
      throw WGError(.invalidArgument, "\(key.text) is set twice")
    }
    let isCleared = text.isEmpty && (key == .persistentKeepalive || key == .mtu)
    if !isCleared { try fields.read(key, text) }
    given.append(key)
  }

  /// The settings of a new server; what was not set has its usual value.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidConfiguration`` when one of `Interface`, `ConfigFile`,
  ///   `Endpoint` and `Networks` was not set.
  public func settings() throws(WGError) -> ServerSettings {
    var settings = try fields.server()
    if !given.contains(.allowedIPs) { settings.allowedIPs = ServerSettings.everything }
    return settings
  }

  /// The change of a server; what was not set stays as it is.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` for a setting that cannot be changed.
  public func change() throws(WGError) -> ServerChange {
    for key in given where key == .interface || key == .configFile || key == .layout {
      throw WGError(
        .invalidArgument, "\(key.text) cannot be changed: make another store, and import this one")
    }
    var change = ServerChange(serverAddresses: serverAddresses)
    for key in given {
      switch key {
      case .endpoint: change.endpoint = fields.endpoint
      case .networks: change.networks = fields.networks
      case .dns:
        change.dnsServers = fields.dnsServers
        change.searchDomains = fields.searchDomains
      case .allowedIPs: change.allowedIPs = fields.allowedIPs
      case .persistentKeepalive:
        change.persistentKeepalive = fields.keepalive.map { .set($0) } ?? .clear
      case .mtu: change.mtu = fields.mtu.map { .set($0) } ?? .clear
      case .template: change.template = fields.template
      case .reserved: change.reservations = fields.reservations
      case .excluded: change.exclusions = fields.exclusions
      default: break
      }
    }
    return change
  }

  /// The key of a name.
  static func key(_ name: Span<UInt8>) throws(WGError) -> StoreKey {
    guard let key = StoreKey.named(name), key.isOfServer else {
      throw WGError(
        .invalidArgument,
        "\(quoted(name)) is no setting of a server: there are Interface, ConfigFile, Endpoint, Networks,"
          + " DNS, AllowedIPs, PersistentKeepalive, MTU, Template, Layout, Reserved and Excluded")
    }
    return key
  }
}

extension ServerSettings {
  /// A setting as text, by its name in `profiles.conf`; empty when it is not set.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` for a name that is none.
  public func text(_ name: Span<UInt8>) throws(WGError) -> String {
    text(try ServerText.key(name))
  }

  /// A setting as it stands in `profiles.conf`; empty when it is not set.
  func text(_ key: StoreKey) -> String {
    switch key {
    case .interface: interface.description
    case .configFile: configFile
    case .endpoint: endpoint.text
    case .networks: list(networks.map { $0.description })
    case .dns: list(dnsServers.map { $0.description } + searchDomains)
    case .allowedIPs: list(allowedIPs.map { $0.description })
    case .persistentKeepalive: persistentKeepalive.map { "\($0)" } ?? ""
    case .mtu: mtu.map { "\($0)" } ?? ""
    case .template: template
    case .layout: layout.name
    case .reserved: list(reservations.map { $0.description })
    case .excluded: list(exclusions.map { $0.description })
    default: ""
    }
  }

  private func list(_ entries: [String]) -> String {
    var list = ""
    for entry in entries { list += (list.utf8.isEmpty ? "" : ", ") + entry }
    return list
  }
}
