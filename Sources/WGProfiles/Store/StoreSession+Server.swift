internal import Sentences
internal import WGConfig
internal import WGModel

// What changes the server, and all clients with it.
extension StoreSession {
  func change(_ change: ServerChange) throws(WGError) -> [ProfileName] {
    let file = try readServerFile()
    let device = try readDevice()
    let own = file.config.interface.addresses
    let renumbering = try Renumbering(server.networks, change, own)
    var settings = try server.changed(by: change, renumbering, own)
    settings.networks = renumbering.new
    try settings.check()
    var (profiles, changes) = (Array(list), [FileChange]())
    var (document, deviceChange) = (try file.document, DeviceChange())
    if renumbering.isChange {
      let addresses = renumbering.serverAddresses
      try renumber(&profiles, settings, addresses, file, device)
      let moved = list.indices.filter { profiles[$0].addresses != list[$0].addresses }
        .map { profiles[$0] }
      try setAllowedIPs(of: moved, file, &document)
      try document.set(.address, to: joined(addresses))
      if device != nil {
        deviceChange.peers = moved.filter { $0.isEnabled }.map { $0.newAllowedIPs }
        deviceChange.addresses = addresses
      }
    }
    let template = try Self.template(settings.template)
    let serverKey = try serverKey(file, device)
    var names: [ProfileName] = []
    for (place, profile) in profiles.enumerated() {
      let (client, before) = try clientFile(list[place], file)
      let renewed = client.with(profile)
      let after = try renewed.render(template, settings, serverKey: serverKey)
      guard !isSame(before, after) else { continue }
      changes.append(
        FileChange(
          place: server.layout.configFile(of: profile.name), before: before,
          after: .document(after)))
      if !profile.hasPrivateKey || profile.addresses != list[place].addresses {
        names.append(profile.name)
      }
    }
    if renumbering.isChange {
      changes.append(
        FileChange(place: .server, before: file.contents, after: .document(document)))
    }
    let sections = profiles.indices.filter { profiles[$0].addresses != list[$0].addresses }
      .map { (place: $0, profile: Optional(profiles[$0])) }
    changes.append(storeChange(text.changing(server: settings, sections)))
    try commit(changes, deviceChange)
    return names
  }

  private func isSame(_ contents: ConfigFile.Contents, _ document: Document) -> Bool {
    document.withBytes { (bytes) in contents.text.isEqual(to: copy(bytes)) }
  }

  private func joined(_ prefixes: [IPPrefix]) -> String {
    var list = ""
    for prefix in prefixes { list += (list.utf8.isEmpty ? "" : ", ") + prefix.description }
    return list
  }

  /// Sets the allowed IPs of clients in the server's file, of disabled ones too.
  @inline(never)
  func setAllowedIPs(
    of profiles: [Profile], _ file: ServerFile, _ document: inout Document
  ) throws(WGError) {
    let disabled = profiles.filter { file.isDisabled($0.publicKey) }
    for profile in disabled { try document.enablePeer(profile.publicKey) }
    try document.setAllowedIPs(
      profiles.map { (peer: $0.publicKey, prefixes: $0.serverAllowedIPs) })
    for profile in disabled { try document.disablePeer(profile.publicKey) }
  }

  // Clients keep their places where these are free; the others get what is left.
  private func renumber(
    _ profiles: inout [Profile], _ settings: ServerSettings, _ own: [IPPrefix],
    _ file: ServerFile, _ device: Device?
  ) throws(WGError) {
    let keys = profiles.map { $0.publicKey }
    let taken =
      TakenNetworks(list, file, device).networks(notOf: keys) + profiles.flatMap { $0.networks }
    // Single addresses of peers may lie in a network; the server's own may be nobody's.
    try refuse(
      taken.filter { !$0.isHost }, of: "a peer",
      in: settings.networks.filter { !server.networks.contains($0) })
    try refuse(
      taken, of: "a peer",
      in: own.filter { !file.config.interface.addresses.contains($0) }.map { $0.address.asPrefix })
    var pool = try pool(settings, own, taken)
    let renumbering = Renumbering(server.networks, settings.networks)
    var homeless: [(profile: Int, address: Int, network: Int)] = []
    for place in profiles.indices {
      for (index, address) in profiles[place].addresses.enumerated() {
        guard let network = renumbering.network(of: address) else {
          try pool.claim([address])
          continue
        }
        let wanted = renumbering.renumbered(address, network)
        if let wanted, (try? pool.claim([wanted])) != nil {
          profiles[place].addresses[index] = wanted
        } else {
          homeless.append((place, index, network))
        }
      }
    }
    for (profile, address, network) in homeless {
      profiles[profile].addresses[address] = try pool.next(in: settings.networks[network])
    }
  }
}

