// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// A store of clients that C has a handle of.
final class ProfileStoreObject: Sendable {
  static let handles = HandleTable<ProfileStoreObject>(.profileStore)

  let store: ProfileStore

  init(_ store: ProfileStore) { self.store = store }
}

@implementation @c
public func wgkit_profile_store_create(
  _ netns: OpaquePointer?, _ folder: UnsafePointer<CChar>?, _ folder_length: Int,
  _ settings: UnsafePointer<wgkit_setting>?, _ count: Int, _ stride: Int, _ flags: UInt32,
  _ store: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let folder = unsafe try requiredString(folder, folder_length, "folder", upTo: 4095)
    let settings = unsafe try requiredSettings(settings, count, stride).settings()
    let device = unsafe try device(netns, flags)
    let result = unsafe try required(store, "store")
    unsafe try WGKitABI.store(
      ProfileStoreObject(try .create(folder, settings, device: device)),
      in: ProfileStoreObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_profile_store_open(
  _ netns: OpaquePointer?, _ folder: UnsafePointer<CChar>?, _ folder_length: Int,
  _ flags: UInt32, _ store: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let folder = unsafe try requiredString(folder, folder_length, "folder", upTo: 4095)
    let device = unsafe try device(netns, flags)
    let result = unsafe try required(store, "store")
    unsafe try WGKitABI.store(
      ProfileStoreObject(try ProfileStore(folder, device: device)),
      in: ProfileStoreObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_profile_store_free(_ store: OpaquePointer?) -> wgkit_status {
  unsafe free(store, in: ProfileStoreObject.handles)
}

@implementation @c
public func wgkit_profile_store_get_setting(
  _ store: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try required(name, name_length, "name", upTo: 64, .invalidArgument)
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let settings = unsafe try requiredStore(store).server()
    try buffer.write(unsafe settings.text(Span(_unsafeElements: name)).utf8.span)
  }
}

@implementation @c
public func wgkit_profile_store_change_server(
  _ store: OpaquePointer?, _ settings: UnsafePointer<wgkit_setting>?, _ count: Int,
  _ stride: Int, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe listing(store, list, error) { (store) throws(WGError) in
    let change = unsafe try requiredSettings(settings, count, stride).change()
    let names = try store.change(change)
    let all = try store.profiles()
    return ProfileListObject(names.compactMap { all[$0] })
  }
}

@implementation @c
public func wgkit_profile_store_import(
  _ store: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ path_length: Int, _ format: UInt32,
  _ flags: UInt32, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe listing(store, list, error) { (store) throws(WGError) in
    let path = unsafe try requiredString(path, path_length, "path", upTo: 4095)
    let format = try ImportedProfiles.Format(number: format)
    let (skips, isDry) = (UInt32(WGKIT_IMPORT_SKIP_REJECTED), UInt32(WGKIT_IMPORT_DRY_RUN))
    guard flags & ~(skips | isDry) == 0 else {
      throw WGError(.invalidArgument, "there is an option that imports do not know")
    }
    let found = try ImportedProfiles(reading: path, as: format)
    if flags & isDry != 0 {
      let plan = try store.plan(importing: found)
      return ProfileListObject(plan.profiles.map { Profile(planned: $0) }, plan.rejected)
    }
    let done = try store.add(importing: found, skippingRejected: flags & skips != 0)
    let all = try store.profiles()
    return ProfileListObject(done.profiles.compactMap { all[$0.name] }, done.rejected)
  }
}

@implementation @c
public func wgkit_profile_store_expose_client_config(
  _ store: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int, _ target: UInt32,
  _ document: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let name = unsafe try requiredProfileName(name, name_length, "name")
    let target = try Target(number: target)
    let result = unsafe try required(document, "document")
    let store = unsafe try requiredStore(store)
    unsafe try WGKitABI.store(try store.exposedClientConfig(name, for: target), to: result)
  }
}

@implementation @c
public func wgkit_profile_name_check(
  _ name: UnsafePointer<CChar>?, _ length: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    _ = unsafe try requiredProfileName(name, length, "name")
  }
}

// MARK: Arguments

/// The store of a handle.
func requiredStore(_ store: OpaquePointer?) throws(WGError) -> ProfileStore {
  unsafe try required(store, in: ProfileStoreObject.handles, "store").store
}

/// The name of a client.
func requiredProfileName(
  _ name: UnsafePointer<CChar>?, _ length: Int, _ argument: StaticString
) throws(WGError) -> ProfileName {
  let bytes = unsafe try required(name, length, argument, upTo: 4096, .invalidName)
  return unsafe try ProfileName(utf8: Span(_unsafeElements: bytes))
}

private func device(_ netns: OpaquePointer?, _ flags: UInt32) throws(WGError) -> ServerDevice {
  let namespace = unsafe try namespace(netns)
  guard flags & ~UInt32(WGKIT_PROFILE_FILES_ONLY) == 0 else {
    throw WGError(.invalidArgument, "there is an option that stores do not know")
  }
  return flags == 0 ? .kernel(in: namespace) : .filesOnly
}

private func requiredSettings(
  _ settings: UnsafePointer<wgkit_setting>?, _ count: Int, _ stride: Int
) throws(WGError) -> ServerText {
  let array = unsafe try ArrayArgument(
    settings, "settings", count, stride, upTo: Int(WGKIT_SETTINGS_MAXIMUM))
  var text = ServerText()
  for index in unsafe 0..<array.count {
    guard let setting = unsafe array[index]?.pointee else { break }
    let name = unsafe try required(
      setting.name.bytes, setting.name.length, "settings", upTo: 64, .invalidArgument)
    let value = unsafe try required(
      setting.value.bytes, setting.value.length, "settings", upTo: 65536, .tooLarge)
    unsafe try text.set(Span(_unsafeElements: name), to: Span(_unsafeElements: value))
  }
  return text
}

extension ImportedProfiles.Format {
  fileprivate init(number: UInt32) throws(WGError) {
    switch Int(number) {
    case Int(WGKIT_IMPORT_FOLDER): self = .folder
    case Int(WGKIT_IMPORT_LINUXSERVER): self = .linuxserver
    case Int(WGKIT_IMPORT_WG_EASY): self = .wgEasy
    default: throw WGError(.invalidArgument, "there is no format with the number \(number)")
    }
  }
}
