// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

/// An error that C owns: the text stays where it is, with a NUL behind it, until it is freed.
@safe
final class ErrorObject: @unchecked Sendable {
  static let handles = HandleTable<ErrorObject>(.error)

  let code: wgkit_status
  let errno: CInt
  // From 1 on; 0 when there is no place.
  let line: Int
  let column: Int
  let applied: AppliedPart
  // Never changed after the initializer.
  let message: UnsafeMutablePointer<CChar>

  init(_ error: WGError) {
    code = error.code.rawValue
    errno = error.errno ?? 0
    line = error.location?.line ?? 0
    column = error.location?.column ?? 0
    applied = error.applied ?? AppliedPart()
    let characters = error.message.utf8
    unsafe message = .allocate(capacity: characters.count + 1)
    var end = unsafe message
    for character in characters {
      unsafe end.initialize(to: CChar(bitPattern: character))
      unsafe end += 1
    }
    unsafe end.initialize(to: 0)
  }

  deinit { unsafe message.deallocate() }
}

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
