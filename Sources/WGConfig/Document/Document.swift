public import WGModel

/// A configuration file with all that is in it: comments, white space, order, the case of letters.
///
/// What was parsed is what ``bytes`` gives back, byte for byte. An edit touches the lines that it is
/// about and no others. A document knows which keys stand where, not whether their values are good:
/// that is ``Config``.
///
/// Memory: the text once, and twelve bytes a line. Copies of a document share the text, which is wiped
/// when the last of them goes.
public struct Document: Sendable {
  /// The grammar that the file is in.
  public let dialect: Dialect

  /// The `[Interface]` and `[Peer]` sections, in the order of the file.
  public let sections: [Section]

  let text: DocumentText
  let lines: [Line]

  /// Parses a file.
  ///
  /// - Parameters:
  ///   - bytes: the file; it is copied once, and the copy is wiped when the document goes.
  ///   - dialect: its grammar.
  /// - Throws: ``WGError/Code/invalidConfiguration`` with the place, for a line that is neither a
  ///   comment nor a section nor a key of its section, for a key without a value, and for a NUL;
  ///   ``WGError/Code/tooLarge`` from 4 GiB on.
  @inline(never)
  public init(parsing bytes: Span<UInt8>, as dialect: Dialect) throws(WGError) {
    guard bytes.count < Int(UInt32.max) else { throw Self.tooLarge }
    try self.init(DocumentText(copying: bytes), as: dialect)
  }

  /// Parses a file that was read into memory of its own, which the document then shares.
  ///
  /// - Throws: as ``init(parsing:as:)`` does for a span.
  @inline(never)
  public init(parsing bytes: SecretBytes, as dialect: Dialect) throws(WGError) {
    try self.init(DocumentText(bytes), as: dialect)
  }

  /// Parses a file; the caller's array is not wiped.
  ///
  /// - Throws: as ``init(parsing:as:)`` does for a span.
  public init(parsing bytes: [UInt8], as dialect: Dialect) throws(WGError) {
    try self.init(parsing: bytes.span, as: dialect)
  }

  /// Parses a text; the caller's string is not wiped.
  ///
  /// - Throws: as ``init(parsing:as:)`` does for a span.
  public init(parsing text: String, as dialect: Dialect) throws(WGError) {
    try self.init(parsing: text.utf8.span, as: dialect)
  }

  // The text is the document's from here on.
  @inline(never)
  init(_ text: DocumentText, as dialect: Dialect) throws(WGError) {
    // An edit can make it so large too.
    guard text.count < Int(UInt32.max) else { throw Self.tooLarge }
    let scanned = try LineScanner.scan(text, as: dialect)
    self.dialect = dialect
    self.text = text
    self.lines = scanned.lines
    self.sections = scanned.sections
  }

  @inline(never)
  private static var tooLarge: WGError {
    WGError(.tooLarge, "a configuration file cannot have 4 GiB or more")
  }

  /// The file, byte for byte; the copy is not wiped.
  public var bytes: [UInt8] {
    withBytes { (text) in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count)
      for index in text.indices { bytes.append(text[index]) }
      return bytes
    }
  }

  /// Lends the file's bytes to `body`, which must not let a copy of them survive when they hold keys.
  public func withBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    try text.withBytes(body)
  }
}
