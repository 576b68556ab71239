public import WGModel

extension Endpoint {
  /// The endpoint that a text names: a literal address, or a host name that the system's resolver
  /// turns into one. This call may wait for DNS.
  public static func resolve(_ text: String) throws(WGError) -> Endpoint {
    throw WGError(.unresolvedHost, "not there yet")
  }
}
