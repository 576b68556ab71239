/// Allowed IPs as a list in text, in the form of wireguard-tools: prefixes with commas between them
/// and white space anywhere.
///
/// A plus sign before an entry adds the list to what the peer has instead of replacing it.
package struct AllowedIPList {
  /// The prefixes, in the order of the text.
  package private(set) var prefixes: [IPPrefix] = []

  /// Whether the list takes the place of what the peer has.
  package private(set) var replaces = true

  /// Reads a list; an empty one has no prefixes.
  package init(_ text: Span<UInt8>) throws(WGError) {
    var entry: [UInt8] = []
    var isEmpty = true
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: " ") || (9...13).contains(byte) { continue }
      isEmpty = false
      if byte == UInt8(ascii: ",") {
        try append(entry)
        entry.removeAll(keepingCapacity: true)
      } else {
        entry.append(byte)
      }
    }
    if !isEmpty { try append(entry) }
  }

  private mutating func append(_ entry: [UInt8]) throws(WGError) {
    switch entry.first {
    case nil:
      throw WGError(.invalidAddress, "a list of allowed IPs has nothing before or after a comma")
    case UInt8(ascii: "+"):
      replaces = false
      prefixes.append(try IPPrefix(utf8: Array(entry.dropFirst()).span))
    case UInt8(ascii: "-"):
      throw WGError(
        .invalidArgument,
        "single allowed IPs cannot be removed yet; give the whole list that is to remain")
    default: prefixes.append(try IPPrefix(utf8: entry.span))
    }
  }
}
