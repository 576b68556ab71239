// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_config_read(
  _ document: OpaquePointer?, _ config: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(config, "config")
    let document = unsafe try requiredDocument(document)
    let snapshot = ConfigSnapshot(try Config(document), of: document)
    unsafe try store(snapshot, in: ConfigSnapshot.handles, to: result)
  }
}

@implementation @c
public func wgkit_config_get_info(
  _ config: OpaquePointer?, _ info: UnsafeMutablePointer<UnsafePointer<wgkit_config_info>?>?,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(info, "info")
    let size = unsafe try required(size, "size")
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    unsafe result.pointee = UnsafePointer(snapshot.info)
    unsafe size.pointee = MemoryLayout<wgkit_config_info>.size
  }
}

@implementation @c
public func wgkit_config_addresses(
  _ config: OpaquePointer?, _ addresses: UnsafeMutablePointer<UnsafePointer<wgkit_prefix>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(addresses, "addresses", count, stride)
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    unsafe result.write(snapshot.addresses)
  }
}

@implementation @c
public func wgkit_config_items(
  _ config: OpaquePointer?, _ items: UnsafeMutablePointer<UnsafePointer<wgkit_config_item>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(items, "items", count, stride)
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    unsafe result.write(snapshot.items)
  }
}

@implementation @c
public func wgkit_config_peers(
  _ config: OpaquePointer?, _ peers: UnsafeMutablePointer<UnsafePointer<wgkit_config_peer>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(peers, "peers", count, stride)
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    unsafe result.write(
      UnsafeMutableBufferPointer(rebasing: snapshot.peers[..<snapshot.enabledCount]))
  }
}

@implementation @c
public func wgkit_config_disabled_peers(
  _ config: OpaquePointer?, _ peers: UnsafeMutablePointer<UnsafePointer<wgkit_config_peer>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(peers, "peers", count, stride)
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    unsafe result.write(
      UnsafeMutableBufferPointer(rebasing: snapshot.peers[snapshot.enabledCount...]))
  }
}

@implementation @c
public func wgkit_config_allowed_ips(
  _ config: OpaquePointer?, _ allowed_ips: UnsafeMutablePointer<UnsafePointer<wgkit_prefix>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(allowed_ips, "allowed_ips", count, stride)
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    unsafe result.write(snapshot.allowedIPs)
  }
}

@implementation @c
public func wgkit_config_entries(
  _ config: OpaquePointer?, _ entries: UnsafeMutablePointer<UnsafePointer<wgkit_config_entry>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(entries, "entries", count, stride)
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    unsafe result.write(snapshot.entries)
  }
}

@implementation @c
public func wgkit_config_expose_private_key(
  _ config: OpaquePointer?, _ key: UnsafeMutablePointer<wgkit_private_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(key, "key")
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    guard let key = snapshot.privateKey else {
      throw WGError(.notFound, "the configuration has no private key; set one")
    }
    key.withExposedBytes { unsafe copy($0, to: result) }
  }
}

@implementation @c
public func wgkit_config_expose_preshared_key(
  _ config: OpaquePointer?, _ peer_index: Int, _ key: UnsafeMutablePointer<wgkit_preshared_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(key, "key")
    let snapshot = unsafe try required(config, in: ConfigSnapshot.handles, "config")
    let keys = snapshot.presharedKeys
    guard keys.indices.contains(peer_index) else {
      throw WGError(
        .invalidArgument,
        "there is no peer at the place \(peer_index): the configuration has \(keys.count)")
    }
    guard let key = keys[peer_index] else {
      throw WGError(.notFound, "the peer at the place \(peer_index) has no preshared key")
    }
    key.withExposedBytes { unsafe copy($0, to: result) }
  }
}

@implementation @c
public func wgkit_config_free(_ config: OpaquePointer?) -> wgkit_status {
  unsafe free(config, in: ConfigSnapshot.handles)
}
