// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_interface_reload(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ document: OpaquePointer?, _ flags: UInt32, _ difference: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let result = unsafe try difference.map { (place) throws(WGError) in
      unsafe try required(place, "difference")
    }
    guard flags & ~UInt32(WGKIT_RELOAD_ALLOW_MOVES | WGKIT_RELOAD_DRY_RUN) == 0 else {
      throw WGError(.invalidArgument, "the flags \(flags) have a bit without a meaning here")
    }
    let document = unsafe try requiredDocument(document)
    let interfaces = unsafe InterfaceController(in: try namespace(netns))
    let wanted = try InterfaceConfiguration(try Config(document))
    let found: InterfaceDifference
    if flags & UInt32(WGKIT_RELOAD_DRY_RUN) != 0 {
      found = try interfaces.difference(of: name, to: wanted)
    } else {
      found = try interfaces.reload(
        wanted, to: name, allowingMoves: flags & UInt32(WGKIT_RELOAD_ALLOW_MOVES) != 0)
    }
    guard let result = unsafe result else { return }
    unsafe try store(DifferenceObject(found), in: DifferenceObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_difference_networks(
  _ difference: OpaquePointer?, _ which: UInt32,
  _ networks: UnsafeMutablePointer<UnsafePointer<wgkit_prefix>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(networks, "networks", count, stride)
    let found = unsafe try required(difference, in: DifferenceObject.handles, "difference")
    guard let networks = unsafe found.networks(which) else {
      throw WGError(.invalidArgument, "there are no networks of the kind \(which)")
    }
    unsafe result.write(networks)
  }
}

@implementation @c
public func wgkit_difference_get_mtu(
  _ difference: OpaquePointer?, _ mtu: UnsafeMutablePointer<UInt32>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(mtu, "mtu")
    let found = unsafe try required(difference, in: DifferenceObject.handles, "difference")
    unsafe result.pointee = found.mtu
  }
}
