internal import CLibMNL

/// An address of a link.
public struct LinkAddress: Equatable, Sendable {
  /// The index of the link.
  public let link: UInt32
  /// The address itself, and the length of its network's prefix.
  public let local: RouteAddress
  /// The address of the other end, on a link with two ends; its prefix length is that of `local`.
  public let peer: RouteAddress?
  /// How far the address means something: `RT_SCOPE_…`.
  public let scope: UInt8

  /// Reads a message of type `RTM_NEWADDR`: `struct ifaddrmsg`, then attributes.
  ///
  /// Answers nil for a family that has no IP addresses, and for a message that has none.
  package static func decode(_ payload: RawSpan) throws(NetlinkError) -> LinkAddress? {
    let header = 8
    try requireHeader(header, of: payload)
    let (family, length, scope) = (
      payload.number(at: 0, as: UInt8.self), payload.number(at: 1, as: UInt8.self),
      payload.number(at: 3, as: UInt8.self)
    )
    guard RouteAddress.byteCount(of: family) != nil else { return nil }
    var local: RouteAddress?
    var remote: RouteAddress?
    var attributes = Attributes(in: header..<payload.byteCount)
    while let attribute = try attributes.next(in: payload) {
      switch Int(attribute.type) {
      // On a link with two ends IFA_ADDRESS is the far one; where there is IFA_LOCAL, it is ours.
      case IFA_LOCAL: local = try attribute.address(family, length, in: payload)
      case IFA_ADDRESS: remote = try attribute.address(family, length, in: payload)
      default: continue
      }
    }
    guard let address = local ?? remote else { return nil }
    return LinkAddress(
      link: payload.number(at: 4), local: address, peer: remote == address ? nil : remote,
      scope: scope)
  }
}
