internal import WGKit

extension Argument {
  /// The word for an error's text: in quotes, or described when it could be a key that got into the
  /// wrong place.
  var quoted: String { withBytes { bytes in WGKit.quoted(bytes) } }

  /// Where a byte first stands, or nil.
  func place(of byte: UInt8) -> Int? {
    withBytes { (bytes) in
      for index in bytes.indices where bytes[index] == byte { return index }
      return nil
    }
  }

  /// A part of the word as text.
  func text(in range: Range<Int>) -> String {
    var text: [UInt8] = []
    withBytes { (bytes) in
      for index in range { text.append(bytes[index]) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text behind a first byte, or nil when the word begins with another.
  func text(behind first: UInt8) -> String? {
    guard place(of: first) == 0 else { return nil }
    return text(in: 1..<count)
  }

  func interfaceName() throws(WGError) -> InterfaceName {
    try withBytes { (bytes) throws(WGError) in try InterfaceName(utf8: bytes) }
  }

  func prefix() throws(WGError) -> IPPrefix {
    try withBytes { (bytes) throws(WGError) in try IPPrefix(utf8: bytes) }
  }
}

// The table of commands has made sure of the number of words.
extension Arguments {
  func interfaceName(at place: Int) throws(WGError) -> InterfaceName {
    guard let word = self[place] else { return try InterfaceName("") }
    return try word.interfaceName()
  }

  func prefix(at place: Int) throws(WGError) -> IPPrefix {
    guard let word = self[place] else { return try IPPrefix("") }
    return try word.prefix()
  }
}
