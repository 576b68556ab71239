internal import Sentences
public import WGModel

/// An endpoint as a file has it: the grammar is checked, a host name is not looked up.
public struct EndpointText: Equatable, Sendable {
  // Most are IPv4 as it is always written, which takes neither a string nor another look to be an
  // endpoint. What can be this is never a text, so that equal texts are equal here.
  private enum Form: Equatable {
    case canonicalV4(UInt32, port: UInt16)
    case text(String)
  }

  private let form: Form

  /// The text: `192.0.2.1:51820`, `[2001:db8::1]:51820` or `vpn.example.org:51820`.
  public var text: String {
    switch form {
    case .canonicalV4(let value, let port): Self.endpoint(value, port).description
    case .text(let text): text
    }
  }

  /// The endpoint, when the text is an IPv4 address with a port; of any other text nothing is said.
  package var numeric: Endpoint? {
    guard case .canonicalV4(let value, let port) = form else { return nil }
    return Self.endpoint(value, port)
  }

  private static func endpoint(_ value: UInt32, _ port: UInt16) -> Endpoint {
    Endpoint(address: IPAddress(v4: value), port: port)
  }

  /// Reads an endpoint in the grammar of `wg`, without looking anything up.
  ///
  /// The host is an IP address, with a zone behind `%` when it is IPv6, or a name of letters, digits,
  /// `-` and `_` in labels; brackets may be around any of them. The C library's number forms
  /// (`127.1`, `0x7f000001`, `010.0.0.1`) are refused.
  ///
  /// - Throws: ``WGError/Code/invalidAddress``.
  public init(_ text: String) throws(WGError) { try self.init(utf8: text.utf8.span) }

  /// Reads an endpoint from the bytes of a text, as ``init(_:)`` does.
  public init(utf8 text: Span<UInt8>) throws(WGError) {
    if let endpoint = Endpoint(canonicalV4: text) {
      form = .canonicalV4(endpoint.address.valueV4, port: endpoint.port)
      return
    }
    let parts = try HostPort(utf8: text)
    let host = text.extracting(parts.host)
    let isValid =
      if let address = IPAddress.parse(host) {
        parts.zone == nil || (address.family == .v6 && Self.isZone(text, parts.zone))
      } else {
        parts.zone == nil && HostPort.isHostName(host)
      }
    guard isValid else {
      throw WGError(
        .invalidAddress,
        "\(quoted(text)) is no endpoint: write 192.0.2.1:51820, [2001:db8::1]:51820 or"
          + " host.example.org:51820")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices { bytes.append(text[index]) }
    form = .text(String(decoding: bytes, as: UTF8.self))
  }

  /// The endpoint with an IPv6 address in brackets, nothing else in them, and a plain port.
  public var canonical: String {
    guard case .text(let text) = form else { return self.text }
    let bytes = text.utf8.span
    // The grammar was checked when the value was made.
    guard let parts = try? HostPort(utf8: bytes) else { return text }
    let host = bytes.extracting(parts.host)
    let address = IPAddress.parse(host)
    var name = WGConfig.text(host) ?? ""
    if let address { name = address.description }
    if let zone = parts.zone, let zoneText = WGConfig.text(bytes.extracting(zone)) {
      name += "%" + zoneText
    }
    return address?.family == .v6 ? "[\(name)]:\(parts.port)" : "\(name):\(parts.port)"
  }

  // The name or the index of an interface; a bracket in it is one too many.
  private static func isZone(_ text: Span<UInt8>, _ range: Range<Int>?) -> Bool {
    guard let range else { return true }
    for index in range where text[index] == UInt8(ascii: "[") || text[index] == UInt8(ascii: "]") {
      return false
    }
    return (try? InterfaceName(utf8: text.extracting(range))) != nil
  }
}
