internal import Sentences
package import WGModel

// What values have in common: bytes and nothing of the library's text, which Embedded Swift has not.

/// Lends a value as `wg` sees it, white space deleted; a copy that this takes is wiped.
func withoutSpaces(
  _ value: Span<UInt8>, _ body: (Span<UInt8>) throws(WGError) -> Void
) throws(WGError) {
  guard hasControlOrSpace(value) else { return try body(value) }
  var spaces = 0
  for index in value.indices where isSpace(value[index]) { spaces += 1 }
  let compact = SecretBytes(count: value.count - spaces) { (compact) in
    var place = 0
    for index in value.indices where !isSpace(value[index]) {
      compact[place] = value[index]
      place += 1
    }
  }
  try compact.withExposedBytes(body)
}

// Whether a byte is at most a space, eight at a time: then there may be white space.
private func hasControlOrSpace(_ value: Span<UInt8>) -> Bool {
  var place = 0
  while place + 8 <= value.count {
    let word = value.word(at: place)
    if (word &- 0x2121_2121_2121_2121) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
    place += 8
  }
  for place in place..<value.count where value[place] <= UInt8(ascii: " ") { return true }
  return false
}

/// Whether a value is a word that is given in lowercase, in letters of either case.
func equals(_ value: Span<UInt8>, _ word: String) -> Bool {
  let word = word.utf8.span
  guard value.count == word.count else { return false }
  for index in word.indices where lowercase(value[index]) != word[index] { return false }
  return true
}

/// A byte, when it is a letter in lowercase.
package func lowercase(_ byte: UInt8) -> UInt8 {
  UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
}

/// A value as a string, or nil when it is not UTF-8.
func text(_ value: Span<UInt8>) -> String? {
  guard let utf8 = try? UTF8Span(validating: value) else { return nil }
  return String(copying: utf8)
}

extension Config {
  /// A domain to search: letters, digits, `-`, `_` and dots; `~` may be in front, which
  /// systemd-resolved knows.
  package static func searchDomain(_ word: Span<UInt8>) throws(WGError) -> String {
    let start = !word.isEmpty && word[0] == UInt8(ascii: "~") ? 1 : 0
    var isValid = start < word.count && word.count <= 254
    for index in start..<word.count where !isNameByte(word[index]) { isValid = false }
    guard isValid, let domain = text(word) else {
      throw WGError(
        .invalidConfiguration,
        "\(quoted(word)) is neither an IP address nor a domain: write letters, digits, -, _ and dots"
      )
    }
    return domain
  }
}

extension Config.Table {
  /// Reads `auto`, `off`, or the number or name of a routing table.
  init(utf8 value: Span<UInt8>) throws(WGError) {
    // In lowercase alone, as wg-quick wants these two.
    if isExactly(value, "auto") {
      self = .automatic
      return
    }
    if isExactly(value, "off") {
      self = .off
      return
    }
    var isValid = value[0] != UInt8(ascii: "-")
    for index in value.indices where !isNameByte(value[index]) { isValid = false }
    guard isValid, let name = text(value) else {
      throw WGError(
        .invalidConfiguration,
        "\(quoted(value)) is no routing table: write auto, off, a number or a name")
    }
    self = .named(name)
  }
}

/// Whether a value is a word, letter by letter.
func isExactly(_ value: Span<UInt8>, _ word: String) -> Bool {
  let word = word.utf8.span
  guard value.count == word.count else { return false }
  for index in word.indices where value[index] != word[index] { return false }
  return true
}

// What stands in a domain and in the name of a routing table.
private func isNameByte(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: ".")
}
