internal import Sentences
public import WGModel

/// The names that files may have where they are imported: `[a-zA-Z0-9_=+.-]{1,15}` before `.conf`.
public enum FileName {
  /// The number of bytes that the name of an interface has at most.
  public static var maximumLength: Int { 15 }

  /// Makes a name out of any text that is not one of the names that are taken.
  ///
  /// What may stand in a name is kept, the rest becomes one `-`; `-` and dots at the two ends are left
  /// out, the rest is cut to fifteen bytes. A name that is taken gets a number: `office`, `office-2`,
  /// `office-3`.
  ///
  /// - Parameters:
  ///   - text: such as the name of a peer.
  ///   - taken: the names there are; letters of either case are the same, as they are on some systems.
  /// - Returns: the name; `wg` for a text without anything to keep.
  public static func slug(_ text: String, taken: [String] = []) -> String {
    let base = slug(text.utf8.span)
    let taken = taken.map { Array($0.utf8) }
    var number = 1
    while true {
      var name = base
      if number > 1 {
        let suffix = Array("-\(number)".utf8)
        name = trimmedEnd(Array(base.prefix(maximumLength - suffix.count))) + suffix
      }
      if !taken.contains(where: { isSame($0, name) }) {
        return String(decoding: name, as: UTF8.self)
      }
      number += 1
    }
  }

  /// The interface that `wg-quick` would make of a file: what stands before `.conf`.
  ///
  /// - Parameter path: the path of the file, or its name.
  /// - Returns: the name, 1 to 15 of `a-zA-Z0-9_=+.-`. As an interface cannot be called `.`, `..` or
  ///   like an option, `-x`, these are refused, which `wg-quick` does not do.
  /// - Throws: ``WGError/Code/invalidName``.
  public static func interface(ofFile path: String) throws(WGError) -> InterfaceName {
    let bytes = Array(path.utf8)
    let start = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    let suffix = Array(".conf".utf8)
    let name = Array(bytes[start...].dropLast(suffix.count))
    guard bytes.count - start > suffix.count, Array(bytes.suffix(suffix.count)) == suffix,
      name.allSatisfy(isAllowed)
    else {
      throw WGError(
        .invalidName,
        "\(quoted(path)) is no file of an interface: it must be called like wg0.conf, with 1 to 15"
          + " letters, digits or _=+.- before .conf")
    }
    return try InterfaceName(utf8: name.span)
  }

  private static func slug(_ text: Span<UInt8>) -> [UInt8] {
    let dash = UInt8(ascii: "-")
    var name: [UInt8] = []
    for index in text.indices where name.count < maximumLength {
      let byte = isAllowed(text[index]) ? text[index] : dash
      // Nothing that options or folders begin with, and never two dashes.
      if byte == dash || byte == UInt8(ascii: "."), name.isEmpty { continue }
      if byte == dash, name.last == dash { continue }
      name.append(byte)
    }
    name = trimmedEnd(name)
    return name.isEmpty ? Array("wg".utf8) : name
  }

  private static func trimmedEnd(_ name: [UInt8]) -> [UInt8] {
    var name = name
    while let last = name.last, last == UInt8(ascii: "-") || last == UInt8(ascii: ".") {
      name.removeLast()
    }
    return name
  }

  /// Whether a byte may stand in the name of a configuration: `[a-zA-Z0-9_=+.-]`, as `wg-quick` has it.
  static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "-"):
      true
    default: isLetterOrDigit(byte)
    }
  }

  /// What is wrong with the name of a client or of a configuration in a folder of such; nil when nothing
  /// is.
  ///
  /// It has 1 to 64 letters, digits, `_`, `.` and `-`, neither a dot nor a dash in front.
  ///
  /// - Parameters:
  ///   - text: the name.
  ///   - isMore: whether `#` may stand in it as well.
  /// - Returns: what is wrong, as a request; nil when nothing is.
  @inline(never)
  package static func flaw(in text: Span<UInt8>, allowingHash isMore: Bool = false) -> String? {
    guard 1...longestName ~= text.count else { return "use 1 to \(longestName) bytes" }
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"): break
      case UInt8(ascii: "#") where isMore: break
      case let byte where isLetterOrDigit(byte): break
      default: return "use letters, digits, _, . and -\(isMore ? " and #" : "") of ASCII"
      }
    }
    guard text[0] != UInt8(ascii: "."), text[0] != UInt8(ascii: "-") else {
      return "it must not begin with a dot, as hidden files do, or a dash, as options do"
    }
    return nil
  }

  /// The most bytes that the name of a client or of a configuration has.
  package static var longestName: Int { 64 }

  private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where lowercase(left[index]) != lowercase(right[index]) {
      return false
    }
    return true
  }
}
