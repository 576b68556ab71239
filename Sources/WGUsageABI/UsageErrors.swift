// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit-usage.h.

public import CWGKit
internal import CWGUsage
internal import WGKit

@implementation @c
public func wgkit_usage_version() -> UnsafePointer<CChar>? { unsafe cString("0.1.0") }

/// The address of a literal's characters, with a NUL behind them; it lives as long as the library.
func cString(_ literal: StaticString) -> UnsafePointer<CChar> {
  unsafe UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
}

@implementation @c
public func wgkit_usage_error_code(_ error: OpaquePointer?) -> wgkit_status {
  guard let error = unsafe error else { return wgkit_status(WGKIT_OK) }
  return unsafe ErrorObject.handles.value(of: error)?.code ?? WGError.Code.invalidHandle.rawValue
}

@implementation @c
public func wgkit_usage_error_message(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  guard let error = unsafe error else { return unsafe cString("") }
  guard let object = unsafe ErrorObject.handles.value(of: error) else {
    return unsafe cString("not an error object, or one that was freed")
  }
  return unsafe UnsafePointer(object.message)
}

@implementation @c
public func wgkit_usage_error_errno(_ error: OpaquePointer?) -> CInt {
  guard let error = unsafe error else { return 0 }
  return unsafe ErrorObject.handles.value(of: error)?.errno ?? 0
}

@implementation @c
public func wgkit_usage_error_free(_ error: OpaquePointer?) -> wgkit_status {
  unsafe free(error, in: ErrorObject.handles)
}
