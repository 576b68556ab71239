// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

private func nat(_ netns: OpaquePointer?) throws(WGError) -> NATController {
  unsafe NATController(in: try namespace(netns))
}

@implementation @c
public func wgkit_nat_add(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ networks: UnsafePointer<wgkit_prefix>?, _ count: Int, _ stride: Int,
  _ out: UnsafePointer<CChar>?, _ out_length: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    var wanted = TunnelNAT(
      networks: unsafe try requiredNetworks(networks, "networks", count, stride))
    if let out = unsafe out {
      let characters = unsafe try required(out, out_length, "out", upTo: 15, .invalidName)
      wanted.outInterface = unsafe try InterfaceName(utf8: Span(_unsafeElements: characters))
    }
    let nat = unsafe try nat(netns)
    if count == 0 { wanted.networks = try nat.networks(of: name) }
    try nat.add(wanted, to: name)
  }
}

@implementation @c
public func wgkit_nat_remove(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    unsafe try nat(netns).remove(from: name)
  }
}

@implementation @c
public func wgkit_nat_read(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ out: UnsafeMutablePointer<wgkit_interface_name>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let result = unsafe try required(list, "list")
    let place = unsafe try required(out, "out")
    let found = unsafe try nat(netns).nat(of: name)
    unsafe try store(NetworkList(found.networks), in: NetworkList.handles, to: result)
    unsafe place.pointee = found.outInterface.map { wgkit_interface_name($0) } ?? .init()
  }
}

@implementation @c
public func wgkit_nat_get_forwarding(
  _ netns: OpaquePointer?, _ family: UInt8, _ forwards: UnsafeMutablePointer<UInt32>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(forwards, "forwards")
    let family = try requiredFamily(family)
    unsafe result.pointee = unsafe try nat(netns).forwards(family) ? 1 : 0
  }
}

@implementation @c
public func wgkit_nat_enable_forwarding(
  _ netns: OpaquePointer?, _ family: UInt8, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let family = try requiredFamily(family)
    unsafe try nat(netns).enableForwarding(family)
  }
}
