internal import CLinux
internal import Sentences
public import WGModel

extension Endpoint {
  /// The endpoint that a text names: `192.0.2.1:51820`, `[2001:db8::1]:51820`,
  /// `[fe80::1%eth0]:51820` or `vpn.example.org:51820`, in the grammar of `wg`.
  ///
  /// A host name is looked up once with the system's resolver, which may wait for DNS; of several
  /// addresses the first is taken. The C library's number forms (`127.1`, `0x7f000001`,
  /// `010.0.0.1`) are refused. A scope may be the name or the index of an interface.
  ///
  /// - Throws: ``WGError/Code/invalidAddress`` for text that is no endpoint,
  ///   ``WGError/Code/unresolvedHost`` for a name without an address,
  ///   ``WGError/Code/noSuchInterface`` for a scope that names no interface.
  public static func resolve(_ text: String) throws(WGError) -> Endpoint {
    let bytes = Array(text.utf8)
    let parts = try HostPort(utf8: bytes.span)
    let host = String(decoding: bytes[parts.host], as: UTF8.self)
    if let address = try? IPAddress(host) {
      guard let zone = parts.zone else { return Endpoint(address: address, port: parts.port) }
      guard address.family == .v6 else {
        throw WGError(
          .invalidAddress, "\(quoted(text)) is no endpoint: only IPv6 addresses have a scope")
      }
      return Endpoint(
        address: address, port: parts.port, scopeID: try scope(Array(bytes[zone])))
    }
    guard parts.zone == nil, HostPort.isHostName(bytes.span.extracting(parts.host)) else {
      throw WGError(
        .invalidAddress,
        "\(quoted(text)) is no endpoint: write 192.0.2.1:51820, [2001:db8::1]:51820 or"
          + " host.example.org:51820")
    }
    return try lookUp(host, port: parts.port)
  }

  private static func scope(_ zone: [UInt8]) throws(WGError) -> UInt32 {
    let index = unsafe (zone + [0]).withUnsafeBufferPointer { (name) in
      unsafe name.withMemoryRebound(to: CChar.self) { (name) in
        unsafe if_nametoindex(name.baseAddress)
      }
    }
    if index != 0 { return index }
    let number = decimal(zone.span, in: 0..<zone.count, upTo: .max, leadingZeros: true)
    if let number, number > 0 { return number }
    throw WGError(
      .noSuchInterface,
      "\(quoted(zone.span)) is no interface that an IPv6 address could be scoped to")
  }

  private static func lookUp(_ host: String, port: UInt16) throws(WGError) -> Endpoint {
    var address = InlineArray<16, UInt8>(repeating: 0)
    var count = 0
    var scope: UInt32 = 0
    var span = address.mutableSpan
    let name = host.utf8.map { CChar(bitPattern: $0) } + [0]
    let status = unsafe span.withUnsafeMutableBytes { (bytes) in
      unsafe wgkit_look_up(name, bytes.baseAddress, &count, &scope)
    }
    guard status == 0, let found = try? IPAddress(bytes: address.span.extracting(first: count))
    else {
      let reason = unsafe String(cString: gai_strerror(status))
      throw WGError(
        .unresolvedHost, "cannot find an address for the host \(quoted(host)): \(reason)")
    }
    return Endpoint(address: found, port: port, scopeID: scope)
  }
}
