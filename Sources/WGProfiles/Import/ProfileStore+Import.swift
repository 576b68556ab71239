internal import Sentences
internal import WGConfig
public import WGModel

/// What a store makes, or would make, of imported clients.
public struct ProfileImport: Sendable {
  /// The clients that were taken over, or would be.
  public var profiles: [NewProfile] = []
  /// What was not, or would not be.
  public var rejected: [ImportedProfiles.Rejection]
}

extension ProfileStore {
  /// Finds out what of imported clients the store can take over, and changes nothing.
  ///
  /// A client must connect to this server, have addresses in the server's networks alone, and share
  /// neither its name, its key nor an address with another client of the store or another peer of the
  /// server's file.
  ///
  /// - Returns: the clients that can be taken over, and the others with the reasons.
  /// - Throws: what is wrong with the store's files.
  public func plan(importing found: ImportedProfiles) throws(WGError) -> ProfileImport {
    let session = try core.open()
    let file = try session.readServerFile()
    if let key = found.server?.publicKey, let own = file.publicKey, own != key {
      throw WGError(
        .invalidConfiguration,
        "the clients are those of a server with the key \(key), and this one has \(own):"
          + " give it the other's private key first, or none of them could connect")
    }
    var taken = TakenNetworks(session.list, file, nil)
    taken.add(file.config.interface.addresses.map { $0.address.asPrefix }, nil)
    taken.sort()
    var plan = ProfileImport(rejected: found.rejected)
    for client in found.clients {
      do throws(WGError) {
        try Self.check(client, session.server, session.list, taken)
        plan.profiles.append(NewProfile(client, session.server))
      } catch {
        plan.rejected.append(ImportedProfiles.Rejection(source: client.source, reason: error))
      }
    }
    return plan
  }

  /// Takes over imported clients in one step.
  ///
  /// - Parameters:
  ///   - found: the clients.
  ///   - skippingRejected: whether those that cannot be taken over are left out; otherwise one such is an
  ///     error, and nothing is changed.
  /// - Returns: what was taken over, and what was not.
  /// - Throws: ``WGModel/WGError/Code/invalidConfiguration`` for a client that cannot be taken over; what
  ///   ``plan(importing:)`` and ``add(_:adopting:)`` throw.
  @discardableResult
  public func add(
    importing found: ImportedProfiles, skippingRejected: Bool = false
  ) throws(WGError) -> ProfileImport {
    let plan = try plan(importing: found)
    if let first = plan.rejected.first, !skippingRejected {
      throw WGError(
        .invalidConfiguration,
        "\(plan.rejected.count) cannot be taken over, and nothing was: \(first.source):"
          + " \(first.reason.message)")
    }
    if !plan.profiles.isEmpty { try add(plan.profiles, adopting: true) }
    return plan
  }

  private static func check(
    _ client: ImportedClient, _ settings: ServerSettings, _ present: ProfileList,
    _ taken: TakenNetworks
  ) throws(WGError) {
    if let owner = present.place(like: client.name).map({ present[$0] }) {
      throw WGError(.alreadyExists, "the store has a client \(owner.name)")
    }
    if let owner = present[client.publicKey] {
      throw WGError(
        .alreadyExists,
        "the store has its key \(client.publicKey): that of the client \(owner.name)")
    }
    for address in client.addresses
    where !settings.networks.contains(where: { $0.contains(address) }) {
      throw WGError(
        .invalidAddress, "its address \(address.address) is in none of the server's networks")
    }
    for prefix in client.addresses + client.networks {
      guard let other = taken.overlapping(prefix, notOf: client.publicKey) else { continue }
      let owner =
        if let key = other.owner {
          present[key].map { "the client \($0.name)" } ?? "the peer \(key)"
        } else {
          "the server"
        }
      throw WGError(.alreadyExists, "\(prefix) overlaps \(other.network), which \(owner) has")
    }
  }
}

extension NewProfile {
  fileprivate init(_ client: ImportedClient, _ settings: ServerSettings) {
    // What all clients send through the tunnel is the server's setting, and stays one. A store has whole
    // seconds.
    let own = client.allowedIPs?.orderedNetworks() ?? []
    self.init(
      client.name,
      keys: client.privateKey.map { .privateKey($0) } ?? .publicKey(client.publicKey),
      presharedKey: client.presharedKey.map { .key($0) } ?? .none,
      addresses: client.addresses.map { $0.address }, networks: client.networks,
      allowedIPs: own == settings.allowedIPs.orderedNetworks() ? [] : own,
      expires: client.expires.map { Timestamp(seconds: $0.seconds) },
      created: client.created.map { Timestamp(seconds: $0.seconds) }, isEnabled: client.isEnabled)
  }
}
