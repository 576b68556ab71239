internal import CLinux
internal import Netlink
internal import Sentences
internal import WGModel

/// The payloads of WireGuard's attributes as values.
extension Attribute {
  func interfaceName(in message: RawSpan) throws(NetlinkError) -> InterfaceName {
    // Every message of a dump has it: no array is made. The kernel's field has 16 bytes, its NUL too.
    var field = InlineArray<16, UInt8>(repeating: 0)
    let length = min(count, 16)
    for place in 0..<length { field[place] = message.number(at: payload.lowerBound + place) }
    guard let name = try? InterfaceName(kernel: field.span.extracting(0..<length)) else {
      throw .malformed("an interface name of \(count) bytes")
    }
    return name
  }

  func publicKey(in message: RawSpan) throws(NetlinkError) -> PublicKey {
    try require(count: 32)
    return PublicKey(bytes: message.bytes32(at: payload.lowerBound))
  }

  /// The private key; nil for 32 zero bytes, which mean none.
  func privateKey(in message: RawSpan) throws(NetlinkError) -> PrivateKey? {
    try require(count: 32)
    var bytes = message.bytes32(at: payload.lowerBound)
    defer { wipe(&bytes) }
    do throws(WGError) {
      return try PrivateKey(bytes: bytes.span)
    } catch {
      if error.code == .invalidKey { return nil }
      throw .malformed("a private key: \(error.message)")
    }
  }

  /// `struct sockaddr_in` or `struct sockaddr_in6`; nil for another family.
  func endpoint(in message: RawSpan) throws(NetlinkError) -> Endpoint? {
    guard count >= 2 else { throw .malformed("an endpoint of \(count) bytes") }
    let start = payload.lowerBound
    switch Int32(message.number(at: start, as: UInt16.self)) {
    case AF_INET:
      try require(count: MemoryLayout<sockaddr_in>.size)
      return Endpoint(
        address: message.addressV4(at: start + 4),
        port: message.bigEndian(at: start + 2))
    case AF_INET6:
      try require(count: MemoryLayout<sockaddr_in6>.size)
      return Endpoint(
        address: message.addressV6(at: start + 8),
        port: message.bigEndian(at: start + 2), scopeID: message.number(at: start + 24))
    default: return nil
    }
  }

  /// Two 64-bit integers, seconds and nanoseconds; nil for zero, which means never.
  func timestamp(in message: RawSpan) throws(NetlinkError) -> Timestamp? {
    try require(count: 16)
    let seconds: Int64 = message.number(at: payload.lowerBound)
    let nanoseconds: Int64 = message.number(at: payload.lowerBound + 8)
    guard (0..<1_000_000_000).contains(nanoseconds) else {
      throw .malformed("a time with \(nanoseconds) nanoseconds")
    }
    return seconds == 0 && nanoseconds == 0
      ? nil : Timestamp(seconds: seconds, nanoseconds: nanoseconds)
  }

  /// One element of the array of allowed IPs; nil for a family that is neither IPv4 nor IPv6.
  func allowedIP(in message: RawSpan) throws(NetlinkError) -> IPPrefix? {
    typealias Known = WireGuardNetlink.AllowedIPAttribute
    var family: UInt16?
    var address: Attribute?
    var length: UInt8?
    var attributes = Attributes(nestedIn: self)
    while let attribute = try attributes.next(in: message) {
      switch attribute.type {
      case Known.family: family = try attribute.number(in: message)
      case Known.address: address = attribute
      case Known.prefixLength: length = try attribute.number(in: message)
      default: continue
      }
    }
    guard let family, let address, let length else { throw .malformed("an incomplete allowed IP") }
    let start = address.payload.lowerBound
    switch Int32(family) {
    case AF_INET:
      try address.require(count: 4)
      guard length <= 32 else { throw .malformed("an IPv4 prefix of length \(length)") }
      return IPPrefix(unchecked: message.addressV4(at: start), length: length)
    case AF_INET6:
      try address.require(count: 16)
      guard length <= 128 else { throw .malformed("an IPv6 prefix of length \(length)") }
      return IPPrefix(unchecked: message.addressV6(at: start), length: length)
    default: return nil
    }
  }
}

extension RawSpan {
  /// A number in network byte order.
  func bigEndian<Value: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Value {
    Value(bigEndian: number(at: offset))
  }

  fileprivate func addressV4(at offset: Int) -> IPAddress {
    IPAddress(family: .v4, high: UInt64(bigEndian(at: offset) as UInt32) << 32, low: 0)
  }

  fileprivate func addressV6(at offset: Int) -> IPAddress {
    IPAddress(family: .v6, high: bigEndian(at: offset), low: bigEndian(at: offset + 8))
  }
}

/// Overwrites a key that was copied out of a message.
func wipe(_ key: inout InlineArray<32, UInt8>) {
  unsafe withUnsafeMutableBytes(of: &key) { bytes in
    if let base = bytes.baseAddress { unsafe wgkit_wipe(base, bytes.count) }
  }
}
