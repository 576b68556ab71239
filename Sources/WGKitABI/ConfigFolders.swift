// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_config_folder_get_names(
  _ folder: UnsafePointer<CChar>?, _ folder_length: Int, _ active: UnsafePointer<CChar>?,
  _ active_length: Int, _ names: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let folder = unsafe try requiredFolder(folder, folder_length, active, active_length)
    let buffer = unsafe try TextBuffer(names, capacity, size)
    var lines: [UInt8] = []
    for name in try folder.names() {
      lines += name.utf8
      lines.append(UInt8(ascii: "\n"))
    }
    try buffer.write(lines.span)
  }
}

@implementation @c
public func wgkit_config_folder_get_active(
  _ folder: UnsafePointer<CChar>?, _ folder_length: Int, _ active: UnsafePointer<CChar>?,
  _ active_length: Int, _ name: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let folder = unsafe try requiredFolder(folder, folder_length, active, active_length)
    let buffer = unsafe try TextBuffer(name, capacity, size)
    try buffer.write((folder.activeName() ?? "").utf8.span)
  }
}

@implementation @c
public func wgkit_config_folder_put(
  _ folder: UnsafePointer<CChar>?, _ folder_length: Int, _ active: UnsafePointer<CChar>?,
  _ active_length: Int, _ name: UnsafePointer<CChar>?, _ name_length: Int, _ options: UInt32,
  _ text: UnsafePointer<CChar>?, _ text_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let folder = unsafe try requiredFolder(folder, folder_length, active, active_length)
    let name = unsafe try requiredName(name, name_length)
    let characters = unsafe try required(text, text_length, "text", upTo: largestText, .tooLarge)
    guard options & ~UInt32(WGKIT_FILE_MUST_BE_NEW) == 0 else {
      throw WGError(.invalidArgument, "there is an option that this function does not know")
    }
    unsafe try folder.put(
      Span(_unsafeElements: characters), as: Span(_unsafeElements: name), mustBeNew: options != 0)
  }
}

@implementation @c
public func wgkit_config_folder_activate(
  _ folder: UnsafePointer<CChar>?, _ folder_length: Int, _ active: UnsafePointer<CChar>?,
  _ active_length: Int, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let folder = unsafe try requiredFolder(folder, folder_length, active, active_length)
    let name = unsafe try requiredName(name, name_length)
    unsafe try folder.activate(Span(_unsafeElements: name))
  }
}

@implementation @c
public func wgkit_config_folder_remove(
  _ folder: UnsafePointer<CChar>?, _ folder_length: Int, _ active: UnsafePointer<CChar>?,
  _ active_length: Int, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let folder = unsafe try requiredFolder(folder, folder_length, active, active_length)
    let name = unsafe try requiredName(name, name_length)
    unsafe try folder.remove(Span(_unsafeElements: name))
  }
}

@inline(never)
private func requiredFolder(
  _ folder: UnsafePointer<CChar>?, _ folderLength: Int, _ active: UnsafePointer<CChar>?,
  _ activeLength: Int
) throws(WGError) -> ConfigFolder {
  let folder = unsafe try required(folder, folderLength, "folder", upTo: 4095, .invalidArgument)
  let active = unsafe try required(active, activeLength, "active", upTo: 4095, .invalidArgument)
  return unsafe try ConfigFolder(
    utf8: Span(_unsafeElements: folder), active: Span(_unsafeElements: active))
}

@inline(never)
private func requiredName(
  _ name: UnsafePointer<CChar>?, _ length: Int
) throws(WGError) -> UnsafeBufferPointer<UInt8> {
  unsafe try required(name, length, "name", upTo: 4095, .invalidName)
}
