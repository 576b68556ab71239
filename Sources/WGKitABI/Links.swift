// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

@implementation @c
public func wgkit_link_create(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int, _ mtu: UInt32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    unsafe try links(netns).create(name, mtu: mtu == 0 ? nil : mtu)
  }
}

@implementation @c
public func wgkit_link_delete(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    unsafe try links(netns).delete(name)
  }
}

@implementation @c
public func wgkit_link_bring_up(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    unsafe try links(netns).bringUp(name)
  }
}

@implementation @c
public func wgkit_link_bring_down(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    unsafe try links(netns).bringDown(name)
  }
}

@implementation @c
public func wgkit_link_set_mtu(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int, _ mtu: UInt32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    unsafe try links(netns).setMTU(mtu, of: name)
  }
}

@implementation @c
public func wgkit_link_get_index(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ index: UnsafeMutablePointer<UInt32>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let result = unsafe try required(index, "index")
    unsafe result.pointee = try links(netns).index(of: name)
  }
}

@implementation @c
public func wgkit_link_add_address(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ address: UnsafePointer<wgkit_prefix>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let address = unsafe try IPPrefix(try readable(address, "address"))
    unsafe try links(netns).addAddress(address, to: name)
  }
}

@implementation @c
public func wgkit_link_remove_address(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ address: UnsafePointer<wgkit_prefix>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let address = unsafe try IPPrefix(try readable(address, "address"))
    unsafe try links(netns).removeAddress(address, from: name)
  }
}

@implementation @c
public func wgkit_link_move(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ target: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let target = unsafe try namespace(target)
    unsafe try links(netns).move(name, to: target)
  }
}

/// The controller of the links of a namespace.
func links(_ netns: OpaquePointer?) throws(WGError) -> LinkController {
  unsafe LinkController(in: try namespace(netns))
}
