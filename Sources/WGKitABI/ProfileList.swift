// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

/// Clients in the shape in which C reads them: flat arrays at addresses that do not change until the
/// last reference goes.
@safe
final class ProfileListObject: @unchecked Sendable {
  static let handles = HandleTable<ProfileListObject>(.profileList)

  // Written by the initializer, read-only from then on.
  let profiles: UnsafeMutableBufferPointer<wgkit_profile>
  let prefixes: UnsafeMutableBufferPointer<wgkit_prefix>
  let rejections: UnsafeMutableBufferPointer<wgkit_rejection>
  private let texts = TextStore()

  /// Lays out clients, and what was not taken over.
  init(
    _ list: [Profile], counters: [PeerCounters?] = [],
    _ rejected: [ImportedProfiles.Rejection] = []
  ) {
    unsafe profiles = .allocate(capacity: list.count)
    let count = list.reduce(0) { $0 + $1.addresses.count + $1.networks.count + $1.allowedIPs.count }
    unsafe prefixes = .allocate(capacity: count)
    var place = 0
    for (index, profile) in list.enumerated() {
      unsafe profiles.initializeElement(
        at: index,
        to: wgkit_profile(
          profile, counters.isEmpty ? nil : counters[index], prefixesAt: place, texts))
      for prefix in profile.addresses + profile.networks + profile.allowedIPs {
        unsafe prefixes.initializeElement(at: place, to: wgkit_prefix(prefix))
        place += 1
      }
    }
    unsafe rejections = .allocate(capacity: rejected.count)
    for (index, rejection) in rejected.enumerated() {
      var entry = unsafe wgkit_rejection()
      unsafe entry.source = texts.add(rejection.source)
      unsafe entry.message = texts.add(rejection.reason.message)
      unsafe entry.status = rejection.reason.code.rawValue
      unsafe rejections.initializeElement(at: index, to: entry)
    }
  }

  convenience init(_ removed: [RemovedProfile]) {
    self.init(removed.map { $0.profile }, counters: removed.map { $0.lastCounters })
  }

  deinit {
    unsafe profiles.deallocate()
    unsafe prefixes.deallocate()
    unsafe rejections.deallocate()
  }
}

extension wgkit_profile {
  fileprivate init(
    _ profile: Profile, _ counters: PeerCounters?, prefixesAt place: Int, _ texts: TextStore
  ) {
    unsafe self.init()
    unsafe public_key = wgkit_public_key(profile.publicKey)
    unsafe name = texts.add(profile.name.description)
    unsafe first_address = UInt64(place)
    unsafe address_count = UInt64(profile.addresses.count)
    unsafe first_network = first_address + address_count
    unsafe network_count = UInt64(profile.networks.count)
    unsafe first_allowed_ip = first_network + network_count
    unsafe allowed_ip_count = UInt64(profile.allowedIPs.count)
    unsafe created = profile.created.seconds
    var flags: UInt32 = 0
    if profile.isEnabled { flags |= WGKIT_PROFILE_ENABLED }
    if profile.hasPrivateKey { flags |= WGKIT_PROFILE_HAS_PRIVATE_KEY }
    if let moment = profile.expires {
      flags |= WGKIT_PROFILE_EXPIRES
      unsafe expires = moment.seconds
    }
    if let counters {
      flags |= WGKIT_PROFILE_HAS_COUNTERS
      unsafe received_bytes = counters.receivedBytes
      unsafe sent_bytes = counters.sentBytes
      unsafe interface_index = counters.interfaceIndex
      unsafe read_at = counters.readAt.seconds
      if let handshake = counters.lastHandshake {
        flags |= WGKIT_PROFILE_HAS_HANDSHAKE
        unsafe handshake_seconds = handshake.seconds
      }
    }
    unsafe self.flags = flags
  }
}

@implementation @c
public func wgkit_profile_list_profiles(
  _ list: OpaquePointer?, _ profiles: UnsafeMutablePointer<UnsafePointer<wgkit_profile>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(profiles, "profiles", count, stride)
    unsafe result.write(try required(list, in: ProfileListObject.handles, "list").profiles)
  }
}

@implementation @c
public func wgkit_profile_list_prefixes(
  _ list: OpaquePointer?, _ prefixes: UnsafeMutablePointer<UnsafePointer<wgkit_prefix>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(prefixes, "prefixes", count, stride)
    unsafe result.write(try required(list, in: ProfileListObject.handles, "list").prefixes)
  }
}

@implementation @c
public func wgkit_profile_list_rejections(
  _ list: OpaquePointer?, _ rejections: UnsafeMutablePointer<UnsafePointer<wgkit_rejection>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(rejections, "rejections", count, stride)
    unsafe result.write(try required(list, in: ProfileListObject.handles, "list").rejections)
  }
}

@implementation @c
public func wgkit_profile_list_free(_ list: OpaquePointer?) -> wgkit_status {
  unsafe free(list, in: ProfileListObject.handles)
}
