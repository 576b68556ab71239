internal import Sentences

extension Endpoint {
  /// Creates an endpoint from its numeric text: `192.0.2.1:51820`, `[2001:db8::1]:51820`, or
  /// `[fe80::1%3]:51820` with the index of an interface as the zone.
  ///
  /// The address is as ``IPAddress/init(_:)`` wants it, IPv6 in brackets and IPv4 without; port
  /// (1 to 65535) and zone (from 1) are plain decimal without leading zeros. A host name and the name
  /// of an interface as the zone are not looked up here: that is `Endpoint.resolve`.
  ///
  /// - Parameter text: the endpoint.
  /// - Throws: `WGError` with the code `invalidAddress`.
  public init(_ text: String) throws(WGError) {
    try self.init(utf8: text.utf8.span)
  }

  /// Creates an endpoint from the bytes of a text, as ``init(_:)`` does.
  public init(utf8 text: Span<UInt8>) throws(WGError) {
    if let endpoint = Endpoint(canonicalV4: text) {
      self = endpoint
      return
    }
    let parts = try HostPort(utf8: text)
    guard let address = IPAddress.parse(text.extracting(parts.host)) else {
      throw Self.rejection(of: text, "its host is no IP address: write 192.0.2.1 or [2001:db8::1]")
    }
    guard parts.isBracketed == (address.family == .v6) else {
      throw Self.rejection(
        of: text,
        address.family == .v6
          ? "put the IPv6 address in brackets: [\(address)]:\(parts.port)"
          : "leave out the brackets, which are for IPv6: \(address):\(parts.port)")
    }
    guard text[parts.portText.lowerBound] != UInt8(ascii: "0") else {
      throw Self.rejection(of: text, "write the port without leading zeros: \(parts.port)")
    }
    var scopeID: UInt32 = 0
    if let zone = parts.zone {
      guard address.family == .v6, let number = decimal(text, in: zone, upTo: .max), number > 0
      else {
        throw Self.rejection(
          of: text, "its zone must be the index of an interface and belongs to IPv6: [fe80::1%3]")
      }
      scopeID = number
    }
    self.init(address: address, port: parts.port, scopeID: scopeID)
  }

  /// The endpoint of an IPv4 text that is as ``description`` writes it; nil for every other text, also
  /// a good one.
  package init?(canonicalV4 text: Span<UInt8>) {
    guard let (value, end) = IPAddress.leadingV4(text, from: 0), end < text.count,
      text[end] == UInt8(ascii: ":"),
      let port = decimal(text, in: end + 1..<text.count, upTo: 65535), port > 0
    else { return nil }
    self.init(address: IPAddress(v4: value), port: UInt16(port))
  }

  private static func rejection(of text: Span<UInt8>, _ reason: String) -> WGError {
    WGError(.invalidAddress, "\(quoted(text)) is no numeric endpoint: \(reason)")
  }
}

extension Endpoint: CustomStringConvertible {
  /// The canonical text: `192.0.2.1:51820`, `[2001:db8::1]:51820`, `[fe80::1%3]:51820`.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether `wg` writes the scope as the name of the interface, when there is one of that index: it
  /// does for IPv6 unicast and multicast of the link's scope, as getnameinfo(3) does.
  package var isScopeNamed: Bool {
    scopeID != 0 && (address.isLinkLocal || (address.isMulticast && address.high >> 48 & 0xf == 2))
  }

  /// Appends the canonical text, with the name of an interface as the zone when one is passed.
  package func append(to bytes: inout [UInt8], scopeName: InterfaceName? = nil) {
    if address.family == .v6 { bytes.append(UInt8(ascii: "[")) }
    address.append(to: &bytes)
    if scopeID != 0 {
      bytes.append(UInt8(ascii: "%"))
      if let scopeName {
        scopeName.append(to: &bytes)
      } else {
        appendDecimal(UInt64(scopeID), to: &bytes)
      }
    }
    if address.family == .v6 { bytes.append(UInt8(ascii: "]")) }
    bytes.append(UInt8(ascii: ":"))
    appendDecimal(UInt64(port), to: &bytes)
  }
}
