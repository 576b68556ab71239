internal import Sentences
internal import WGModel

/// A `[Peer]` section while it is read.
struct PeerReader {
  var publicKey: PublicKey?
  /// Whether the section has a `PublicKey`, be it good or not.
  var hadKey = false
  var presharedKey: Change<PresharedKey> = .keep
  var endpoint: EndpointText?
  var persistentKeepalive: UInt16?
  private var prefixes: [IPPrefix] = []
  // Which of the prefixes are to be taken away; empty as long as none is.
  private var removals: [Bool] = []
  private var replaces = true

  /// Reads one line of allowed IPs; `offset` is left at the entry that is at fault.
  ///
  /// White space is between the entries or anywhere in them. One sign in a line keeps what the peer
  /// has; a later line without one replaces it again.
  mutating func readAllowedIPs(_ value: Span<UInt8>, offset: inout Int) throws(WGError) {
    replaces = true
    if prefixes.isEmpty {
      var entries = 1
      for index in value.indices where value[index] == UInt8(ascii: ",") { entries += 1 }
      prefixes.reserveCapacity(entries)
    }
    var start = 0
    for end in 0...value.count where end == value.count || value[end] == UInt8(ascii: ",") {
      let entry = trimmed(value, start..<end)
      offset = entry.lowerBound
      try withoutSpaces(value.extracting(entry)) { (entry) throws(WGError) in try append(entry) }
      start = end + 1
    }
  }

  private mutating func append(_ entry: Span<UInt8>) throws(WGError) {
    guard !entry.isEmpty else {
      throw WGError(
        .invalidConfiguration,
        "expected an allowed IP such as 10.0.0.0/24: a comma has nothing before or after it")
    }
    let isRemoved = entry[0] == UInt8(ascii: "-")
    let isMarked = isRemoved || entry[0] == UInt8(ascii: "+")
    let prefix = try IPPrefix(
      utf8: entry.extracting((isMarked ? 1 : 0)..<entry.count), leadingZeros: true)
    if isMarked { replaces = false }
    if isRemoved, removals.isEmpty { removals = Array(repeating: false, count: prefixes.count) }
    if isRemoved || !removals.isEmpty { removals.append(isRemoved) }
    prefixes.append(prefix)
  }

  /// Appends the peer, when it has a good key.
  mutating func finish(named name: String?, to peers: inout [Config.Peer]) -> Bool {
    guard let publicKey else { return false }
    var (given, removed): ([IPPrefix], [IPPrefix]) = ([], [])
    if removals.isEmpty {
      swap(&given, &prefixes)
    } else {
      for place in standing() {
        if removals[place] {
          removed.append(prefixes[place])
        } else {
          given.append(prefixes[place])
        }
      }
    }
    peers.append(
      Config.Peer(
        publicKey: publicKey, presharedKey: presharedKey, endpoint: endpoint,
        persistentKeepalive: persistentKeepalive, allowedIPs: given, removedAllowedIPs: removed,
        replacesAllowedIPs: replaces, name: name))
    return true
  }

  // Of several entries for one network, some with a minus sign, the last says which kind counts.
  private func standing() -> [Int] {
    let networks = prefixes.map { $0.masked }
    let order = orderedPlaces(prefixes.count) { networks[$0] < networks[$1] }
    var stands = Array(repeating: true, count: prefixes.count)
    var end = order.count
    while end > 0 {
      var start = end - 1
      while start > 0, networks[order[start - 1]] == networks[order[end - 1]] { start -= 1 }
      for place in start..<end {
        stands[order[place]] = removals[order[place]] == removals[order[end - 1]]
      }
      end = start
    }
    return prefixes.indices.filter { stands[$0] }
  }
}
