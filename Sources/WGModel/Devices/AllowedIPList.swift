/// Allowed IPs as a list in text, in the form of wireguard-tools: prefixes with commas between them,
/// and white space anywhere.
///
/// As there, a prefix length may have leading zeros. An entry with a plus sign before it is added to
/// what the peer has, one with a minus sign is taken away, and a list that has either does not
/// replace what the peer has.
package struct AllowedIPList {
  /// The prefixes to give, in the order of the text, host bits kept.
  package private(set) var prefixes: [IPPrefix] = []

  /// The prefixes to take away, in the order of the text.
  package private(set) var removed: [IPPrefix] = []

  /// Whether the list takes the place of what the peer has.
  package private(set) var replaces = true

  /// Reads a list; an empty text has no prefixes.
  ///
  /// - Throws: `WGError` with the code `invalidAddress`.
  package init(utf8 text: Span<UInt8>) throws(WGError) {
    var entry: [UInt8] = []
    var isEmpty = true
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: " ") || 9...13 ~= byte { continue }
      isEmpty = false
      if byte == UInt8(ascii: ",") {
        try append(entry.span)
        entry.removeAll(keepingCapacity: true)
      } else {
        entry.append(byte)
      }
    }
    if !isEmpty { try append(entry.span) }
  }

  private mutating func append(_ entry: Span<UInt8>) throws(WGError) {
    guard !entry.isEmpty else {
      throw WGError(
        .invalidAddress, "the list of allowed IPs has a comma with nothing before or after it")
    }
    let isRemoved = entry[0] == UInt8(ascii: "-")
    let isMarked = isRemoved || entry[0] == UInt8(ascii: "+")
    if isMarked { replaces = false }
    let text = entry.extracting((isMarked ? 1 : 0)..<entry.count)
    let prefix = try IPPrefix(utf8: text, leadingZeros: true)
    // Of two entries for one network the later one counts.
    if isRemoved {
      prefixes.removeAll { $0.masked == prefix.masked }
      removed.append(prefix)
    } else {
      removed.removeAll { $0.masked == prefix.masked }
      prefixes.append(prefix)
    }
  }
}
