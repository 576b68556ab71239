// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_profile_store_list(
  _ store: OpaquePointer?, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe listing(store, try required(list, "list"), error) { (store) throws(WGError) in
    ProfileListObject(Array(try store.profiles()))
  }
}

@implementation @c
public func wgkit_profile_store_get(
  _ store: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe listing(store, try required(list, "list"), error) { (store) throws(WGError) in
    let name = unsafe try requiredProfileName(name, name_length, "name")
    return ProfileListObject([try store.profile(name)])
  }
}

@implementation @c
public func wgkit_profile_store_add(
  _ store: OpaquePointer?, _ profiles: UnsafePointer<wgkit_new_profile>?, _ count: Int,
  _ stride: Int, _ prefixes: UnsafePointer<wgkit_prefix>?, _ prefix_count: Int,
  _ prefix_stride: Int, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe listing(store, list, error) { (store) throws(WGError) in
    let array = unsafe try ArrayArgument(
      profiles, "profiles", count, stride, upTo: Int(WGKIT_PROFILES_MAXIMUM))
    let prefixes = unsafe try PrefixArray(prefixes, prefix_count, prefix_stride)
    return ProfileListObject(unsafe try store.add(try newProfiles(array, prefixes)))
  }
}

@implementation @c
public func wgkit_profile_store_rename(
  _ store: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ new_name: UnsafePointer<CChar>?, _ new_name_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try requiredProfileName(name, name_length, "name")
    let newName = unsafe try requiredProfileName(new_name, new_name_length, "new_name")
    unsafe try requiredStore(store).rename(name, to: newName)
  }
}

@implementation @c
public func wgkit_profile_store_enable(
  _ store: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try requiredProfileName(name, name_length, "name")
    unsafe try requiredStore(store).enable(name)
  }
}

@implementation @c
public func wgkit_profile_store_disable(
  _ store: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe listing(store, list, error) { (store) throws(WGError) in
    let name = unsafe try requiredProfileName(name, name_length, "name")
    return ProfileListObject([try store.disable(name)])
  }
}

@implementation @c
public func wgkit_profile_store_expire(
  _ store: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ moment: UnsafePointer<Int64>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try requiredProfileName(name, name_length, "name")
    var time: Timestamp?
    if let moment = unsafe moment {
      time = Timestamp(seconds: unsafe try readable(moment, "moment").pointee)
    }
    unsafe try requiredStore(store).expire(name, at: time)
  }
}

@implementation @c
public func wgkit_profile_store_remove_expired(
  _ store: OpaquePointer?, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe listing(store, list, error) { (store) throws(WGError) in
    ProfileListObject(try store.removeExpired())
  }
}

@implementation @c
public func wgkit_profile_store_revoke(
  _ store: OpaquePointer?, _ key: UnsafePointer<wgkit_public_key>?,
  _ list: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe listing(store, list, error) { (store) throws(WGError) in
    ProfileListObject([try store.revoke(unsafe try requiredKey(key, "key"))])
  }
}

/// Runs what answers clients: their list goes to C unless it wants none.
///
/// What C passes is looked at before anything is done.
func listing(
  _ store: OpaquePointer?,
  _ list: @autoclosure () throws(WGError) -> UnsafeMutablePointer<OpaquePointer?>?,
  _ error: ErrorPointer, _ body: (ProfileStore) throws(WGError) -> ProfileListObject
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    var result = unsafe try list()
    if let list = unsafe result { unsafe result = try required(list, "list") }
    let object = try body(unsafe try requiredStore(store))
    guard let result = unsafe result else { return }
    unsafe try WGKitABI.store(object, in: ProfileListObject.handles, to: result)
  }
}

// MARK: What is to be added

private func newProfiles(
  _ array: ArrayArgument<wgkit_new_profile>, _ prefixes: PrefixArray
) throws(WGError) -> [NewProfile] {
  var profiles: [NewProfile] = []
  unsafe profiles.reserveCapacity(array.count)
  for index in unsafe 0..<array.count {
    guard let profile = unsafe array[index] else { break }
    unsafe profiles.append(try NewProfile(profile, prefixes))
  }
  return profiles
}

extension NewProfile {
  fileprivate init(
    _ profile: UnsafePointer<wgkit_new_profile>, _ prefixes: PrefixArray
  ) throws(WGError) {
    unsafe try requireZeros(172..<208, in: profile)
    let (name, flags) = unsafe (profile.pointee.name, profile.pointee.flags)
    unsafe self.init(try requiredProfileName(name.bytes, name.length, "name"))
    func has(_ flag: UInt32) -> Bool { flags & flag != 0 }
    let conflicts =
      has(WGKIT_NEW_PROFILE_HAS_PUBLIC_KEY) && has(WGKIT_NEW_PROFILE_HAS_PRIVATE_KEY)
      || has(WGKIT_NEW_PROFILE_HAS_PRESHARED_KEY) && has(WGKIT_NEW_PROFILE_NO_PRESHARED_KEY)
    guard flags & ~0x3f == 0, !conflicts else {
      throw WGError(
        .invalidArgument, "the flags \(flags) of a new client do not go together, or one is none")
    }
    // Secrets are read where they are, to leave no copy.
    let bytes = unsafe UnsafeRawPointer(profile).assumingMemoryBound(to: UInt8.self)
    func key(_ offset: Int) -> UnsafeBufferPointer<UInt8> {
      unsafe UnsafeBufferPointer(start: bytes + offset, count: 32)
    }
    if has(WGKIT_NEW_PROFILE_HAS_PUBLIC_KEY) {
      keys = .publicKey(unsafe PublicKey(profile.pointee.public_key))
    }
    if has(WGKIT_NEW_PROFILE_HAS_PRIVATE_KEY) {
      keys = .privateKey(unsafe try PrivateKey(bytes: Span(_unsafeElements: key(32))))
    }
    if has(WGKIT_NEW_PROFILE_HAS_PRESHARED_KEY) {
      presharedKey = .key(unsafe try PresharedKey(bytes: Span(_unsafeElements: key(64))))
    }
    if has(WGKIT_NEW_PROFILE_NO_PRESHARED_KEY) { presharedKey = .none }
    if has(WGKIT_NEW_PROFILE_EXPIRES) {
      expires = unsafe Timestamp(seconds: profile.pointee.expires)
    }
    isEnabled = !has(WGKIT_NEW_PROFILE_DISABLED)
    let own = unsafe try prefixes[
      prefixes.range(profile.pointee.first_address, profile.pointee.address_count)]
    if !own.isEmpty { addresses = try hosts(own) }
    networks = unsafe try prefixes[
      prefixes.range(profile.pointee.first_network, profile.pointee.network_count)]
    allowedIPs = unsafe try prefixes[
      prefixes.range(profile.pointee.first_allowed_ip, profile.pointee.allowed_ip_count)]
  }
}
