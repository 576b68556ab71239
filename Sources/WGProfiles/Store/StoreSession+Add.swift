internal import Sentences
internal import WGConfig
internal import WGModel

/// A client that is being made.
private struct Draft {
  let wanted: NewProfile
  let privateKey: PrivateKey?
  let publicKey: PublicKey
  /// The peer that the server's file has already, when it is to become the client's.
  let present: Config.Peer?
  var addresses: [IPPrefix]?
  var networks: [IPPrefix]
  var presharedKey: PresharedKey?
}

extension StoreSession {
  func add(_ profiles: [NewProfile], adopting: Bool) throws(WGError) -> [Profile] {
    guard !profiles.isEmpty else { return [] }
    let file = try readServerFile()
    let device = try readDevice()
    let serverKey = try serverKey(file, device)
    var drafts: [Draft] = []
    for wanted in profiles {
      let draft = try draft(wanted, adopting: adopting, file)
      try refuseTaken(draft, among: drafts, adopting: adopting, file, device, serverKey)
      drafts.append(draft)
    }
    try giveAddresses(to: &drafts, file, device)

    let now = Timestamp.now
    var added: [Profile] = []
    var changes: [FileChange] = []
    let template = try template()
    for draft in drafts {
      let profile = Profile(
        name: draft.wanted.name, publicKey: draft.publicKey, addresses: draft.addresses ?? [],
        networks: draft.networks, allowedIPs: draft.wanted.allowedIPs,
        created: draft.wanted.created ?? now, expires: draft.wanted.expires,
        isEnabled: draft.present == nil
          ? draft.wanted.isEnabled : !file.isDisabled(draft.publicKey),
        hasPrivateKey: draft.privateKey != nil)
      added.append(profile)
      let client = ClientFile(
        profile: profile, privateKey: draft.privateKey, presharedKey: draft.presharedKey)
      changes += try filesToMake(client, template, serverKey, adopting: adopting)
    }
    let (document, deviceChange) = try sections(of: added, drafts, file, device)
    changes.append(
      FileChange(place: .server, before: file.contents, after: .document(document)))
    changes.append(storeChange(text.changing(adding: added)))
    try commit(changes, deviceChange)
    return added
  }

  func storeChange(_ after: [UInt8]) -> FileChange {
    FileChange(place: .file(StoreText.fileName), before: contents, after: .plain(after))
  }

  // MARK: Keys and names

  private func draft(
    _ wanted: NewProfile, adopting: Bool, _ file: ServerFile
  ) throws(WGError) -> Draft {
    for moment in [wanted.expires, wanted.created] {
      if let moment { try StoreSession.requireText(of: moment) }
    }
    var privateKey: PrivateKey?
    let publicKey: PublicKey
    switch wanted.keys {
    case .publicKey(let key): publicKey = key
    case .generated, .privateKey:
      let key =
        if case .privateKey(let key) = wanted.keys { key } else { try PrivateKey.generate() }
      privateKey = key
      publicKey = key.publicKey
    }
    let present = adopting ? file.peer(publicKey) : nil
    var shared = present?.sharedKey
    switch wanted.presharedKey {
    case .generated: if present == nil { shared = try PresharedKey.generate() }
    case .none: break
    case .key(let key):
      if let there = shared, !there.isEqual(to: key) {
        throw WGError(
          .invalidArgument,
          "the server's file has another preshared key for \(wanted.name) than the client: correct one"
        )
      }
      shared = key
    }
    return Draft(
      wanted: wanted, privateKey: privateKey, publicKey: publicKey, present: present,
      addresses: wanted.addresses.map { $0.map { $0.asPrefix } },
      networks: wanted.networks.map { $0.masked }, presharedKey: shared)
  }

  static func requireText(of moment: Timestamp) throws(WGError) {
    guard moment.rfc3339 != nil, moment.nanoseconds == 0 else {
      throw WGError(
        .invalidArgument, "a moment has whole seconds here, and a year of four digits")
    }
  }

  private func refuseTaken(
    _ draft: Draft, among others: [Draft], adopting: Bool, _ file: ServerFile, _ device: Device?,
    _ serverKey: PublicKey
  ) throws(WGError) {
    let (name, key) = (draft.wanted.name, draft.publicKey)
    var like = list.place(like: name).map { list[$0].name }
    for other in others where other.wanted.name.isSame(as: name) { like = other.wanted.name }
    if let like {
      throw WGError(
        .alreadyExists,
        like == name
          ? "there is a client \(name) already"
          : "there is a client \(like) already, which differs from \(name) in the case of letters alone:"
            + " on some systems their files are one")
    }
    guard key != serverKey, !key.isLowOrder else {
      throw WGError(
        .invalidKey,
        "the key of \(name) is \(key == serverKey ? "the server's own" : "one of low order"): no"
          + " handshake can be made with it")
    }
    if list[key] != nil || others.contains(where: { $0.publicKey == key }) {
      throw WGError(.alreadyExists, "another client has the key \(key) already")
    }
    guard !adopting else { return }
    if file.peer(key) != nil || device?.peers[key] != nil {
      throw WGError(
        .alreadyExists,
        "the server has the peer \(key) already: take it over as a client, or remove it first")
    }
  }

