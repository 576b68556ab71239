/// Where in a line of a configuration file a value would stand, from the author's bytes in front of it.
///
/// Values never change it: none holds a `#` or ends a line, and none may stand in front of the `=`.
struct TemplateLine {
  /// What a value in a place may be.
  enum Place: Equatable, Sendable {
    /// In front of the `=`, or in a section's header: no value may stand here.
    case key
    case comment
    /// In a command that is run as root.
    case hook
    case privateKey, presharedKey, publicKey
    /// In a list of addresses or networks.
    case list
    case endpoint
    /// Behind any other key.
    case other
  }

  /// Where the next byte stands.
  private(set) var place = Place.key
  /// The key in lower case without white space, or the header of a section with its brackets; empty
  /// while there is none.
  private(set) var key: [UInt8] = []
  /// The last byte behind the `=`; 0 for none.
  private(set) var last: UInt8 = 0
  /// The command of a hook so far.
  private(set) var command = HookCommand()

  /// The author's next byte.
  mutating func feed(_ byte: UInt8) {
    if byte == UInt8(ascii: "\n") {
      self = TemplateLine()
    } else if byte == UInt8(ascii: "#"), place != .hook {
      place = .comment
    } else if place != .key {
      last = byte
      if place == .hook { command.feed(byte) }
    } else if byte == UInt8(ascii: "="), !(key.first == UInt8(ascii: "[")) {
      place = Self.place(of: key)
    } else if !isSpace(byte), key.count < 64 {
      key.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
    }
  }

  /// A value behind what was fed.
  mutating func feedValue() {
    last = UInt8(ascii: "x")
    command.feedValue()
  }

  /// Whether a value would stand directly behind the author's bytes or another value, and be a part of
  /// what they begin: `10.8.0.${n}`.
  var isJoined: Bool { last != 0 && last != UInt8(ascii: ",") && !isSpace(last) }

  private static func place(of key: [UInt8]) -> Place {
    if says(key, "privatekey") { return .privateKey }
    if says(key, "presharedkey") { return .presharedKey }
    if says(key, "publickey") { return .publicKey }
    if says(key, "endpoint") { return .endpoint }
    if says(key, "address") || says(key, "dns") || says(key, "allowedips") { return .list }
    if says(key, "preup") || says(key, "postup") { return .hook }
    if says(key, "predown") || says(key, "postdown") { return .hook }
    return .other
  }
}

/// Whether bytes are those of an ASCII text; comparing strings would ask the tables of Unicode.
func says(_ bytes: [UInt8], _ text: String) -> Bool {
  let text = text.utf8.span
  guard bytes.count == text.count else { return false }
  for index in text.indices where bytes[index] != text[index] { return false }
  return true
}
