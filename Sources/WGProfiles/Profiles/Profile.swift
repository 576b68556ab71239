public import WGModel

/// A client of a server, as the store has it written down.
public struct Profile: Sendable {
  /// The name, which the client's files have too.
  public var name: ProfileName
  /// The client's public key, which names it on the device.
  public let publicKey: PublicKey
  /// The client's own addresses, each with the length of a single one, mostly one for each network of
  /// the server.
  public var addresses: [IPPrefix]
  /// The networks behind the client, which the server sends through the tunnel besides its addresses.
  public var networks: [IPPrefix]
  /// What the client sends through the tunnel; empty when it is what the server's settings say.
  public var allowedIPs: [IPPrefix]
  /// When it was made.
  public let created: Timestamp
  /// From when on ``ProfileStore/removeExpired(at:)`` removes it; nil for never.
  public var expires: Timestamp?
  /// Whether the server lets it connect.
  public var isEnabled: Bool
  /// Whether the store has the client's private key; otherwise the client alone does.
  public let hasPrivateKey: Bool

  /// What the server allows the client to send from, and sends to it: addresses and networks.
  public var serverAllowedIPs: [IPPrefix] { addresses + networks }
}

/// A client that is to be made.
public struct NewProfile: Sendable {
  /// Where the keys come from.
  public enum Keys: Sendable {
    /// A new pair is made, and the private key stands in the client's file.
    case generated
    /// The client keeps its private key to itself; its file has no line for it.
    case publicKey(PublicKey)
    /// A pair that there is already.
    case privateKey(PrivateKey)
  }

  /// Where the preshared key comes from.
  public enum Preshared: Sendable {
    /// 32 new random bytes.
    case generated
    /// There is none.
    case none
    /// One that there is already.
    case key(PresharedKey)
  }

  /// The name.
  public var name: ProfileName
  /// Where the keys come from.
  public var keys: Keys
  /// Where the preshared key comes from.
  public var presharedKey: Preshared
  /// The addresses, or nil for the lowest free one of each network of the server.
  public var addresses: [IPAddress]?
  /// The networks behind the client; host bits are cleared.
  public var networks: [IPPrefix]
  /// What the client sends through the tunnel; empty for what the server's settings say.
  public var allowedIPs: [IPPrefix]
  /// From when on it is to be removed; nil for never.
  public var expires: Timestamp?
  /// When it was made, for one that another program has made; nil for now.
  public var created: Timestamp?
  /// Whether the server lets it connect at once.
  public var isEnabled: Bool

  /// Describes a client that is to be made; all but the name has a usual value.
  public init(
    _ name: ProfileName, keys: Keys = .generated, presharedKey: Preshared = .generated,
    addresses: [IPAddress]? = nil, networks: [IPPrefix] = [], allowedIPs: [IPPrefix] = [],
    expires: Timestamp? = nil, created: Timestamp? = nil, isEnabled: Bool = true
  ) {
    self.name = name
    self.keys = keys
    self.presharedKey = presharedKey
    self.addresses = addresses
    self.networks = networks
    self.allowedIPs = allowedIPs
    self.expires = expires
    self.created = created
    self.isEnabled = isEnabled
  }
}

/// What changes about where a client is; nil for what stays.
public struct AddressChange: Sendable {
  /// The client's own addresses.
  public var addresses: [IPAddress]?
  /// The networks behind the client; host bits are cleared.
  public var networks: [IPPrefix]?
  /// What the client sends through the tunnel; empty for what the server's settings say.
  public var allowedIPs: [IPPrefix]?

  /// Describes a change.
  public init(
    addresses: [IPAddress]? = nil, networks: [IPPrefix]? = nil, allowedIPs: [IPPrefix]? = nil
  ) {
    self.addresses = addresses
    self.networks = networks
    self.allowedIPs = allowedIPs
  }
}

/// A client that was removed, and what its peer had counted until then.
public struct RemovedProfile: Sendable {
  /// The client as it was.
  public let profile: Profile
  /// What the device said immediately before the removal; nil when it did not have the peer, or when
  /// there is no device.
  public let lastCounters: PeerCounters?
}

/// What a peer has counted, for whoever keeps accounts.
public struct PeerCounters: Sendable, Equatable {
  /// The peer.
  public let publicKey: PublicKey
  /// Bytes received from the peer since it was added.
  public let receivedBytes: UInt64
  /// Bytes sent to the peer since it was added.
  public let sentBytes: UInt64
  /// When the last handshake was made, or nil for never.
  public let lastHandshake: Timestamp?
  /// The index of the interface, which is another one after the interface was made anew.
  public let interfaceIndex: UInt32
  /// When this was read.
  public let readAt: Timestamp
}
