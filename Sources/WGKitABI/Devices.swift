// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_device_read(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ device: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let result = unsafe try required(device, "device")
    let kernel = unsafe KernelController(in: try namespace(netns))
    let snapshot = DeviceSnapshot(try kernel.device(name))
    unsafe try store(snapshot, in: DeviceSnapshot.handles, to: result)
  }
}

@implementation @c
public func wgkit_device_get_info(
  _ device: OpaquePointer?, _ info: UnsafeMutablePointer<UnsafePointer<wgkit_device_info>?>?,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(info, "info")
    let size = unsafe try required(size, "size")
    let snapshot = unsafe try required(device, in: DeviceSnapshot.handles, "device")
    unsafe result.pointee = UnsafePointer(snapshot.info)
    unsafe size.pointee = MemoryLayout<wgkit_device_info>.size
  }
}

@implementation @c
public func wgkit_device_peers(
  _ device: OpaquePointer?, _ peers: UnsafeMutablePointer<UnsafePointer<wgkit_peer>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(peers, "peers", count, stride)
    let snapshot = unsafe try required(device, in: DeviceSnapshot.handles, "device")
    unsafe result.write(snapshot.peers)
  }
}

@implementation @c
public func wgkit_device_allowed_ips(
  _ device: OpaquePointer?, _ allowed_ips: UnsafeMutablePointer<UnsafePointer<wgkit_prefix>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(allowed_ips, "allowed_ips", count, stride)
    let snapshot = unsafe try required(device, in: DeviceSnapshot.handles, "device")
    unsafe result.write(snapshot.allowedIPs)
  }
}

@implementation @c
public func wgkit_device_expose_private_key(
  _ device: OpaquePointer?, _ key: UnsafeMutablePointer<wgkit_private_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(key, "key")
    let snapshot = unsafe try required(device, in: DeviceSnapshot.handles, "device")
    guard let key = snapshot.device.privateKey else {
      throw WGError(.notFound, "the device has no private key; set one")
    }
    key.withExposedBytes { unsafe copy($0, to: result) }
  }
}

@implementation @c
public func wgkit_device_expose_preshared_key(
  _ device: OpaquePointer?, _ peer_index: Int, _ key: UnsafeMutablePointer<wgkit_preshared_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(key, "key")
    let snapshot = unsafe try required(device, in: DeviceSnapshot.handles, "device")
    let count = unsafe snapshot.peers.count
    guard (0..<count).contains(peer_index) else {
      throw WGError(
        .invalidArgument, "there is no peer at the place \(peer_index): the device has \(count)")
    }
    let found: Void? = snapshot.withPresharedKey(at: peer_index) { unsafe copy($0, to: result) }
    guard found != nil else {
      throw WGError(.notFound, "the peer at the place \(peer_index) has no preshared key")
    }
  }
}

@implementation @c
public func wgkit_device_free(_ device: OpaquePointer?) -> wgkit_status {
  unsafe free(device, in: DeviceSnapshot.handles)
}
