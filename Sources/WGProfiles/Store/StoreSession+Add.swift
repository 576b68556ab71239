internal import Sentences
internal import WGConfig
internal import WGModel

extension StoreSession {
  /// Adds clients, in a step whose cost hardly grows with those that there are: what the last one has
  /// read and found out counts as long as the files say the same, and the files grow at their ends.
  func add(_ profiles: [NewProfile], adopting: Bool) throws(WGError) -> [Profile] {
    guard !profiles.isEmpty else { return [] }
    let file = try readServerFile()
    let device = try readDevice()
    let serverKey = try serverKey(file, device)
    var drafts: [ProfileDraft] = []
    for wanted in profiles { drafts.append(try draft(wanted, adopting: adopting, file)) }
    let among = ProfileList(drafts.map { $0.profile })
    let present = peers(of: among, on: device)
    for place in drafts.indices {
      try refuseTaken(place, among, serverKey)
      guard adopting || (file.peer(among[place].publicKey) == nil && present[place] == nil) else {
        throw WGError(
          .alreadyExists,
          "the server has the peer \(among[place].publicKey) already: take it over as a client, or"
            + " remove it first")
      }
    }
    let addresses = try giveAddresses(to: drafts, file, device, adopting: adopting)
    let added = drafts.map { $0.profile }

    var changes: [FileChange] = []
    let template = try template()
    for draft in drafts {
      let client = ClientFile(
        profile: draft.profile, privateKey: draft.privateKey, presharedKey: draft.presharedKey)
      changes += try filesToMake(client, template, serverKey, adopting: adopting)
    }
    var newFile = file
    let wanted = drafts.filter { $0.section == nil }
    if !wanted.isEmpty {
      let sections = try file.contents.text.withExposedBytes { (text) throws(WGError) in
        try Document.sections(
          of: wanted.map { $0.peer },
          disabled: wanted.indices.filter { !wanted[$0].profile.isEnabled }, behind: text,
          as: .wgQuick)
      }
      let text = sections.withBytes { (more) in file.contents.text.appending(more) }
      newFile = try ServerFile(file, with: sections, text: text)
      changes.append(grow(.server, file.contents, to: text))
    }
    let newText = StoreText(text, with: added)
    let more = Array(newText.bytes[contents.text.count...])
    let newContents = contents.text.appending(more.span)
    changes.append(grow(.file(StoreText.fileName), contents, to: newContents))
    try commit(changes, device == nil ? DeviceChange() : deviceChange(drafts, present))
    memory.known = StoreMemory.Known(
      ConfigFile.Contents(text: newContents, mode: contents.mode), newText, newFile, addresses)
    return added
  }

  private func grow(
    _ place: StorePlace, _ before: ConfigFile.Contents, to text: SecretBytes
  ) -> FileChange {
    FileChange(place: place, before: before, after: .grown(text, from: before.text.count))
  }

  func storeChange(_ after: [UInt8]) -> FileChange {
    FileChange(place: .file(StoreText.fileName), before: contents, after: .plain(after))
  }

  // MARK: Keys and names

