internal import Sentences
internal import WGConfig
public import WGModel

/// The clients of a WireGuard server: their files, their sections in the server's file, and their peers
/// on the device, changed together or not at all.
///
/// A store is a folder with `profiles.conf`, which says who the clients are, and the clients' files. The
/// value is a path and holds nothing open, so that one value serves any number of threads and processes.
/// Every operation locks the folder, finishes taking back what an interrupted one had begun, reads what
/// the files and the device say, writes down how to take its change back, changes the files and last the
/// device. When anything fails, all of it is taken back. No interface is restarted, and no peer but the
/// one that is about is touched. docs/profiles.md describes the files and what happens in a crash.
///
/// The methods that change something throw, besides what they name:
/// - ``WGModel/WGError/Code/timedOut`` when another process kept the folder locked,
/// - ``WGModel/WGError/Code/changedMeanwhile`` when another program wrote the server's file meanwhile,
/// - ``WGModel/WGError/Code/unsafeFile``, ``WGModel/WGError/Code/permissionDenied``,
///   ``WGModel/WGError/Code/invalidConfiguration`` or ``WGModel/WGError/Code/system`` for what is wrong
///   with the files,
/// - ``WGModel/WGError/Code/noSuchInterface`` or ``WGModel/WGError/Code/permissionDenied`` when the
///   device cannot be changed,
/// - ``WGModel/WGError/Code/partiallyApplied`` when a change failed and could not be taken back whole:
///   the next operation goes on with that.
public struct ProfileStore: Sendable {
  let core: StoreCore<KernelInterface>

  /// Makes a store in a folder, which is made when it is not there.
  ///
  /// The peers that the server's file has stay as they are and are no clients of the store; their
  /// addresses are not given to others. See ``add(_:adopting:)`` for taking them over.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder, `/etc/wireguard/wg0.profiles` for instance.
  ///   - server: the server and what its clients are given; its file must be there and have a private
  ///     key, or else the device.
  ///   - device: where the interface is.
  /// - Throws: ``WGModel/WGError/Code/alreadyExists`` when the folder has a store,
  ///   ``WGModel/WGError/Code/invalidArgument`` for settings that make no sense.
  /// - Returns: the store.
  public static func create(
    _ folder: String, _ server: ServerSettings, device: ServerDevice
  ) throws(WGError) -> ProfileStore {
    let core = Self.core(folder, device)
    try core.create(server)
    return ProfileStore(core)
  }

  /// Opens a store, and takes back what an interrupted operation had begun.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound`` when the folder has no store.
  public init(_ folder: String, device: ServerDevice) throws(WGError) {
    core = Self.core(folder, device)
    // It takes back what was interrupted, and says what is wrong with the store.
    try core.open().folder.removeLeftovers()
  }

  private init(_ core: StoreCore<KernelInterface>) { self.core = core }

  private static func core(
    _ folder: String, _ device: ServerDevice
  ) -> StoreCore<KernelInterface> {
    switch device {
    case .filesOnly: StoreCore(folder, nil)
    case .kernel(let namespace): StoreCore(folder, KernelInterface(in: namespace))
    }
  }

  /// What the store knows about the server.
  public func server() throws(WGError) -> ServerSettings {
    try core.open().server
  }

  /// All clients.
  public func profiles() throws(WGError) -> ProfileList {
    try core.open().list
  }

  /// The client of a name.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound``.
  public func profile(_ name: ProfileName) throws(WGError) -> Profile {
    try core.profile(name)
  }

  /// The configuration file of a client, with its private key when the store has that.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound``.
  public func exposedClientConfig(_ name: ProfileName) throws(WGError) -> SecretBytes {
    try core.exposedClientConfig(name)
  }

  /// Adds a client: keys, addresses, its file, its section in the server's file, and its peer.
  ///
  /// - Returns: the client.
  /// - Throws: ``WGModel/WGError/Code/alreadyExists`` when the name, the key or an address is taken,
  ///   ``WGModel/WGError/Code/wouldMove`` when a network behind the client overlaps what another peer
  ///   has, ``WGModel/WGError/Code/outOfAddresses``, ``WGModel/WGError/Code/invalidTemplate``.
  @discardableResult
  public func add(_ profile: NewProfile) throws(WGError) -> Profile {
    try add([profile])[0]
  }

