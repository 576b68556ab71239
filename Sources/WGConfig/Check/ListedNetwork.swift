internal import WGModel

/// An entry of `AllowedIPs`, and where it stands.
struct ListedNetwork {
  /// The entry, host bits kept.
  let prefix: IPPrefix
  /// Whether the entry has a minus sign.
  let isRemoved: Bool
  /// The section of its peer.
  var section: Int
  /// Its first byte.
  let location: WGError.Location

  /// The good entries of one line.
  static func all(in value: Span<UInt8>, of entry: Document.Entry) -> [ListedNetwork] {
    var found: [ListedNetwork] = []
    var text: [UInt8] = []
    var start = 0
    for index in 0...value.count {
      if index < value.count, value[index] != UInt8(ascii: ",") {
        if text.isEmpty { start = index }
        if !isSpace(value[index]) { text.append(value[index]) }
        continue
      }
      let isRemoved = text.first == UInt8(ascii: "-")
      if isRemoved || text.first == UInt8(ascii: "+") { text.removeFirst() }
      if let prefix = try? IPPrefix(utf8: text.span, leadingZeros: true) {
        found.append(
          ListedNetwork(
            prefix: prefix, isRemoved: isRemoved, section: entry.section,
            location: WGError.Location(line: entry.line, column: entry.column + start)))
      }
      text.removeAll(keepingCapacity: true)
    }
    return found
  }
}

extension ListedNetwork {
  /// A network, and one of another peer that holds it.
  struct Overlap {
    let network: ListedNetwork
    let other: ListedNetwork
  }

  /// The networks that lie in one of another peer, or equal it, each once.
  ///
  /// A default route, or half of one, holds others on purpose: only its equal is reported. In the order
  /// of the networks all that hold one stand before it, and those that hold the next are few: at most two of
  /// each length.
  static func overlaps(in networks: [ListedNetwork]) -> [Overlap] {
    let masked = networks.map { $0.prefix.masked }
    let order = orderedPlaces(networks.count) { masked[$0] < masked[$1] }
    var overlaps: [Overlap] = []
    var holders: [Int] = []
    var wide: Int?
    for place in order where masked[place].length <= 1 {
      if let wide, masked[wide] == masked[place], networks[wide].section != networks[place].section
      {
        overlaps.append(Overlap(network: networks[place], other: networks[wide]))
      }
      wide = place
    }
    for place in order where masked[place].length > 1 {
      while let last = holders.last, !masked[last].contains(masked[place]) { holders.removeLast() }
      var index = holders.count
      while index > 0 {
        index -= 1
        guard networks[holders[index]].section != networks[place].section else { continue }
        overlaps.append(Overlap(network: networks[place], other: networks[holders[index]]))
        break
      }
      // Of equal ones two are enough, of different peers: one of them is another's than what comes.
      let equals = holders.suffix(2).filter { masked[$0] == masked[place] }
      if equals.isEmpty
        || (equals.count == 1 && networks[equals[0]].section != networks[place].section)
      {
        holders.append(place)
      }
    }
    return overlaps
  }
}
