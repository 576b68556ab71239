// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// A difference in the shape in which C reads it.
@safe
final class DifferenceObject: @unchecked Sendable {
  static let handles = HandleTable<DifferenceObject>(.difference)

  let update: DeviceUpdate
  // Written by the initializer, read-only from then on.
  let info: UnsafeMutablePointer<wgkit_difference_info>
  let moves: UnsafeMutableBufferPointer<wgkit_move>

  init(_ difference: DeviceDifference) {
    update = difference.update
    unsafe info = .allocate(capacity: 1)
    unsafe info.initialize(to: wgkit_difference_info(difference))
    unsafe moves = .allocate(capacity: difference.moves.count)
    for (index, move) in difference.moves.enumerated() {
      unsafe moves.initializeElement(at: index, to: wgkit_move(move))
    }
  }

  deinit {
    unsafe info.deallocate()
    unsafe moves.deallocate()
  }
}

extension wgkit_difference_info {
  fileprivate init(_ difference: DeviceDifference) {
    self.init()
    settings = UInt32(difference.update.settings.rawValue)
    moves = UInt64(difference.moves.count)
    for peer in difference.update.peers {
      switch peer.action {
      case .addOrChange: added_peers += 1
      case .changeOnly: changed_peers += 1
      case .remove: removed_peers += 1
      }
    }
  }
}

extension wgkit_move {
  fileprivate init(_ move: AllowedIPMove) {
    self.init(
      allowed_ip: wgkit_prefix(move.allowedIP), from: wgkit_public_key(move.from),
      to: wgkit_public_key(move.to))
  }
}

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
