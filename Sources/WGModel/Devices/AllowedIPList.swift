/// Allowed IPs as a list in text, in the form of wireguard-tools: prefixes with commas between them,
/// and white space anywhere.
///
/// As there, a prefix length may have leading zeros, and a plus sign before any entry adds the list
/// to what the peer has, instead of replacing it.
package struct AllowedIPList {
  /// The prefixes, in the order of the text, host bits kept.
  package private(set) var prefixes: [IPPrefix] = []

  /// Whether the list takes the place of what the peer has.
  package private(set) var replaces = true

  /// Reads a list; an empty text has no prefixes.
  ///
  /// - Throws: `WGError` with the code `invalidAddress`; with `invalidArgument` for a minus sign,
  ///   which removes a prefix in later versions of wireguard-tools.
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
    if entry[0] == UInt8(ascii: "-") {
      throw WGError(
        .invalidArgument,
        "\(quoted(entry)): a single allowed IP cannot be removed; give the list that is to remain")
    }
    let isAdded = entry[0] == UInt8(ascii: "+")
    if isAdded { replaces = false }
    let prefix = entry.extracting((isAdded ? 1 : 0)..<entry.count)
    prefixes.append(try IPPrefix(utf8: prefix, leadingZeros: true))
  }
}