  /// Adds several clients in one step, all or none.
  ///
  /// - Parameters:
  ///   - profiles: the clients, each of which may be any that ``add(_:)`` takes.
  ///   - adopting: whether peers of the server's file and the device become clients: one that is there
  ///     with the client's key keeps its section, and must have the addresses and networks of the client.
  /// - Returns: the clients, in the order of the argument.
  /// - Throws: as ``add(_:)`` does.
  @discardableResult
  public func add(
    _ profiles: [NewProfile], adopting: Bool = false
  ) throws(WGError) -> [Profile] {
    try core.open().add(profiles, adopting: adopting)
  }

  /// Gives a client another name, and its files with it.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound``, ``WGModel/WGError/Code/alreadyExists`` when another
  ///   client has the name or one that differs from it in the case of letters alone.
  @discardableResult
  public func rename(
    _ name: ProfileName, to newName: ProfileName
  ) throws(WGError) -> Profile {
    try core.open().rename(name, to: newName)
  }

  /// Changes where a client is and what it may reach, without taking its peer away: its handshake and
  /// what it has counted stay, and nobody else's peer is touched.
  ///
  /// - Returns: the client. Its file has changed, and must be given to it again by hand.
  /// - Throws: ``WGModel/WGError/Code/notFound``; as ``add(_:)`` does for addresses and networks that are
  ///   not free.
  @discardableResult
  public func readdress(
    _ name: ProfileName, _ change: AddressChange
  ) throws(WGError) -> Profile { try core.open().readdress(name, change) }

  /// Lets a client connect again; nothing happens when it may already.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound``; ``WGModel/WGError/Code/wouldMove`` when another peer
  ///   has got its addresses meanwhile.
  @discardableResult
  public func enable(_ name: ProfileName) throws(WGError) -> Profile {
    try core.open().enable(name)
  }

  /// Keeps a client from connecting: its peer goes, its section becomes comments, its files and
  /// addresses stay.
  ///
  /// - Returns: the client, and what its peer had counted.
  /// - Throws: ``WGModel/WGError/Code/notFound``.
  @discardableResult
  public func disable(_ name: ProfileName) throws(WGError) -> RemovedProfile {
    try core.open().disable(name)
  }

  /// Sets when a client expires, or that it never does.
  ///
  /// Nothing else happens then: somebody has to call ``removeExpired(at:)``.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound``.
  @discardableResult
  public func expire(
    _ name: ProfileName, at moment: Timestamp?
  ) throws(WGError) -> Profile {
    try core.open().expire(name, at: moment)
  }

  /// Removes all clients whose time has come, in one step.
  ///
  /// - Parameter now: the time to compare with; nil for the clock's.
  /// - Returns: the clients that were removed, and what their peers had counted.
  /// - Throws: what is wrong with the files or the device.
  @discardableResult
  public func removeExpired(at now: Timestamp? = nil) throws(WGError) -> [RemovedProfile] {
    try core.open().removeExpired(at: now ?? .now)
  }

  /// Removes the client of exactly this key: its peer, its section and its files.
  ///
  /// - Returns: the client as it was, and what its peer had counted.
  /// - Throws: ``WGModel/WGError/Code/notFound``.
  @discardableResult
  public func revoke(_ publicKey: PublicKey) throws(WGError) -> RemovedProfile {
    try core.open().revoke(publicKey)
  }

  /// Changes what the clients are given, renders all their files anew, and changes the server's file and
  /// the device where that needs it.
  ///
  /// With other networks, the server and each client keep their place in the network where it is there
  /// and free; otherwise a client gets the lowest free address. A DNS server that is one of the server's
  /// own addresses, and an allowed IP that is one of the networks, change with them unless the change
  /// names others.
  ///
  /// - Returns: the names of the clients that must be given their file again by hand: with other
  ///   networks those whose addresses changed; else those whose private key the store does not have.
  /// - Throws: ``WGModel/WGError/Code/wouldMove`` when a new network or address of the server overlaps
  ///   what is behind a client or another peer.
  public func change(_ change: ServerChange) throws(WGError) -> [ProfileName] {
    try core.open().change(change)
  }
}
