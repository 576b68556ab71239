extension Template {
  /// A template that comes with the library.
  public struct Shipped: Sendable {
    /// Its name: `client`.
    public let name: String
    /// The template, which begins with a comment that says what its names mean.
    public let text: String

    /// One line that says what it is for: the first of the comment at its beginning.
    public var summary: String {
      var line: [UInt8] = []
      for byte in text.utf8.dropFirst(4) {
        if byte == UInt8(ascii: "\n") { break }
        line.append(byte)
      }
      return String(decoding: line, as: UTF8.self)
    }
  }

  /// The templates that come with the library, in the order of their names: `client`, `full-tunnel`,
  /// `server`, `site-to-site`, `split-tunnel`.
  public static var shipped: [Shipped] {
    Shipped.texts.map { Shipped(name: $0.name, text: $0.text) }
  }

  /// The template of a name that comes with the library, or nil when there is none.
  public static func shipped(_ name: String) -> Shipped? {
    for template in shipped where says(Array(name.utf8), template.name) { return template }
    return nil
  }
}