  private func draft(
    _ wanted: NewProfile, adopting: Bool, _ file: ServerFile
  ) throws(WGError) -> ProfileDraft {
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
    let section = adopting ? file.peer(publicKey) : nil
    var shared = section?.sharedKey
    switch wanted.presharedKey {
    case .generated: if section == nil { shared = try PresharedKey.generate() }
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
    let profile = Profile(
      name: wanted.name, publicKey: publicKey,
      addresses: (wanted.addresses ?? []).map { $0.asPrefix },
      networks: wanted.networks.map { $0.masked }, allowedIPs: wanted.allowedIPs,
      created: wanted.created ?? .now, expires: wanted.expires,
      isEnabled: section == nil ? wanted.isEnabled : !file.isDisabled(publicKey),
      hasPrivateKey: privateKey != nil)
    return ProfileDraft(
      profile, privateKey, shared, isPlaced: wanted.addresses != nil, section: section)
  }

  static func requireText(of moment: Timestamp) throws(WGError) {
    guard moment.rfc3339 != nil, moment.nanoseconds == 0 else {
      throw WGError(
        .invalidArgument, "a moment has whole seconds here, and a year of four digits")
    }
  }

  // The peers of the device that have the keys of clients.
  private func peers(of list: ProfileList, on device: Device?) -> [Peer?] {
    var peers = [Peer?](repeating: nil, count: list.count)
    guard let all = device?.peers else { return peers }
    for index in all.indices {
      if let place = list.place(of: all.records[index].publicKey) { peers[place] = all[index] }
    }
    return peers
  }

  private func refuseTaken(
    _ place: Int, _ others: ProfileList, _ serverKey: PublicKey
  ) throws(WGError) {
    let (name, key) = (others[place].name, others[place].publicKey)
    var like = list.place(like: name).map { list[$0].name }
    if let other = others.place(like: name), other != place { like = others[other].name }
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
    guard list.place(of: key) == nil, others.place(of: key) == place else {
      throw WGError(.alreadyExists, "another client has the key \(key) already")
    }
  }

  // MARK: Addresses

  private func giveAddresses(
    to drafts: [ProfileDraft], _ file: ServerFile, _ device: Device?, adopting: Bool
  ) throws(WGError) -> StoreMemory.KnownAddresses {
    let own = try serverAddresses(file)
    let networks = device?.peers.allowedIPs ?? []
    var pool: AddressPool
    if !adopting, let known = known.addresses, known.own == own,
      file === self.known.file, begins(networks, with: known.device)
    {
      pool = known.pool
      // What others have told the device since.
      pool.take(Array(networks[known.device.count...]))
    } else {
      pool = try self.pool(
        server, own,
        TakenNetworks(list, file, device).networks(notOf: drafts.map { $0.profile.publicKey }))
    }
    // Addresses that somebody has chosen first, so that none of them is given to another client.
    for draft in drafts {
      try adopt(draft)
      if draft.isPlaced { try pool.claim(draft.profile.addresses) }
      pool.take(draft.profile.networks)
    }
    for draft in drafts where !draft.isPlaced { draft.profile.addresses = try pool.next() }
    if drafts.contains(where: { !$0.profile.networks.isEmpty }) {
      var taken = TakenNetworks(list, file, device, drafts.map { $0.profile })
      taken.sort()
      for draft in drafts {
        let profile = draft.profile
        if draft.section == nil {
          try refuse(profile.networks, of: "\(profile.name)", in: server.networks)
        }
        try taken.refuseOverlap(of: profile.networks, for: profile.publicKey)
      }
    }
    return StoreMemory.KnownAddresses(pool, own: own, device: networks)
  }

  private func begins(_ networks: [IPPrefix], with first: [IPPrefix]) -> Bool {
    guard first.count <= networks.count else { return false }
    for place in first.indices where networks[place] != first[place] { return false }
    return true
  }

  /// Throws when a network behind a client or another peer overlaps one of the server's own.
  func refuse(
    _ networks: [IPPrefix], of name: String, in server: [IPPrefix]
  ) throws(WGError) {
    for network in networks {
      for own in server where network.length > 1 && own.overlaps(network) {
        throw WGError(
          .wouldMove,
          "\(network), behind \(name), overlaps the server's own network \(own)")
      }
    }
  }

  // A peer that is there has what its section says.
  private func adopt(_ draft: ProfileDraft) throws(WGError) {
    guard let peer = draft.section else { return }
    let (profile, present) = (draft.profile, peer.allowedIPs.orderedNetworks())
    guard draft.isPlaced else {
      draft.profile.addresses = present.filter { $0.isHost }
      draft.profile.networks = present.filter { !$0.isHost }
      draft.isPlaced = true
      return
    }
    guard (profile.addresses + profile.networks).orderedNetworks() == present else {
      throw WGError(
        .invalidArgument,
        "the server's file has other allowed IPs for the peer \(peer.publicKey) than"
          + " \(profile.name) has: leave them out, to take those of the file")
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
      if let there = try files.readIfThere(place) {
        // The server's own file may lie where the client's would.
        if adopting, try !there.text.isEqual(to: files.read(.server).text) { continue }
        throw WGError(
          .alreadyExists,
          "the store's folder has \(quoted(place.text.span)), which is no client's: take another"
            + " name")
      }
      changes.append(FileChange(place: place, before: nil, after: text))
    }
    return changes
  }

  private func deviceChange(_ drafts: [ProfileDraft], _ present: [Peer?]) -> DeviceChange {
    var change = DeviceChange()
    for (place, draft) in drafts.enumerated() {
      let (key, wanted) = (draft.profile.publicKey, draft.peer)
      if draft.profile.isEnabled, present[place]?.isLike(wanted) != true {
        change.peers.append(ServerFile.update(of: wanted))
        if present[place] == nil { change.added.append(key) }
      } else if !draft.profile.isEnabled, present[place] != nil {
        change.peers.append(PeerUpdate(publicKey: key, action: .remove))
      }
    }
    return change
  }
}
