internal import Sentences
internal import WGConfig
internal import WGModel

/// Holds what was found about clients against what the server's file says, and against each other.
struct ImportCollector {
  var server: ImportedProfiles.Server?
  /// Whether a client is called as its folder is without the `peer_` in front.
  var namesFolders = false
  // What the server's file has; nil without one.
  private var peers: [(peer: Config.Peer, isEnabled: Bool)]?
  private var candidates: [ImportCandidate] = []
  private var rejected: [ImportedProfiles.Rejection] = []
  private var clients: [ImportedClient] = []

  // MARK: What is found

  /// Takes a client, or notes why it cannot be one.
  mutating func add(
    source: [UInt8], name: [UInt8], _ fill: (inout ImportCandidate) throws(WGError) -> Void
  ) {
    var candidate = ImportCandidate(source: source, name: name)
    do throws(WGError) {
      try fill(&candidate)
      candidates.append(candidate)
    } catch {
      reject(candidate.source, error)
    }
  }

  @inline(never)
  mutating func reject(_ source: String, _ reason: WGError) {
    rejected.append(ImportedProfiles.Rejection(source: source, reason: reason))
  }

  /// Takes the server's file.
  mutating func take(serverFile document: Document) throws(WGError) {
    let config = try Config(document)
    var peers = config.peers.map { (peer: $0, isEnabled: true) }
    peers += document.disabledPeers.map { (peer: $0, isEnabled: false) }
    if let key = KeyOrder(peers.map { $0.peer.publicKey }).repeatedKey {
      throw WGError(
        .invalidConfiguration, "the server's file has the peer \(key) more than once: leave one")
    }
    self.peers = peers
    if case .set(let key) = config.interface.privateKey { try take(serverKey: key) }
    server?.addresses = config.interface.addresses
    server?.listenPort = config.interface.listenPort
  }

  /// Takes the server's private key.
  mutating func take(serverKey key: PrivateKey) throws(WGError) {
    try take(serverKey: key.publicKey)
    server?.privateKey = key
  }

  /// Takes the server's public key.
  mutating func take(serverKey key: PublicKey) throws(WGError) {
    guard server == nil || server?.publicKey == key else {
      throw WGError(
        .invalidConfiguration,
        "the files have two keys of the server: \(server?.publicKey.base64 ?? "") and \(key)")
    }
    if server == nil { server = ImportedProfiles.Server(publicKey: key) }
  }

  /// The client that a folder, or the comment in the server's file, is about.
  func clientName(_ name: [UInt8]) -> [UInt8] {
    namesFolders ? name.without(beginning: "peer_") ?? name : name
  }

  // MARK: What is made of it

  /// The clients that everything says the same about.
  ///
  /// - Returns: them, and what was rejected.
  mutating func finish() -> ImportedProfiles {
    addKeyless()
    let known = KeyOrder(peers?.map { $0.peer.publicKey } ?? [])
    for candidate in candidates {
      do throws(WGError) {
        clients.append(try client(candidate, known))
      } catch {
        reject(candidate.source, error)
      }
    }
    rejectShared()
    var result = ImportedProfiles()
    result.server = server
    result.clients = orderedPlaces(clients.count) { clients[$0].name < clients[$1].name }
      .map { clients[$0] }
    result.rejected = rejected
    return result
  }

  // Peers of the server's file that have no file of their own: they keep their keys to themselves.
  private mutating func addKeyless() {
    let found = KeyOrder(candidates.compactMap { $0.publicKey })
    for (peer, _) in peers ?? [] where found.place(of: peer.publicKey) == nil {
      guard let name = peer.name else {
        reject(
          peer.publicKey.base64,
          WGError(
            .invalidName,
            "the server's file gives it no name: write # friendly_name = NAME below its [Peer]"))
        continue
      }
      add(source: Array(peer.publicKey.base64.utf8), name: clientName(Array(name.utf8))) {
        (candidate) throws(WGError) in try candidate.take(peer.publicKey)
      }
    }
  }

