internal import CLibMNL
internal import CLinux
internal import Sentences

/// An address as rtnetlink carries it.
public struct RouteAddress: Equatable, Sendable {
  /// `AF_INET` or `AF_INET6`.
  public let family: UInt8
  /// 4 or 16 bytes in network order.
  public let bytes: [UInt8]
  /// The number of leading bits that name the network.
  public let prefixLength: UInt8

  /// Describes an address or a network.
  public init(family: UInt8, bytes: [UInt8], prefixLength: UInt8) {
    self.family = family
    self.bytes = bytes
    self.prefixLength = prefixLength
  }

  /// The number of bytes of a family's addresses; nil for what is no family of IP.
  static func byteCount(of family: UInt8) -> Int? {
    switch Int32(family) {
    case AF_INET: 4
    case AF_INET6: 16
    default: nil
    }
  }

  /// The network that everything is in; nil for what is no family of IP.
  static func everything(_ family: UInt8) -> RouteAddress? {
    byteCount(of: family).map {
      RouteAddress(family: family, bytes: Array(repeating: 0, count: $0), prefixLength: 0)
    }
  }
}

extension Attribute {
  /// The payload as an address, which must have exactly its family's size.
  @inline(never)
  func address(
    _ family: UInt8, _ prefixLength: UInt8, in message: RawSpan
  ) throws(NetlinkError) -> RouteAddress {
    guard let size = RouteAddress.byteCount(of: family), count == size, prefixLength <= size * 8
    else {
      throw .malformed(
        "attribute \(type) is an address of family \(family) with \(count) bytes, /\(prefixLength)")
    }
    return RouteAddress(family: family, bytes: bytes(in: message), prefixLength: prefixLength)
  }

  /// The payload as an address without a network.
  func host(_ family: UInt8, in message: RawSpan) throws(NetlinkError) -> RouteAddress {
    try address(family, UInt8((RouteAddress.byteCount(of: family) ?? 0) * 8), in: message)
  }

  /// The payload as `struct rtvia`: a family of its own, then the address.
  func via(in message: RawSpan) throws(NetlinkError) -> RouteAddress {
    guard count >= 2 else { throw .malformed("a gateway of \(count) bytes") }
    let family: UInt16 = message.number(at: payload.lowerBound)
    let rest = Attribute(type: type, payload: payload.lowerBound + 2..<payload.upperBound)
    return try rest.host(UInt8(clamping: family), in: message)
  }
}
