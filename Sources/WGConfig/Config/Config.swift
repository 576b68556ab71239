public import WGModel

/// What a configuration file says, as values.
///
/// Of a key that may stand once the last one counts, as it does for `wg`. To change a file without
/// losing its comments, see ``Document``.
public struct Config: Sendable {
  /// What the `[Interface]` sections say together.
  public var interface = Interface()
  /// The peers, in the order of the file; one that stands there twice is here twice.
  public var peers: [Peer] = []

  /// Creates a configuration that says nothing.
  public init() {}
}

extension Config {
  /// What the `[Interface]` sections of a file say.
  public struct Interface: Sendable {
    /// `PrivateKey`: set, cleared by the key of zeros, or not in the file.
    public var privateKey: Change<PrivateKey> = .keep
    /// `ListenPort`, or nil when it is not in the file.
    public var listenPort: UInt16?
    /// `FwMark`, or nil when it is not in the file; 0 for `off`.
    public var firewallMark: UInt32?
    /// `Address`: the interface's own, host bits kept.
    public var addresses: [IPPrefix] = []
    /// `DNS`: the servers.
    public var dnsServers: [IPAddress] = []
    /// `DNS`: what is no address is a domain to search.
    public var searchDomains: [String] = []
    /// `MTU`.
    public var mtu: UInt32?
    /// `Table`: where routes for allowed IPs go.
    public var table: Table?
    /// `PreUp`, `PostUp`, `PreDown`, `PostDown`: the commands, in the order of the file.
    public var hooks: [Hook] = []
    /// `SaveConfig`, or nil when it is not in the file.
    public var savesConfig: Bool?

    /// Creates a section that says nothing.
    public init() {}
  }

  /// Where the routes for allowed IPs go.
  public enum Table: Equatable, Sendable {
    /// Into the main table, and default routes into one of their own.
    case automatic
    /// Nowhere: there are none.
    case off
    /// Into the table of this number or name.
    case named(String)
  }

  /// A command that `wg-quick` runs as root.
  ///
  /// WGKit never runs one.
  public struct Hook: Equatable, Sendable {
    /// When it is run.
    public enum Moment: Sendable {
      case preUp, postUp, preDown, postDown
    }
    /// When it is run.
    public var moment: Moment
    /// The command, `%i` not expanded.
    public var command: String

    /// Creates a hook.
    public init(_ moment: Moment, _ command: String) {
      self.moment = moment
      self.command = command
    }
  }
}

extension Config {
  /// A `[Peer]` section.
  public struct Peer: Sendable {
    /// `PublicKey`.
    public var publicKey: PublicKey
    /// `PresharedKey`: set, cleared by the key of zeros, or not in the file.
    public var presharedKey: Change<PresharedKey> = .keep
    /// `Endpoint`, its host not looked up.
    public var endpoint: EndpointText?
    /// `PersistentKeepalive`, or nil when it is not in the file; 0 for `off`.
    public var persistentKeepalive: UInt16?
    /// `AllowedIPs` to give, host bits kept.
    public var allowedIPs: [IPPrefix] = []
    /// `AllowedIPs` with a minus sign: to take away.
    public var removedAllowedIPs: [IPPrefix] = []
    /// Whether the allowed IPs replace what the peer has; not so when one has a sign.
    public var replacesAllowedIPs = true
    /// The friendly name that a comment gives, in any of the forms that other tools write.
    public var name: String?

    /// Creates a peer that has a key and nothing else.
    public init(publicKey: PublicKey) { self.publicKey = publicKey }

    /// All at once, as a reader has it.
    @inline(__always)
    init(
      publicKey: PublicKey, presharedKey: Change<PresharedKey>, endpoint: EndpointText?,
      persistentKeepalive: UInt16?, allowedIPs: [IPPrefix], removedAllowedIPs: [IPPrefix],
      replacesAllowedIPs: Bool, name: String?
    ) {
      self.publicKey = publicKey
      self.presharedKey = presharedKey
      self.endpoint = endpoint
      self.persistentKeepalive = persistentKeepalive
      self.allowedIPs = allowedIPs
      self.removedAllowedIPs = removedAllowedIPs
      self.replacesAllowedIPs = replacesAllowedIPs
      self.name = name
    }
  }
}
