// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_profile_store_readdress(
  _ store: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int, _ changes: UInt32,
  _ prefixes: UnsafePointer<wgkit_prefix>?, _ address_count: Int, _ network_count: Int,
  _ allowed_ip_count: Int, _ stride: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try requiredProfileName(name, name_length, "name")
    let counts = [address_count, network_count, allowed_ip_count]
    var total = 0
    for (place, count) in counts.enumerated() {
      guard 0...Int(WGKIT_PREFIXES_MAXIMUM) ~= count, changes & ~0x7 == 0,
        count == 0 || changes & 1 << UInt32(place) != 0
      else {
        throw WGError(
          .invalidArgument, "the counts of prefixes do not go with the changes, or one is none")
      }
      total += count
    }
    let array = unsafe try PrefixArray(prefixes, total, stride)
    var change = AddressChange()
    if changes & UInt32(WGKIT_READDRESS_ADDRESSES) != 0 {
      change.addresses = try hosts(array[0..<address_count])
    }
    let behind = address_count + network_count
    if changes & UInt32(WGKIT_READDRESS_NETWORKS) != 0 {
      change.networks = try array[address_count..<behind]
    }
    if changes & UInt32(WGKIT_READDRESS_ALLOWED_IPS) != 0 {
      change.allowedIPs = try array[behind..<total]
    }
    unsafe try requiredStore(store).readdress(name, change)
  }
}

/// The addresses of prefixes that are of one host each.
func hosts(_ prefixes: [IPPrefix]) throws(WGError) -> [IPAddress] {
  for prefix in prefixes where Int(prefix.length) != prefix.address.family.bitCount {
    throw WGError(
      .invalidAddress, "\(prefix) is a network, and an address of a client is one of one host")
  }
  return prefixes.map { $0.address }
}
