public import WGConfig
public import WGModel

/// What a store knows about its server: where it is, and what its clients are given.
public struct ServerSettings: Sendable {
  /// The server's interface.
  public var interface: InterfaceName
  /// The path of the server's configuration file, which the store adds peers to.
  public var configFile: String
  /// Where clients reach the server.
  public var endpoint: EndpointText
  /// The networks that each client gets an address of.
  public var networks: [IPPrefix]
  /// The DNS servers of the clients.
  public var dnsServers: [IPAddress]
  /// The domains that the clients search.
  public var searchDomains: [String]
  /// What the clients send through the tunnel.
  public var allowedIPs: [IPPrefix]
  /// Seconds between the keepalive packets of clients, or nil for no line about it; 0 for off.
  public var persistentKeepalive: UInt16?
  /// The MTU of the clients, or nil for no line about it.
  public var mtu: UInt32?
  /// The template of the clients' files: the name of one that comes with the library, or, with a slash
  /// in it, the path of a file.
  public var template: String
  /// How the clients' files lie in the folder.
  public var layout: ProfileLayout
  /// Addresses that a client gets only when they are asked for.
  public var reservations: [AddressRange]
  /// Addresses that no client gets.
  public var exclusions: [AddressRange]

  /// Describes a server; what is not named has a usual value, by which clients send everything through
  /// the tunnel.
  public init(
    interface: InterfaceName, configFile: String, endpoint: EndpointText, networks: [IPPrefix],
    dnsServers: [IPAddress] = [], searchDomains: [String] = [],
    allowedIPs: [IPPrefix] = ServerSettings.everything, persistentKeepalive: UInt16? = nil,
    mtu: UInt32? = nil, template: String = "client", layout: ProfileLayout = .plain,
    reservations: [AddressRange] = [], exclusions: [AddressRange] = []
  ) {
    self.interface = interface
    self.configFile = configFile
    self.endpoint = endpoint
    self.networks = networks
    self.dnsServers = dnsServers
    self.searchDomains = searchDomains
    self.allowedIPs = allowedIPs
    self.persistentKeepalive = persistentKeepalive
    self.mtu = mtu
    self.template = template
    self.layout = layout
    self.reservations = reservations
    self.exclusions = exclusions
  }

  /// `0.0.0.0/0` and `::/0`.
  public static var everything: [IPPrefix] {
    [
      IPPrefix(unchecked: IPAddress(v4: 0), length: 0),
      IPPrefix(unchecked: IPAddress(v6High: 0, low: 0), length: 0),
    ]
  }
}

/// What is to change about a server; what is nil stays as it is.
public struct ServerChange: Sendable {
  /// Where clients reach the server.
  public var endpoint: EndpointText?
  /// The DNS servers of the clients.
  public var dnsServers: [IPAddress]?
  /// The domains that the clients search.
  public var searchDomains: [String]?
  /// The networks that each client gets an address of: as many as there are now, in their order.
  public var networks: [IPPrefix]?
  /// The server's own addresses, for other networks; by default the server keeps its place in each.
  public var serverAddresses: [IPPrefix]?
  /// What the clients send through the tunnel.
  public var allowedIPs: [IPPrefix]?
  /// Seconds between the keepalive packets of clients; ``WGModel/Change/clear`` for no line about it.
  public var persistentKeepalive: Change<UInt16>
  /// The MTU of the clients; ``WGModel/Change/clear`` for no line about it.
  public var mtu: Change<UInt32>
  /// The template of the clients' files.
  public var template: String?
  /// Addresses that a client gets only when they are asked for.
  public var reservations: [AddressRange]?
  /// Addresses that no client gets.
  public var exclusions: [AddressRange]?

  /// Describes a change; without arguments nothing changes, and all files are rendered anew.
  public init(
    endpoint: EndpointText? = nil, dnsServers: [IPAddress]? = nil,
    searchDomains: [String]? = nil, networks: [IPPrefix]? = nil,
    serverAddresses: [IPPrefix]? = nil, allowedIPs: [IPPrefix]? = nil,
    persistentKeepalive: Change<UInt16> = .keep, mtu: Change<UInt32> = .keep,
    template: String? = nil, reservations: [AddressRange]? = nil,
    exclusions: [AddressRange]? = nil
  ) {
    self.endpoint = endpoint
    self.dnsServers = dnsServers
    self.searchDomains = searchDomains
    self.networks = networks
    self.serverAddresses = serverAddresses
    self.allowedIPs = allowedIPs
    self.persistentKeepalive = persistentKeepalive
    self.mtu = mtu
    self.template = template
    self.reservations = reservations
    self.exclusions = exclusions
  }
}

/// Where the server's interface is.
public enum ServerDevice: Sendable {
  /// Nowhere that the store may reach: files alone are changed.
  case filesOnly
  /// In the kernel, in a network namespace: each change is made there too, or not at all. The interface
  /// must be there.
  case kernel(in: NetworkNamespace)
}
