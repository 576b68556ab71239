internal import WGKit

extension Endpoint {
  /// The endpoint with the zone of a link-local address as getnameinfo(3) writes it: the
  /// interface's name, or its number when it is gone or the address is not link-local.
  var textWithZone: String {
    guard scopeID != 0, address.family == .v6 else { return description }
    var zone = String(scopeID)
    if isLinkLocal, let name = Environment.interfaceName(index: scopeID) { zone = name }
    return "[\(address)%\(zone)]:\(port)"
  }

  /// Whether the address is in fe80::/10, or a multicast address of link-local scope.
  private var isLinkLocal: Bool {
    let start = address.high >> 48
    return start & 0xffc0 == 0xfe80 || start & 0xff0f == 0xff02
  }
}
