internal import WGKit

extension Argument {
  /// The word for an error's text: in quotes, or described when it could be a key that got into the
  /// wrong place.
  var quoted: String { withBytes { bytes in WGKit.quoted(bytes) } }

  func interfaceName() throws(WGError) -> InterfaceName {
    try withBytes { (bytes) throws(WGError) in try InterfaceName(utf8: bytes) }
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
    return try word.withBytes { (bytes) throws(WGError) in try IPPrefix(utf8: bytes) }
  }
}
