// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_route_add(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ network: UnsafePointer<wgkit_prefix>?, _ table: UInt32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let network = unsafe try IPPrefix(try readable(network, "network"))
    try requireTable(table)
    unsafe try links(netns).addRoute(to: network, through: name, table: table)
  }
}

@implementation @c
public func wgkit_route_remove(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ network: UnsafePointer<wgkit_prefix>?, _ table: UInt32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let network = unsafe try IPPrefix(try readable(network, "network"))
    try requireTable(table)
    unsafe try links(netns).removeRoute(to: network, through: name, table: table)
  }
}

// To the kernel, 0 means any table or none.
private func requireTable(_ table: UInt32) throws(WGError) {
  guard table != 0 else {
    throw WGError(.invalidArgument, "there is no table 0: pass WGKIT_ROUTE_TABLE_MAIN")
  }
}

@implementation @c
public func wgkit_route_add_allowed_ips(
  _ netns: OpaquePointer?, _ device: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let snapshot = unsafe try required(device, in: DeviceSnapshot.handles, "device")
    unsafe try links(netns).addRoutes(forAllowedIPsOf: snapshot.device)
  }
}