extension Profile {
  /// What gives the client's peer on a device the allowed IPs that it is to have.
  var newAllowedIPs: PeerUpdate {
    @inline(never) get {
      PeerUpdate(
        publicKey: publicKey, action: .changeOnly, replacesAllowedIPs: true,
        allowedIPs: serverAllowedIPs)
    }
  }
}

/// What becomes of addresses when networks are exchanged for others.
struct Renumbering {
  let old: [IPPrefix]
  let new: [IPPrefix]
  var serverAddresses: [IPPrefix] = []

  var isChange: Bool { old != new || !serverAddresses.isEmpty }

  init(_ old: [IPPrefix], _ new: [IPPrefix]) {
    self.old = old
    self.new = new
  }

  init(_ old: [IPPrefix], _ change: ServerChange, _ own: [IPPrefix]) throws(WGError) {
    self.init(old, (change.networks ?? old).map { $0.masked })
    guard new.count == old.count else {
      throw WGError(
        .invalidArgument,
        "the server has \(old.count) networks, and \(new.count) are named: name one for each, in their"
          + " order")
    }
    for (one, other) in zip(old, new) where one.address.family != other.address.family {
      throw WGError(.invalidArgument, "\(one) cannot become \(other), which is of another family")
    }
    guard old != new || change.serverAddresses != nil else { return }
    if let addresses = change.serverAddresses {
      serverAddresses = addresses
    } else {
      for address in own { serverAddresses.append(try renumberedOwn(address)) }
    }
    guard !serverAddresses.isEmpty else {
      throw WGError(
        .invalidArgument, "the server's file has no Address: name the server's addresses")
    }
  }

  // The server's address with the length of its network.
  private func renumberedOwn(_ address: IPPrefix) throws(WGError) -> IPPrefix {
    guard let network = network(of: address) else { return address }
    let length =
      address.length == old[network].length ? new[network].length : address.length
    guard let place = renumbered(address.address.asPrefix, network) else {
      throw WGError(
        .invalidArgument,
        "the server's address \(address) has no place in \(new[network]): name the server's addresses"
      )
    }
    return try IPPrefix(place.address, length: length)
  }

  /// Which of the old networks an address is in.
  func network(of address: IPPrefix) -> Int? { old.firstIndex { $0.contains(address.address) } }

  /// The address at the same place of the new network, or nil when that is too small.
  func renumbered(_ address: IPPrefix, _ network: Int) -> IPPrefix? {
    let place = address.address.number - old[network].interval.first
    let interval = new[network].interval
    guard place <= interval.last - interval.first else { return nil }
    return IPAddress(number: interval.first + place, address.address.family).asPrefix
  }
}

extension ServerSettings {
  func changed(
    by change: ServerChange, _ renumbering: Renumbering, _ own: [IPPrefix]
  ) throws(WGError) -> ServerSettings {
    var settings = self
    if let endpoint = change.endpoint { settings.endpoint = endpoint }
    settings.dnsServers =
      change.dnsServers
      ?? dnsServers.map { (server) in
        guard own.contains(where: { $0.address == server }),
          let network = renumbering.network(of: server.asPrefix),
          let moved = renumbering.renumbered(server.asPrefix, network)
        else { return server }
        return moved.address
      }
    if let domains = change.searchDomains { settings.searchDomains = domains }
    settings.allowedIPs =
      change.allowedIPs
      ?? allowedIPs.map { (prefix) in
        guard let network = networks.firstIndex(of: prefix) else { return prefix }
        return renumbering.new[network]
      }
    switch change.persistentKeepalive {
    case .keep: break
    case .set(let seconds): settings.persistentKeepalive = seconds
    case .clear: settings.persistentKeepalive = nil
    }
    switch change.mtu {
    case .keep: break
    case .set(let mtu): settings.mtu = mtu
    case .clear: settings.mtu = nil
    }
    if let template = change.template { settings.template = template }
    if let reservations = change.reservations { settings.reservations = reservations }
    if let exclusions = change.exclusions { settings.exclusions = exclusions }
    return settings
  }

  /// Throws for settings that cannot be written down, or that make no sense.
  func check() throws(WGError) {
    _ = try AddressPool(networks: networks)
    for path in [configFile, template] {
      let text = path.utf8.span
      try requirePlain(text, in: "the settings")
      // It would be read as another path.
      guard trimmed(text, 0..<text.count) == 0..<text.count else {
        throw WGError(.invalidArgument, "\(quoted(path)) has a blank at an end: leave it out")
      }
    }
    guard Array(configFile.utf8).first == UInt8(ascii: "/") else {
      throw WGError(
        .invalidArgument,
        "\(quoted(configFile)) is no path from the root: write one such as /etc/wireguard/wg0.conf")
    }
    for domain in searchDomains { _ = try Config.searchDomain(domain.utf8.span) }
  }
}
