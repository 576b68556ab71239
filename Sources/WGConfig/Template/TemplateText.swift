internal import WGModel

/// What the text of a value may hold, by the place where it is to stand.
enum TemplateText {
  /// Why a text cannot stand in a place, as the end of a sentence; nil when it can.
  static func flaw(in text: Span<UInt8>, at place: TemplateLine.Place) -> String? {
    guard !text.isEmpty else {
      return "leave it out, and put its line into a section ${#name} ... ${/name}"
    }
    if place == .comment { return flawOfNote(text) }
    for index in text.indices {
      if !isWordByte(text[index], at: place) {
        return place == .hook
          ? "in a command that is run as root, a value has letters, digits and ._:/,@+=- only"
          : "in a line of the configuration, a value has letters, digits and ._:/@%+=[]- only,"
            + " and a list is given as one"
      }
    }
    // An option of a command; an entry that is to be added to what a peer has, or taken from it.
    if text[0] == UInt8(ascii: "-") || (text[0] == UInt8(ascii: "+") && place != .hook) {
      return "it begins with a sign, which would change what the line means"
    }
    return nil
  }

  /// `%` is missing in hooks since wg-quick expands `%i`, and `,` elsewhere since it would begin another
  /// entry of a list.
  private static func isWordByte(_ byte: UInt8, at place: TemplateLine.Place) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "/"),
      UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "-"):
      true
    case UInt8(ascii: ","): place == .hook
    case UInt8(ascii: "%"), UInt8(ascii: "["), UInt8(ascii: "]"): place != .hook
    default: isLetterOrDigit(byte)
    }
  }

  /// Why a text cannot stand in a comment, which takes any text of one line.
  ///
  /// What other programs take for the end of a line, and what lets a text pass for another one on a
  /// screen, are no part of it.
  private static func flawOfNote(_ text: Span<UInt8>) -> String? {
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "#") { return "it holds a '#', which begins another comment" }
      if byte < 0x20 || byte == 0x7f || isInvisible(text, index) {
        return "it holds a line end, a control character or one that turns the direction of text"
      }
    }
    return nil
  }

  // U+0080...U+009F (with U+0085, next line), U+061C, U+200E, U+200F, U+2028...U+202E,
  // U+2066...U+2069 and U+FEFF.
  private static func isInvisible(_ text: Span<UInt8>, _ index: Int) -> Bool {
    let second = index + 1 < text.count ? text[index + 1] : 0
    let third = index + 2 < text.count ? text[index + 2] : 0
    switch (text[index], second) {
    case (0xc2, 0x80...0x9f), (0xd8, 0x9c): return true
    case (0xe2, 0x80): return 0x8e...0x8f ~= third || 0xa8...0xae ~= third
    case (0xe2, 0x81): return 0xa6...0xa9 ~= third
    case (0xef, 0xbb): return third == 0xbf
    default: return false
    }
  }
}
