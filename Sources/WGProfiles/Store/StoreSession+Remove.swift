internal import Sentences
internal import WGConfig
internal import WGModel

// What removes clients, or keeps them away.
extension StoreSession {
  func revoke(_ key: PublicKey) throws(WGError) -> RemovedProfile {
    guard let place = list.place(of: key) else {
      throw WGError(.notFound, "the store has no client with the key \(key)")
    }
    return try remove([place])[0]
  }

  func removeExpired(at now: Timestamp) throws(WGError) -> [RemovedProfile] {
    let places = list.indices.filter { (place) in
      if let expires = list[place].expires { expires <= now } else { false }
    }
    return try remove(places)
  }

  /// Removes clients by their places, which are in order.
  private func remove(_ places: [Int]) throws(WGError) -> [RemovedProfile] {
    guard !places.isEmpty else { return [] }
    let file = try readServerFile()
    var document = try file.document
    var changes: [FileChange] = []
    let files = try folder.files(server)
    for place in places {
      let profile = list[place]
      if file.isDisabled(profile.publicKey) { try document.enablePeer(profile.publicKey) }
      // Somebody may have taken it out by hand.
      if file.peer(profile.publicKey) != nil { try document.removePeer(profile.publicKey) }
      changes += try filesToRemove(profile, files)
    }
    changes.append(
      FileChange(place: .server, before: file.contents, after: .document(document)))
    changes.append(storeChange(text.changing(places.map { ($0, nil) })))
    return try removePeers(places, changes)
  }

  func filesToRemove(
    _ profile: Profile, _ files: StoreFiles
  ) throws(WGError) -> [FileChange] {
    let client = ClientFile(profile: profile)
    let places =
      [server.layout.configFile(of: profile.name)]
      + server.layout.keyFiles(of: client).map { $0.place }
    var changes: [FileChange] = []
    for place in places {
      guard let before = try files.readIfThere(place) else { continue }
      changes.append(FileChange(place: place, before: before, after: nil))
    }
    return changes
  }

  func disable(_ name: ProfileName) throws(WGError) -> RemovedProfile {
    let place = try place(name)
    let file = try readServerFile()
    var document = try file.document
    let key = list[place].publicKey
    if file.hasEnabled(key) { try document.disablePeer(key) }
    var profile = list[place]
    profile.isEnabled = false
    let removed = try removePeers(
      [place],
      [
        FileChange(place: .server, before: file.contents, after: .document(document)),
        storeChange(text.changing([(place, profile)])),
      ])[0]
    return RemovedProfile(profile: profile, lastCounters: removed.lastCounters)
  }

  // Commits a change that takes peers from the device.
  private func removePeers(
    _ places: [Int], _ changes: [FileChange]
  ) throws(WGError) -> [RemovedProfile] {
    let keys = places.map { list[$0].publicKey }
    var device = DeviceChange()
    device.peers = keys.map { PeerUpdate(publicKey: $0, action: .remove) }
    device.counted = keys
    let counters = try commit(changes, device)
    return zip(places, counters).map { (place, counters) in
      RemovedProfile(profile: list[place], lastCounters: counters)
    }
  }
}
