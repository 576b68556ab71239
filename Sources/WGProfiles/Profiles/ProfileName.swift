internal import Sentences
internal import WGConfig
public import WGModel

/// The name of a client: what its files and folders are called.
///
/// It has 1 to 64 of `A-Z a-z 0-9 _ . -`, neither a dot nor a dash in front, and is none of the words
/// that a layout of files uses itself. A text that is no name is refused and never rewritten, so that
/// no two texts become one name. Names that differ in the case of letters alone are two names, of which
/// a store takes one: on some systems they are one file.
public struct ProfileName: Hashable, Sendable {
  /// The name's bytes, all of them ASCII.
  package let bytes: [UInt8]

  /// The most bytes that a name has.
  public static var maximumLength: Int { FileName.longestName }

  /// Creates a name from text.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidName``, which says what is wrong with the text.
  public init(_ text: String) throws(WGError) { try self.init(utf8: text.utf8.span) }

  /// Creates a name from the bytes of a text, as ``init(_:)`` does.
  public init(utf8 text: Span<UInt8>) throws(WGError) {
    if let reason = Self.flaw(in: text) {
      throw WGError(.invalidName, "\(quoted(text)) is no name of a client: \(reason)")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices { bytes.append(text[index]) }
    self.bytes = bytes
  }

  private static func flaw(in text: Span<UInt8>) -> String? {
    if let reason = FileName.flaw(in: text) { return reason }
    for word in reserved where isSameWord(text, word.utf8.span) {
      return "the layout of the files uses that word itself"
    }
    return nil
  }

  // What stands in the folders of a server: those of the linuxserver image, and the store's own file.
  private static var reserved: [String] {
    ["server", "templates", "wg_confs", "coredns", "profiles", "profiles.conf"]
  }

  /// Whether another name is this one when the case of letters does not count.
  public func isSame(as other: ProfileName) -> Bool { isSameWord(bytes.span, other.bytes.span) }
}

/// Whether two texts of ASCII are the same but for the case of letters.
func isSameWord(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  for index in left.indices where lowercase(left[index]) != lowercase(right[index]) {
    return false
  }
  return true
}

extension ProfileName: Comparable, CustomStringConvertible {
  /// Whether the left name comes first, byte by byte.
  public static func < (left: ProfileName, right: ProfileName) -> Bool {
    for index in 0..<min(left.bytes.count, right.bytes.count)
    where left.bytes[index] != right.bytes[index] {
      return left.bytes[index] < right.bytes[index]
    }
    return left.bytes.count < right.bytes.count
  }

  /// The name.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
