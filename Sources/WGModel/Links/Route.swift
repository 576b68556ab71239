internal import Sentences

/// A route of the kernel as it was at one moment.
public struct Route: Hashable, Sendable {
  /// The network that the route leads to; of length 0 for a default route.
  ///
  /// The kernel attribute is `RTA_DST`.
  public let network: IPPrefix

  /// What is done with the packets.
  ///
  /// The kernel's field is `rtm_type`.
  public let kind: Kind

  /// The number of the table that the route is in; ``mainTable`` for most.
  ///
  /// The kernel attribute is `RTA_TABLE`.
  public let table: UInt32

  /// The metric: of several routes to the same network in a table the one with the lowest counts.
  ///
  /// The kernel attribute is `RTA_PRIORITY`; it is left out for 0.
  public let metric: UInt32

  /// How far away the network is.
  ///
  /// The kernel's field is `rtm_scope`.
  public let scope: NetworkScope

  /// The kernel's number for who made the route: 2 the kernel itself, 3 an administrator, 4 a start-up
  /// script or somebody who did not say, higher ones routing programs.
  ///
  /// The kernel's field is `rtm_protocol`.
  public let origin: UInt8

  /// The address that packets of this host are sent from; nil when the kernel chooses.
  ///
  /// The kernel attribute is `RTA_PREFSRC`.
  public let preferredSource: IPAddress?

  /// The ways that the packets take: one for most routes, several when they share the packets
  /// (`RTA_MULTIPATH`), none when the packets are dropped.
  public let nextHops: [NextHop]

  /// The number of the kernel's next-hop object, when the route refers to one.
  ///
  /// The kernel attribute is `RTA_NH_ID`.
  public let nextHopID: UInt32?

  package init(
    network: IPPrefix, kind: Kind, table: UInt32, metric: UInt32, scope: NetworkScope,
    origin: UInt8, preferredSource: IPAddress?, nextHops: [NextHop], nextHopID: UInt32?
  ) {
    self.network = network
    self.kind = kind
    self.table = table
    self.metric = metric
    self.scope = scope
    self.origin = origin
    self.preferredSource = preferredSource
    self.nextHops = nextHops
    self.nextHopID = nextHopID
  }

  /// The table that is asked when no rule says otherwise.
  public static var mainTable: UInt32 { 254 }

  /// The kernel's own table, of the addresses of this host.
  public static var localTable: UInt32 { 255 }

  /// Whether it is a default route: it leads everywhere.
  public var isDefault: Bool { network.length == 0 }

  /// Whether packets of the route leave, all or some, through the interface with this index.
  public func leaves(through index: UInt32) -> Bool {
    nextHops.contains { $0.interfaceIndex == index }
  }

  /// Whether the kernel made the route itself, for an address.
  package var isKernels: Bool { origin == 2 }

  /// One way that the packets of a route take.
  public struct NextHop: Hashable, Sendable {
    /// The index of the interface.
    ///
    /// The kernel attribute is `RTA_OIF`.
    public let interfaceIndex: UInt32

    /// The gateway; nil where the network is on the interface's own link.
    ///
    /// A route of IPv4 can have a gateway of IPv6. The kernel attribute is `RTA_GATEWAY` or `RTA_VIA`.
    public let gateway: IPAddress?

    /// The part of the packets that go this way, among the weights of all: 1...256.
    public let weight: UInt16

    package init(interfaceIndex: UInt32, gateway: IPAddress?, weight: UInt16) {
      self.interfaceIndex = interfaceIndex
      self.gateway = gateway
      self.weight = weight
    }
  }
}

extension Route {
  /// What is done with packets: the kernel's types of routes, `RTN_…`.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The kernel's number.
    public let rawValue: UInt8

    /// Creates a kind from the kernel's number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// They are sent on, through the next hops.
    public static var unicast: Self { Self(rawValue: 1) }
    /// They are for this host.
    public static var local: Self { Self(rawValue: 2) }
    /// They are broadcast on the link.
    public static var broadcast: Self { Self(rawValue: 3) }
    /// They are for the nearest of several hosts, this one among them.
    public static var anycast: Self { Self(rawValue: 4) }
    /// They are for a group.
    public static var multicast: Self { Self(rawValue: 5) }
    /// They are dropped without a word.
    public static var blackhole: Self { Self(rawValue: 6) }
    /// They are dropped, and the sender is told that the network is unreachable.
    public static var unreachable: Self { Self(rawValue: 7) }
    /// They are dropped, and the sender is told that it is forbidden.
    public static var prohibit: Self { Self(rawValue: 8) }
    /// The next table is asked.
    public static var `throw`: Self { Self(rawValue: 9) }
  }
}

extension Route.Kind: CustomStringConvertible {
  /// The name as `ip` has it, or the number where there is none here.
  public var description: String {
    switch self {
    case .unicast: "unicast"
    case .local: "local"
    case .broadcast: "broadcast"
    case .anycast: "anycast"
    case .multicast: "multicast"
    case .blackhole: "blackhole"
    case .unreachable: "unreachable"
    case .prohibit: "prohibit"
    case .throw: "throw"
    default: "\(rawValue)"
    }
  }
}
