// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

@implementation @c
public func wgkit_error_code(_ error: OpaquePointer?) -> wgkit_status {
  guard let error = unsafe error else { return wgkit_status(WGKIT_OK) }
  return unsafe ErrorObject.handles.value(of: error)?.code ?? WGError.Code.invalidHandle.rawValue
}

@implementation @c
public func wgkit_error_message(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  guard let error = unsafe error else { return unsafe cString("") }
  guard let object = unsafe ErrorObject.handles.value(of: error) else {
    return unsafe cString("not an error object, or one that was freed")
  }
  return unsafe UnsafePointer(object.message)
}

@implementation @c
public func wgkit_error_errno(_ error: OpaquePointer?) -> CInt {
  guard let error = unsafe error else { return 0 }
  return unsafe ErrorObject.handles.value(of: error)?.errno ?? 0
}

@implementation @c
public func wgkit_error_line(_ error: OpaquePointer?) -> Int {
  guard let error = unsafe error else { return 0 }
  return unsafe ErrorObject.handles.value(of: error)?.line ?? 0
}

@implementation @c
public func wgkit_error_column(_ error: OpaquePointer?) -> Int {
  guard let error = unsafe error else { return 0 }
  return unsafe ErrorObject.handles.value(of: error)?.column ?? 0
}

@implementation @c
public func wgkit_error_applied_settings(_ error: OpaquePointer?) -> UInt32 {
  unsafe UInt32(applied(error).settings.rawValue)
}

@implementation @c
public func wgkit_error_applied_peers(_ error: OpaquePointer?) -> Int {
  unsafe applied(error).peers
}

@implementation @c
public func wgkit_error_applied_allowed_ips(_ error: OpaquePointer?) -> Int {
  unsafe applied(error).allowedIPs
}

private func applied(_ error: OpaquePointer?) -> AppliedPart {
  guard let error = unsafe error, let object = unsafe ErrorObject.handles.value(of: error) else {
    return AppliedPart()
  }
  return object.applied
}

@implementation @c
public func wgkit_error_free(_ error: OpaquePointer?) -> wgkit_status {
  unsafe free(error, in: ErrorObject.handles)
}
