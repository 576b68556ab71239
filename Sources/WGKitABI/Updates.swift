// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

@implementation @c
public func wgkit_update_create(
  _ update: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(update, "update")
    unsafe try store(UpdateObject(), in: UpdateObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_update_free(_ update: OpaquePointer?) -> wgkit_status {
  unsafe free(update, in: UpdateObject.handles)
}

@implementation @c
public func wgkit_update_set_private_key(
  _ update: OpaquePointer?, _ key: UnsafePointer<wgkit_private_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let bytes = unsafe try required(key, "key")
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    let key = unsafe try PrivateKey(bytes: Span(_unsafeElements: bytes))
    update.change { $0.privateKey = .set(key) }
  }
}

@implementation @c
public func wgkit_update_clear_private_key(
  _ update: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    update.change { $0.privateKey = .clear }
  }
}

@implementation @c
public func wgkit_update_set_listen_port(
  _ update: OpaquePointer?, _ port: UInt16, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    update.change { $0.listenPort = port }
  }
}

@implementation @c
public func wgkit_update_set_firewall_mark(
  _ update: OpaquePointer?, _ mark: UInt32, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    update.change { $0.firewallMark = mark }
  }
}

@implementation @c
public func wgkit_update_replace_peers(
  _ update: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    update.change { $0.replacesPeers = true }
  }
}

@implementation @c
public func wgkit_device_apply(
  _ netns: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ update: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try required(interface: name, name_length)
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    let kernel = unsafe KernelController(in: try namespace(netns))
    try kernel.apply(update.value, to: name)
  }
}
