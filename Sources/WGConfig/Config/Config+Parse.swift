public import WGModel

extension Config {
  /// What a document says.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` with the place of the first value that its key does
  ///   not take, or of a peer without `PublicKey`.
  public init(_ document: Document) throws(WGError) {
    var reader = ConfigReader(stopsAtFirst: true)
    reader.read(document)
    if let problem = reader.problems.first { throw problem }
    self = reader.config
  }

  /// What the good part of a document says.
  ///
  /// - Parameters:
  ///   - document: the document.
  ///   - problems: what is wrong with the rest, in the order of the file, each with its place.
  public init(_ document: Document, problems: inout [WGError]) {
    var reader = ConfigReader(stopsAtFirst: false)
    reader.read(document)
    problems = reader.problems
    self = reader.config
  }

  /// Parses a file for what it says.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` with the place of the first fault.
  public init(parsing bytes: Span<UInt8>, as dialect: Dialect) throws(WGError) {
    try self.init(try Document(parsing: bytes, as: dialect))
  }

  /// Parses a file for what it says; the caller's array is not wiped.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` with the place of the first fault.
  public init(parsing bytes: [UInt8], as dialect: Dialect) throws(WGError) {
    try self.init(parsing: bytes.span, as: dialect)
  }

  /// Parses a text for what it says; the caller's string is not wiped.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` with the place of the first fault.
  public init(parsing text: String, as dialect: Dialect) throws(WGError) {
    try self.init(parsing: text.utf8.span, as: dialect)
  }
}
