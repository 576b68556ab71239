// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_update_put_peer(
  _ update: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?, _ flags: UInt32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let key = unsafe try requiredKey(peer, "peer")
    let flags = try PeerFlags(flags, allowing: .ofPeer)
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    update.change { update in
      if let place = update.lastPlace(of: key) {
        update.peers[place].action = flags.action
        update.peers[place].replacesAllowedIPs = flags.contains(.replaceAllowedIPs)
      } else {
        update.peers.append(
          PeerUpdate(
            publicKey: key, action: flags.action,
            replacesAllowedIPs: flags.contains(.replaceAllowedIPs)))
      }
    }
  }
}

@implementation @c
public func wgkit_update_set_peer_preshared_key(
  _ update: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ key: UnsafePointer<wgkit_preshared_key>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let peer = unsafe try requiredKey(peer, "peer")
    let bytes = unsafe try required(key, "key")
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    let key = unsafe try PresharedKey(bytes: Span(_unsafeElements: bytes))
    try update.change(peer) { $0.presharedKey = .set(key) }
  }
}

@implementation @c
public func wgkit_update_clear_peer_preshared_key(
  _ update: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let peer = unsafe try requiredKey(peer, "peer")
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    try update.change(peer) { $0.presharedKey = .clear }
  }
}

@implementation @c
public func wgkit_update_set_peer_endpoint(
  _ update: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ endpoint: UnsafePointer<wgkit_endpoint>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let peer = unsafe try requiredKey(peer, "peer")
    let endpoint = unsafe try Endpoint(try readable(endpoint, "endpoint"))
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    try update.change(peer) { $0.endpoint = endpoint }
  }
}

@implementation @c
public func wgkit_update_set_peer_persistent_keepalive(
  _ update: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?, _ seconds: UInt16,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let peer = unsafe try requiredKey(peer, "peer")
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    try update.change(peer) { $0.persistentKeepalive = seconds }
  }
}

@implementation @c
public func wgkit_update_add_peer_allowed_ips(
  _ update: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ prefixes: UnsafePointer<wgkit_prefix>?, _ count: Int, _ stride: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let peer = unsafe try requiredKey(peer, "peer")
    let array = unsafe try PrefixArray(prefixes, count, stride)
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    let prefixes = try array[0..<array.count]
    try update.change(peer) { $0.allowedIPs += prefixes }
  }
}

@implementation @c
public func wgkit_update_remove_peer_allowed_ips(
  _ update: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ prefixes: UnsafePointer<wgkit_prefix>?, _ count: Int, _ stride: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let peer = unsafe try requiredKey(peer, "peer")
    let array = unsafe try PrefixArray(prefixes, count, stride)
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    let prefixes = try array[0..<array.count]
    try update.change(peer) { $0.removedAllowedIPs += prefixes }
  }
}

@implementation @c
public func wgkit_update_add_peers(
  _ update: OpaquePointer?, _ peers: UnsafePointer<wgkit_peer_update>?, _ count: Int,
  _ stride: Int, _ prefixes: UnsafePointer<wgkit_prefix>?, _ prefix_count: Int,
  _ prefix_stride: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let array = unsafe try ArrayArgument(
      peers, "peers", count, stride, upTo: Int(WGKIT_PEERS_MAXIMUM))
    let prefixes = unsafe try PrefixArray(prefixes, prefix_count, prefix_stride)
    let update = unsafe try required(update, in: UpdateObject.handles, "update")
    let added = try peerUpdates(array, prefixes)
    update.change { $0.peers += added }
  }
}
