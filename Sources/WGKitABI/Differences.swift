// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_device_difference(
  _ device: OpaquePointer?, _ wanted: OpaquePointer?,
  _ difference: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(difference, "difference")
    let snapshot = unsafe try required(device, in: DeviceSnapshot.handles, "device")
    let wanted = unsafe try required(wanted, in: UpdateObject.handles, "wanted")
    let found = try snapshot.device.difference(to: DeviceConfiguration(wholly: wanted.value))
    unsafe try store(DifferenceObject(found), in: DifferenceObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_device_sync(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ wanted: OpaquePointer?, _ flags: UInt32, _ difference: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let result = unsafe try difference.map { (place) throws(WGError) in
      unsafe try required(place, "difference")
    }
    let allowsMoves = try allowsMoves(flags)
    let wanted = unsafe try required(wanted, in: UpdateObject.handles, "wanted")
    let kernel = unsafe KernelController(in: try namespace(netns))
    let found = try kernel.sync(
      DeviceConfiguration(wholly: wanted.value), to: name, allowingMoves: allowsMoves)
    guard let result = unsafe result else { return }
    unsafe try store(DifferenceObject(found), in: DifferenceObject.handles, to: result)
  }
}

/// What the flags of a sync say of moves.
func allowsMoves(_ flags: UInt32) throws(WGError) -> Bool {
  guard flags & ~UInt32(WGKIT_SYNC_ALLOW_MOVES) == 0 else {
    throw WGError(.invalidArgument, "the flags \(flags) have a bit without a meaning here")
  }
  return flags != 0
}

@implementation @c
public func wgkit_difference_get_info(
  _ difference: OpaquePointer?,
  _ info: UnsafeMutablePointer<UnsafePointer<wgkit_difference_info>?>?,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(info, "info")
    let size = unsafe try required(size, "size")
    let found = unsafe try required(difference, in: DifferenceObject.handles, "difference")
    unsafe result.pointee = UnsafePointer(found.info)
    unsafe size.pointee = MemoryLayout<wgkit_difference_info>.size
  }
}

@implementation @c
public func wgkit_difference_moves(
  _ difference: OpaquePointer?, _ moves: UnsafeMutablePointer<UnsafePointer<wgkit_move>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(moves, "moves", count, stride)
    let found = unsafe try required(difference, in: DifferenceObject.handles, "difference")
    unsafe result.write(found.moves)
  }
}

@implementation @c
public func wgkit_difference_update(
  _ difference: OpaquePointer?, _ update: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(update, "update")
    let found = unsafe try required(difference, in: DifferenceObject.handles, "difference")
    unsafe try store(UpdateObject(found.update), in: UpdateObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_difference_free(_ difference: OpaquePointer?) -> wgkit_status {
  unsafe free(difference, in: DifferenceObject.handles)
}