  // MARK: Addresses

  private func giveAddresses(
    to drafts: inout [Draft], _ file: ServerFile, _ device: Device?
  ) throws(WGError) {
    var taken = TakenNetworks(list, file, device)
    let keys = drafts.map { $0.publicKey }
    var pool = try pool(server, serverAddresses(file), taken.networks(notOf: keys))
    // Addresses that somebody has chosen first, so that none of them is given to another client.
    for place in drafts.indices {
      if let present = drafts[place].present { try adopt(present, &drafts[place]) }
      if let chosen = drafts[place].addresses { try pool.claim(chosen) }
    }
    for place in drafts.indices {
      let draft = drafts[place]
      if draft.addresses == nil { drafts[place].addresses = try pool.next() }
      if draft.present == nil { try refuseServerNetworks(draft.networks, draft.wanted.name) }
      try taken.refuseOverlap(of: draft.networks, for: draft.publicKey)
      taken.add((drafts[place].addresses ?? []) + draft.networks, draft.publicKey)
    }
  }

  /// Throws when a network behind a client overlaps one of the server's own.
  func refuseServerNetworks(_ networks: [IPPrefix], _ name: ProfileName) throws(WGError) {
    for network in networks {
      for own in server.networks where network.length > 1 && own.overlaps(network) {
        throw WGError(
          .wouldMove,
          "\(network), behind \(name), overlaps the server's own network \(own)")
      }
    }
  }

  // A peer that is there has what its section says.
  private func adopt(_ peer: Config.Peer, _ draft: inout Draft) throws(WGError) {
    let present = peer.allowedIPs.orderedNetworks()
    guard let chosen = draft.addresses else {
      draft.addresses = present.filter { Int($0.length) == $0.address.family.bitCount }
      draft.networks = present.filter { Int($0.length) != $0.address.family.bitCount }
      return
    }
    guard (chosen + draft.networks).orderedNetworks() == present else {
      throw WGError(
        .invalidArgument,
        "the server's file has other allowed IPs for the peer \(peer.publicKey) than"
          + " \(draft.wanted.name) has: leave them out, to take those of the file")
    }
  }

  // MARK: Files and device

  func filesToMake(
    _ client: ClientFile, _ template: Template, _ serverKey: PublicKey, adopting: Bool
  ) throws(WGError) -> [FileChange] {
    let files = try folder.files(server)
    let document = try client.render(template, server, serverKey: serverKey)
    var wanted: [(place: StorePlace, text: FileText?)] = [
      (server.layout.configFile(of: client.profile.name), .document(document))
    ]
    wanted += server.layout.keyFiles(of: client)
    var changes: [FileChange] = []
    for (place, text) in wanted {
      guard let text else { continue }
      guard try files.readIfThere(place) == nil else {
        if adopting { continue }
        throw WGError(
          .alreadyExists,
          "the store's folder has \(quoted(place.text.span)), which is no client's: move it away")
      }
      changes.append(FileChange(place: place, before: nil, after: text))
    }
    return changes
  }

  private func sections(
    of profiles: [Profile], _ drafts: [Draft], _ file: ServerFile, _ device: Device?
  ) throws(WGError) -> (Document, DeviceChange) {
    var document = file.document
    var change = DeviceChange()
    var peers: [Config.Peer] = []
    let places = device.map { KeyOrder(of: $0.peers) }
    for (profile, draft) in zip(profiles, drafts) {
      var peer = Config.Peer(publicKey: profile.publicKey)
      peer.name = profile.name.description
      peer.allowedIPs = profile.serverAllowedIPs
      if let key = draft.presharedKey { peer.presharedKey = .set(key) }
      if draft.present == nil { peers.append(peer) }
      guard let device, let places else { continue }
      let present = places.place(of: profile.publicKey).map { device.peers[$0] }
      let wanted = draft.present ?? peer
      if profile.isEnabled, present?.isLike(wanted) != true {
        change.peers.append(ServerFile.update(of: wanted))
        if present == nil { change.added.append(profile.publicKey) }
      } else if !profile.isEnabled, present != nil {
        change.peers.append(PeerUpdate(publicKey: profile.publicKey, action: .remove))
      }
    }
    if !peers.isEmpty { try document.append(peers) }
    for (profile, draft) in zip(profiles, drafts) where draft.present == nil && !profile.isEnabled {
      try document.disablePeer(profile.publicKey)
    }
    return (document, change)
  }
}
