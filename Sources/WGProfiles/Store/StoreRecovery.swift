internal import Sentences
internal import WGConfig
internal import WGModel

/// Takes a change back that was interrupted, or that failed.
struct StoreRecovery<Interface: ServerInterface> {
  let folder: LockedFolder
  let interface: Interface?

  /// Takes back what the journal says, when there is one.
  ///
  /// Doing it again, or after half of it, comes to the same: what is as before is left alone.
  func run() throws(WGError) {
    guard let journal = try folder.read(Journal.fileName) else { return }
    folder.removeLeftovers()
    try takeBack(
      try journal.text.withExposedBytes { (text) throws(WGError) in try Journal(parsing: text) })
  }

  /// Makes the files and the device what they were before a change, and removes its journal.
  func takeBack(_ journal: Journal) throws(WGError) {
    guard !journal.isLive || interface != nil else {
      throw WGError(
        .invalidArgument,
        "a change of the device was interrupted: use the store once with the device, which takes it"
          + " back there too")
    }
    // What is done last is taken back first. The settings that say where the server's file is never
    // change, so that either text of profiles.conf has them.
    let server = try settings()
    let files = try folder.files(server)
    for entry in journal.entries.reversed() { try takeBack(entry, files) }
    for entry in journal.entries { try files.tidy(entry.place) }
    if journal.isLive, let interface { try takeBack(journal, server, files, on: interface) }
    try folder.flush()
    try folder.remove(Journal.fileName)
    try folder.flush()
  }

  /// What stands in `profiles.conf`.
  func storeContents() throws(WGError) -> ConfigFile.Contents {
    guard let contents = try folder.read(StoreText.fileName) else {
      throw WGError(
        .notFound, "the folder has no store, no file profiles.conf; create one first")
    }
    return contents
  }

  private func settings() throws(WGError) -> ServerSettings {
    try storeContents().text.withExposedBytes { (text) throws(WGError) in
      try StoreText(parsing: text).server
    }
  }

  private func takeBack(_ entry: Journal.Entry, _ files: StoreFiles) throws(WGError) {
    let present = try files.readIfThere(entry.place)
    let after: FileText?
    switch entry.remedy(for: present) {
    case .nothing: return
    case .remove: after = nil
    case .write(let text): after = .secret(text)
    case nil:
      throw WGError(
        .changedMeanwhile,
        "a change of the store was interrupted, and somebody has changed"
          + " \(quoted(entry.place.text.span)) since, so that it cannot be taken back: make the file"
          + " what it should be, and remove .journal in the store's folder")
    }
    try files.put(FileChange(place: entry.place, before: present, after: after))
  }

  // The peers of the change become what the server's file says.
  private func takeBack(
    _ journal: Journal, _ server: ServerSettings, _ files: StoreFiles, on interface: Interface
  ) throws(WGError) {
    let file = try ServerFile(try files.read(.server))
    let device: Device
    do throws(WGError) {
      device = try interface.device(server.interface)
    } catch {
      // After a restart of the machine it is made from the file.
      guard error.code == .noSuchInterface else { throw error }
      return
    }
    let places = KeyOrder(of: device.peers)
    var updates: [PeerUpdate] = []
    for (key, wasThere) in journal.peers {
      let present = places.place(of: key).map { device.peers[$0] }
      if wasThere, file.hasEnabled(key), let wanted = file.peer(key) {
        if present?.isLike(wanted) != true { updates.append(ServerFile.update(of: wanted)) }
      } else if !wasThere, present != nil {
        updates.append(PeerUpdate(publicKey: key, action: .remove))
      }
    }
    if !updates.isEmpty { try interface.apply(DeviceUpdate(peers: updates), to: server.interface) }
    if journal.changesAddresses {
      try interface.setAddresses(file.config.interface.addresses, of: server.interface)
    }
  }
}

extension Peer {
  /// Whether the device has a peer as a file has it.
  func isLike(_ wanted: Config.Peer) -> Bool {
    guard Array(allowedIPs).orderedNetworks() == wanted.allowedIPs.orderedNetworks(),
      persistentKeepalive == wanted.persistentKeepalive ?? 0
    else { return false }
    switch (presharedKey, wanted.sharedKey) {
    case (nil, nil): return true
    case (let one?, let other?): return one.isEqual(to: other)
    default: return false
    }
  }
}
