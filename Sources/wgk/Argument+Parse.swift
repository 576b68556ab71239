internal import WGKit

extension Argument {
  var asksForHelp: Bool { self == "--help" || self == "-h" }

  /// The word in quotes for an error's text, unless it could be a key that got into the wrong place.
  var quoted: String { resemblesKey ? "(not shown: it could be a key)" : "'\(text)'" }

  /// Whether the word holds 40 characters in a row that base64 or hexadecimal keys are made of.
  ///
  /// A long path can look the same. Then it is not shown, which costs less than a key in a log.
  var resemblesKey: Bool {
    withBytes { bytes in
      var run = 0
      for index in bytes.indices {
        switch bytes[index] {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
          UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="):
          run += 1
        default: run = 0
        }
        if run >= 40 { return true }
      }
      return false
    }
  }

  /// What `parse` makes of the word's bytes; its error does not repeat a word that could be a key.
  func parsed<Value>(
    _ parse: (Span<UInt8>) throws(WGError) -> Value
  ) throws(WGError) -> Value {
    do throws(WGError) {
      return try withBytes(parse)
    } catch {
      guard resemblesKey else { throw error }
      throw WGError(error.code, "a word of the command line could be a key and is in a wrong place")
    }
  }

  func interfaceName() throws(WGError) -> InterfaceName {
    try parsed { (bytes) throws(WGError) in try InterfaceName(utf8: bytes) }
  }

  func prefix() throws(WGError) -> IPPrefix {
    try parsed { (bytes) throws(WGError) in try IPPrefix(utf8: bytes) }
  }
}
