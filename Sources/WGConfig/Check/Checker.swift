internal import Sentences
internal import WGModel

/// Looks through a document that keeps to the grammar.
struct Checker {
  private let document: Document
  private let target: Target
  private var findings: [Finding] = []
  private var privateKey: Document.Entry?
  private var peers: [(key: PublicKey, entry: Document.Entry)] = []
  private var networks: [ListedNetwork] = []

  init(_ document: Document, for target: Target) {
    self.document = document
    self.target = target
  }

  mutating func run() -> [Finding] {
    var problems: [WGError] = []
    let config = Config(document, problems: &problems)
    for problem in problems {
      add(.invalid, problem.location ?? WGError.Location(line: 1, column: 1), problem.message)
    }
    for section in document.sections.indices { look(at: section) }
    checkPrivateKey(config.interface.privateKey)
    joinDuplicates()
    for overlap in ListedNetwork.overlaps(in: networks) { add(overlap) }
    checkMTU(of: config)
    return orderedPlaces(findings.count) { (left, right) in
      let (left, right) = (findings[left].location, findings[right].location)
      return left.line == right.line ? left.column < right.column : left.line < right.line
    }.map { findings[$0] }
  }

  @inline(never)
  private mutating func add(_ kind: Finding.Kind, _ location: WGError.Location, _ text: String) {
    findings.append(Finding(kind: kind, location: location, message: text))
  }

  @inline(never)
  private mutating func add(_ kind: Finding.Kind, at entry: Document.Entry, _ text: String) {
    add(kind, WGError.Location(line: entry.line, column: entry.column), text)
  }

  // What can be said of one section alone.
  private mutating func look(at section: Int) {
    var seen: [Document.Key] = []
    for entry in document.entries(of: section) {
      if !target.accepts(entry.key) {
        add(.rejectedKey, at: entry, "\(target.name) rejects a file with \(entry.key.name)")
      } else if seen.contains(entry.key), target.rejectsRepeated(entry.key) {
        add(.rejectedKey, at: entry, "\(target.name) rejects a second \(entry.key.name)")
      }
      if !seen.contains(entry.key) { seen.append(entry.key) }
      switch entry.key {
      case .privateKey: privateKey = entry
      case .publicKey: readPublicKey(entry)
      case .allowedIPs: readAllowedIPs(entry)
      default: break
      }
    }
  }

  // A value that cannot be read has been found already.
  private mutating func readPublicKey(_ entry: Document.Entry) {
    var key: PublicKey?
    document.withValue(of: entry) { (value) in
      try? withoutSpaces(value) { (value) throws(WGError) in key = try PublicKey(base64: value) }
    }
    guard let key else { return }
    peers.append((key, entry))
    if key.isLowOrder {
      add(
        .lowOrderKey, at: entry,
        "no handshake can succeed with this key, a point of low order; ask the peer for its key")
    }
  }

  private mutating func readAllowedIPs(_ entry: Document.Entry) {
    let read = document.withValue(of: entry) { (value) in ListedNetwork.all(in: value, of: entry) }
    for network in read {
      if network.prefix.hasHostBits {
        add(
          .hostBits, network.location,
          "\(network.prefix) has host bits and means \(network.prefix.masked)")
      }
      if !network.isRemoved { networks.append(network) }
    }
  }

  private mutating func checkPrivateKey(_ key: Change<PrivateKey>) {
    guard case .set(let key) = key else {
      if target.isPhone {
        add(
          .missingPrivateKey, WGError.Location(line: 1, column: 1),
          "\(target.name) rejects a file without PrivateKey")
      }
      return
    }
    let own = key.publicKey
    for peer in peers {
      if peer.key == own {
        add(.ownKey, at: peer.entry, "this is the interface's own key, and it is no peer of itself")
      }
      if isPrivateKey(peer.entry) {
        add(
          .misplacedPrivateKey, at: peer.entry,
          "this is the interface's private key; write the peer's public key, and make a new private"
            + " key if anybody has seen this file")
      }
    }
    for entry in document.entries where entry.key == .presharedKey && isPrivateKey(entry) {
      add(
        .misplacedPrivateKey, at: entry,
        "this is the interface's private key; make a preshared key with wgk genpsk")
    }
  }

  // By the text: the key itself is clamped when it is read.
  private func isPrivateKey(_ entry: Document.Entry) -> Bool {
    guard let privateKey else { return false }
    return document.withValue(of: privateKey) { (secret) in
      document.withValue(of: entry) { (value) in
        guard secret.count == value.count else { return false }
        var difference: UInt8 = 0
        for index in secret.indices { difference |= secret[index] ^ value[index] }
        return difference == 0
      }
    }
  }

  // From here on, the networks of a peer that stands in the file twice are those of one.
  private mutating func joinDuplicates() {
    let order = KeyOrder(peers.map { $0.key })
    var owners = Array(document.sections.indices)
    for (place, peer) in peers.enumerated() {
      guard let first = order.place(of: peer.key), first != place else { continue }
      let section = peers[first].entry.section
      // A section that names its key twice is no second peer.
      guard section != peer.entry.section else { continue }
      owners[peer.entry.section] = section
      add(
        .duplicatePeer, at: peer.entry,
        "this peer stands in line \(peers[first].entry.line) already; its allowed IPs there are lost"
      )
    }
    for index in networks.indices { networks[index].section = owners[networks[index].section] }
  }

  private mutating func add(_ overlap: ListedNetwork.Overlap) {
    let (network, other) = (overlap.network, overlap.other)
    let text =
      network.prefix.masked == other.prefix.masked
      ? "the peer of line \(other.location.line) has \(network.prefix.masked) too; only the last"
        + " one in the file gets it"
      : "\(network.prefix.masked) is a part of \(other.prefix.masked), which the peer of line"
        + " \(other.location.line) has; packets for it come here"
    add(.overlap, network.location, text)
  }

  private mutating func checkMTU(of config: Config) {
    guard let mtu = config.interface.mtu else { return }
    var entry: Document.Entry?
    for next in document.entries where next.key == .mtu { entry = next }
    guard let entry else { return }
    let usesIPv6 =
      config.interface.addresses.contains { $0.address.family == .v6 }
      || networks.contains { $0.prefix.address.family == .v6 }
    if mtu < 576 {
      add(
        .unworkableMTU, at: entry,
        "an MTU of \(mtu) is too small: every host must take packets of 576 bytes")
    } else if mtu < 1280, usesIPv6 {
      add(
        .unworkableMTU, at: entry,
        "an MTU of \(mtu) is too small for IPv6, which needs 1280: the kernel takes it off the"
          + " interface")
    } else if mtu > 65475 {
      // 20 bytes of IPv4, 8 of UDP, 32 of WireGuard.
      add(
        .unworkableMTU, at: entry,
        "an MTU of \(mtu) is too large: with WireGuard's 60 bytes around it no packet exceeds 65535"
      )
    }
  }
}

extension Target {
  /// What people call it.
  public var name: String {
    switch self {
    case .wg: "wg"
    case .wgQuick: "wg-quick"
    case .android: "the Android app"
    case .apple: "the app of macOS and iOS"
    }
  }
}
