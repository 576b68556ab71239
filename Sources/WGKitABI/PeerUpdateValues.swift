internal import CWGKit
internal import Sentences
internal import WGKit

/// The flags of a peer in an update.
struct PeerFlags: OptionSet {
  let rawValue: UInt32

  static var remove: Self { Self(rawValue: UInt32(WGKIT_UPDATE_REMOVE)) }
  static var changeOnly: Self { Self(rawValue: UInt32(WGKIT_UPDATE_CHANGE_ONLY)) }
  static var replaceAllowedIPs: Self { Self(rawValue: UInt32(WGKIT_UPDATE_REPLACE_ALLOWED_IPS)) }
  static var setPresharedKey: Self { Self(rawValue: UInt32(WGKIT_UPDATE_SET_PRESHARED_KEY)) }
  static var clearPresharedKey: Self { Self(rawValue: UInt32(WGKIT_UPDATE_CLEAR_PRESHARED_KEY)) }
  static var setEndpoint: Self { Self(rawValue: UInt32(WGKIT_UPDATE_SET_ENDPOINT)) }
  static var setKeepalive: Self { Self(rawValue: UInt32(WGKIT_UPDATE_SET_PERSISTENT_KEEPALIVE)) }

  /// Those that are about the peer itself and its list.
  static var ofPeer: Self { [.remove, .changeOnly, .replaceAllowedIPs] }
  static var all: Self {
    [.ofPeer, .setPresharedKey, .clearPresharedKey, .setEndpoint, .setKeepalive]
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Checks flags of C's.
  init(_ flags: UInt32, allowing known: PeerFlags) throws(WGError) {
    rawValue = flags
    guard known.isSuperset(of: self) else {
      throw WGError(
        .invalidArgument, "the flags \(flags) of a peer have a bit without a meaning here")
    }
    guard !isSuperset(of: [.remove, .changeOnly]) else {
      throw WGError(.invalidArgument, "a peer is either to be removed or to be changed")
    }
    guard !isSuperset(of: [.setPresharedKey, .clearPresharedKey]) else {
      throw WGError(.invalidArgument, "a preshared key is either to be set or to be cleared")
    }
  }

  var action: PeerUpdate.Action {
    contains(.remove) ? .remove : contains(.changeOnly) ? .changeOnly : .addOrChange
  }
}

/// An array of C's prefixes that is to be read.
struct PrefixArray {
  private let array: ArrayArgument<wgkit_prefix>

  var count: Int { array.count }

  init(
    _ prefixes: UnsafePointer<wgkit_prefix>?, _ count: Int, _ stride: Int
  ) throws(WGError) {
    unsafe array = try ArrayArgument(
      prefixes, "prefixes", count, stride, upTo: Int(WGKIT_PREFIXES_MAXIMUM))
  }

  /// The prefixes of a range within the array.
  subscript(range: Range<Int>) -> [IPPrefix] {
    get throws(WGError) {
      var prefixes: [IPPrefix] = []
      prefixes.reserveCapacity(range.count)
      for index in range {
        guard let prefix = unsafe array[index] else { break }
        unsafe prefixes.append(try IPPrefix(prefix))
      }
      return prefixes
    }
  }

  /// A range as C names it, checked.
  func range(_ first: UInt64, _ count: UInt64) throws(WGError) -> Range<Int> {
    let all = UInt64(array.count)
    guard first <= all, count <= all - first else {
      throw WGError(
        .invalidArgument,
        "\(count) prefixes from the place \(first) on are more than the array of \(all) has")
    }
    return Int(first)..<Int(first + count)
  }
}

/// The peers of an array, with their prefixes.
func peerUpdates(
  _ array: ArrayArgument<wgkit_peer_update>, _ prefixes: PrefixArray
) throws(WGError) -> [PeerUpdate] {
  var peers: [PeerUpdate] = []
  peers.reserveCapacity(array.count)
  var named = 0
  for index in 0..<array.count {
    guard let peer = unsafe array[index] else { break }
    do throws(WGError) {
      unsafe peers.append(try PeerUpdate(peer, prefixes))
      named += peers[index].allowedIPs.count + peers[index].removedAllowedIPs.count
      guard named <= Int(WGKIT_PREFIXES_MAXIMUM) else {
        throw WGError(
          .invalidArgument, "the peers name more than \(WGKIT_PREFIXES_MAXIMUM) prefixes")
      }
    } catch {
      throw error.at("peer", index)
    }
  }
  return peers
}

extension PeerUpdate {
  fileprivate init(
    _ peer: UnsafePointer<wgkit_peer_update>, _ prefixes: PrefixArray
  ) throws(WGError) {
    unsafe try requireZeros(94..<96, in: peer)
    unsafe try requireZeros(128..<144, in: peer)
    let flags = unsafe try PeerFlags(peer.pointee.flags, allowing: .all)
    let allowed = unsafe try prefixes.range(
      peer.pointee.first_allowed_ip, peer.pointee.allowed_ip_count)
    let removed = unsafe try prefixes.range(
      peer.pointee.first_removed_ip, peer.pointee.removed_ip_count)
    self.init(
      publicKey: unsafe PublicKey(peer.pointee.public_key), action: flags.action,
      replacesAllowedIPs: flags.contains(.replaceAllowedIPs), allowedIPs: try prefixes[allowed],
      removedAllowedIPs: try prefixes[removed])
    if flags.contains(.clearPresharedKey) { presharedKey = .clear }
    if flags.contains(.setPresharedKey) {
      // The key lies behind the public key; it is read where it is, to leave no copy.
      let key = unsafe UnsafeRawPointer(peer).advanced(by: 32).assumingMemoryBound(to: UInt8.self)
      let bytes = unsafe UnsafeBufferPointer(start: key, count: 32)
      presharedKey = .set(unsafe try PresharedKey(bytes: Span(_unsafeElements: bytes)))
    }
    if flags.contains(.setEndpoint) {
      var endpoint = unsafe peer.pointee.endpoint
      self.endpoint = unsafe try Endpoint(&endpoint)
    }
    if flags.contains(.setKeepalive) {
      persistentKeepalive = unsafe peer.pointee.persistent_keepalive
    }
  }
}

extension PublicKey {
  /// Both are 32 bytes without alignment.
  init(_ key: wgkit_public_key) {
    self.init(bytes: unsafe unsafeBitCast(key, to: InlineArray<32, UInt8>.self))
  }
}
