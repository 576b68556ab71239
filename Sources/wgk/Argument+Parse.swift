internal import WGKit

extension Argument {
  var asksForHelp: Bool { self == "--help" || self == "-h" }

  /// The word for an error's text: in quotes, or described when it could be a key that got into the
  /// wrong place.
  var quoted: String { withBytes { bytes in WGKit.quoted(bytes) } }

  func interfaceName() throws(WGError) -> InterfaceName {
    try withBytes { (bytes) throws(WGError) in try InterfaceName(utf8: bytes) }
  }

  func prefix() throws(WGError) -> IPPrefix {
    try withBytes { (bytes) throws(WGError) in try IPPrefix(utf8: bytes) }
  }
}