  private func client(
    _ found: ImportCandidate, _ known: KeyOrder
  ) throws(WGError) -> ImportedClient {
    var candidate = found
    let name = try ProfileName(utf8: candidate.name.span)
    guard let key = candidate.publicKey else {
      throw WGError(.invalidKey, "it has neither a private nor a public key")
    }
    if let server, let other = candidate.serverKey, other != server.publicKey {
      throw WGError(
        .invalidConfiguration, "it connects to another server: its file has the key \(other)")
    }
    var networks: [IPPrefix] = []
    if let peers {
      guard let place = known.place(of: key) else {
        throw WGError(
          .notFound,
          "the server's file does not have its key \(key): it was revoked there, or never added")
      }
      let (peer, isEnabled) = peers[place]
      candidate.isEnabled = candidate.isEnabled && isEnabled
      if case .set(let key) = peer.presharedKey { try candidate.take(key) }
      networks = try Self.networks(of: peer, &candidate)
    }
    guard let addresses = candidate.addresses, !addresses.isEmpty else {
      throw WGError(.invalidAddress, "it has no address")
    }
    var client = ImportedClient(
      name: name, publicKey: key, addresses: addresses, source: candidate.source)
    client.privateKey = candidate.privateKey
    client.presharedKey = candidate.presharedKey
    client.networks = networks
    client.allowedIPs = candidate.allowedIPs
    client.endpoint = candidate.endpoint
    client.isEnabled = candidate.isEnabled
    client.created = candidate.created
    client.expires = candidate.expires
    return client
  }

  // What the server sends to a client: its addresses, which its own file must have too, and others.
  private static func networks(
    of peer: Config.Peer, _ candidate: inout ImportCandidate
  ) throws(WGError) -> [IPPrefix] {
    let allowed = peer.allowedIPs.orderedNetworks()
    guard let own = candidate.addresses else {
      candidate.addresses = allowed.filter { $0.isHost }
      return allowed.filter { !$0.isHost }
    }
    for address in own where !allowed.holds(address) {
      throw WGError(
        .invalidConfiguration,
        "its file has the address \(address), and the server's file does not send that to its key")
    }
    return allowed.without(own)
  }

  // Of clients that have something in common none is taken: it cannot be said which is meant.
  private mutating func rejectShared() {
    var reasons: [WGError?] = clients.map { _ in nil }
    func note(_ left: Int, _ right: Int, _ what: String) {
      for (place, other) in [(left, right), (right, left)] {
        reasons[place] = WGError(
          .alreadyExists, "\(what) is also that of \(clients[other].source)")
      }
    }
    let keys = orderedPlaces(clients.count) { clients[$0].publicKey < clients[$1].publicKey }
    for (place, next) in zip(keys, keys.dropFirst())
    where clients[place].publicKey == clients[next].publicKey {
      note(place, next, "its key \(clients[place].publicKey)")
    }
    let folded = clients.map { $0.name.bytes.map { lowercase($0) } }
    let names = orderedPlaces(clients.count) {
      folded[$0].lexicographicallyPrecedes(folded[$1])
    }
    for (place, next) in zip(names, names.dropFirst()) where folded[place] == folded[next] {
      note(place, next, "its name '\(clients[place].name)'")
    }
    // By address, shorter prefixes first: one that is in another one comes behind it.
    var prefixes: [(network: IPPrefix, place: Int)] = []
    for place in clients.indices {
      for prefix in clients[place].addresses + clients[place].networks {
        prefixes.append((prefix.masked, place))
      }
    }
    var widest: (network: IPPrefix, place: Int)?
    for index in orderedPlaces(
      prefixes.count, by: { prefixes[$0].network < prefixes[$1].network })
    {
      let next = prefixes[index]
      if let cover = widest, cover.network.contains(next.network) {
        if cover.place != next.place { note(cover.place, next.place, "\(next.network)") }
      } else {
        widest = next
      }
    }
    for place in clients.indices {
      if let reason = reasons[place] { reject(clients[place].source, reason) }
    }
    clients = clients.indices.filter { reasons[$0] == nil }.map { clients[$0] }
  }
}
