// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// Networks in the shape in which C reads them.
@safe
final class NetworkList: @unchecked Sendable {
  static let handles = HandleTable<NetworkList>(.networkList)

  // Written by the initializer, read-only from then on.
  fileprivate let networks: UnsafeMutableBufferPointer<wgkit_prefix>

  init(_ list: [IPPrefix]) {
    unsafe networks = .allocate(capacity: list.count)
    for (index, network) in list.enumerated() {
      unsafe networks.initializeElement(at: index, to: wgkit_prefix(network))
    }
  }

  deinit { unsafe networks.deallocate() }
}

/// The networks of an array of C's.
@inline(never)
func requiredNetworks(
  _ array: UnsafePointer<wgkit_prefix>?, _ name: StaticString, _ count: Int, _ stride: Int
) throws(WGError) -> [IPPrefix] {
  let array = unsafe try ArrayArgument(array, name, count, stride, upTo: 1_000_000)
  var networks: [IPPrefix] = []
  networks.reserveCapacity(array.count)
  for index in 0..<array.count {
    networks.append(unsafe try IPPrefix(try readable(array[index], name)))
  }
  return networks
}

@implementation @c
public func wgkit_network_list_networks(
  _ list: OpaquePointer?, _ networks: UnsafeMutablePointer<UnsafePointer<wgkit_prefix>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(networks, "networks", count, stride)
    let list = unsafe try required(list, in: NetworkList.handles, "list")
    unsafe result.write(list.networks)
  }
}

@implementation @c
public func wgkit_network_list_free(_ list: OpaquePointer?) -> wgkit_status {
  unsafe free(list, in: NetworkList.handles)
}

@implementation @c
public func wgkit_network_list_split(
  _ networks: UnsafePointer<wgkit_prefix>?, _ count: Int, _ stride: Int,
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe make(list, error) { () throws(WGError) in
    try PeerRoutes.split(unsafe try requiredNetworks(networks, "networks", count, stride))
      .allowedIPs()
  }
}

@implementation @c
public func wgkit_network_list_full(
  _ excluded: UnsafePointer<wgkit_prefix>?, _ count: Int, _ stride: Int,
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe make(list, error) { () throws(WGError) in
    let excluded = unsafe try requiredNetworks(excluded, "excluded", count, stride)
    return try PeerRoutes.full(excluding: excluded).allowedIPs()
  }
}

@implementation @c
public func wgkit_network_list_bridge(
  _ remote: UnsafePointer<wgkit_prefix>?, _ remote_count: Int, _ remote_stride: Int,
  _ local: UnsafePointer<wgkit_prefix>?, _ local_count: Int, _ local_stride: Int,
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe make(list, error) { () throws(WGError) in
    let remote = unsafe try requiredNetworks(remote, "remote", remote_count, remote_stride)
    let local = unsafe try requiredNetworks(local, "local", local_count, local_stride)
    return try PeerRoutes.bridge(to: remote, from: local).allowedIPs()
  }
}

@implementation @c
public func wgkit_network_list_overlaps(
  _ first: UnsafePointer<wgkit_prefix>?, _ first_count: Int, _ first_stride: Int,
  _ second: UnsafePointer<wgkit_prefix>?, _ second_count: Int, _ second_stride: Int,
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe make(list, error) { () throws(WGError) in
    let first = unsafe try requiredNetworks(first, "first", first_count, first_stride)
    let second = unsafe try requiredNetworks(second, "second", second_count, second_stride)
    var pairs: [IPPrefix] = []
    for (one, other) in first.overlaps(with: second) {
      pairs.append(one)
      pairs.append(other)
    }
    return pairs
  }
}

// Gives the networks that `networks` answers to C.
private func make(
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ error: ErrorPointer,
  _ networks: () throws(WGError) -> [IPPrefix]
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(list, "list")
    unsafe try store(NetworkList(try networks()), in: NetworkList.handles, to: result)
  }
}
