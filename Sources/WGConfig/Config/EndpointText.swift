internal import Sentences
public import WGModel

/// An endpoint as a file has it: the grammar is checked, a host name is not looked up.
public struct EndpointText: Equatable, Sendable {
  /// The text: `192.0.2.1:51820`, `[2001:db8::1]:51820` or `vpn.example.org:51820`.
  public let text: String

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
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  /// The endpoint with an IPv6 address in brackets, nothing else in them, and a plain port.
  public var canonical: String {
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
