// The addresses of C and of Swift, made of one another. All of C's begin with the sixteen bytes of the
// address.

internal import CWGKit
internal import Sentences
internal import WGKit

/// Checks the reserved bytes of a structure: a program of a newer header may ask for something with them
/// that this library would not do.
func requireZeros<Structure>(
  _ bytes: Range<Int>, in structure: UnsafePointer<Structure>
) throws(WGError) {
  for place in bytes
  where unsafe UnsafeRawPointer(structure).load(fromByteOffset: place, as: UInt8.self) != 0 {
    throw WGError(
      .invalidArgument, "a reserved field of a structure is not zero: clear the structure first")
  }
}

extension IPAddress {
  /// The address of a structure whose first field it is.
  fileprivate init<Structure>(
    in structure: UnsafePointer<Structure>, family: UInt8
  ) throws(WGError) {
    let bytes = unsafe UnsafeRawPointer(structure)
    let high = unsafe UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    switch Int32(family) {
    case WGKIT_FAMILY_IPV4:
      self.init(v4: UInt32(high >> 32))
    case WGKIT_FAMILY_IPV6:
      let low = unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      self.init(v6High: high, low: UInt64(bigEndian: low))
    default:
      throw WGError(
        .invalidAddress,
        "\(family) is no family of addresses: set WGKIT_FAMILY_IPV4 or WGKIT_FAMILY_IPV6")
    }
  }

  /// Writes the address in network byte order to a field of 16 bytes; one of IPv4 has the first four.
  fileprivate func write(to field: UnsafeMutableRawBufferPointer) {
    unsafe field.storeBytes(of: high.bigEndian, as: UInt64.self)
    unsafe field.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
  }
}

extension IPAddress {
  init(_ address: UnsafePointer<wgkit_address>) throws(WGError) {
    unsafe try self.init(in: address, family: address.pointee.family)
    unsafe try requireZeros(17..<20, in: address)
  }
}

extension IPPrefix {
  init(_ prefix: UnsafePointer<wgkit_prefix>) throws(WGError) {
    unsafe try self.init(
      try IPAddress(in: prefix, family: prefix.pointee.family), length: prefix.pointee.length)
    unsafe try requireZeros(18..<20, in: prefix)
  }
}

extension Endpoint {
  init(_ endpoint: UnsafePointer<wgkit_endpoint>) throws(WGError) {
    unsafe self.init(
      address: try IPAddress(in: endpoint, family: endpoint.pointee.family),
      port: endpoint.pointee.port, scopeID: endpoint.pointee.scope_id)
    unsafe try requireZeros(23..<24, in: endpoint)
  }
}

extension wgkit_address {
  init(_ value: IPAddress) {
    self.init()
    unsafe withUnsafeMutableBytes(of: &address) { unsafe value.write(to: $0) }
    family = value.family.rawValue
  }
}

extension wgkit_endpoint {
  init(_ endpoint: Endpoint) {
    self.init()
    unsafe withUnsafeMutableBytes(of: &address) { unsafe endpoint.address.write(to: $0) }
    family = endpoint.address.family.rawValue
    port = endpoint.port
    scope_id = endpoint.scopeID
  }
}

extension wgkit_prefix {
  init(_ prefix: IPPrefix) {
    self.init()
    unsafe withUnsafeMutableBytes(of: &address) { unsafe prefix.address.write(to: $0) }
    family = prefix.address.family.rawValue
    length = prefix.length
  }
}

extension wgkit_interface_name {
  init(_ name: InterfaceName) {
    self.init()
    var field = InlineArray<16, UInt8>(repeating: 0)
    var span = field.mutableSpan
    name.write(into: &span)
    self = unsafe unsafeBitCast(field, to: wgkit_interface_name.self)
  }
}
