public import WGModel

/// An endpoint as a file has it: the grammar is checked, a host name is not looked up.
public struct EndpointText: Equatable, Sendable {
  /// The text: `192.0.2.1:51820`, `[2001:db8::1]:51820` or `vpn.example.org:51820`.
  public let text: String

  /// Reads an endpoint in the grammar of `wg`, without looking anything up.
  ///
  /// - Throws: ``WGError/Code/invalidAddress``.
  public init(_ text: String) throws(WGError) {
    let bytes = Array(text.utf8)
    _ = try HostPort(utf8: bytes.span)
    self.text = text
  }
}
