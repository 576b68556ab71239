// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit

@implementation @c
public func wgkit_status_name(_ status: wgkit_status) -> UnsafePointer<CChar>? {
  unsafe cString(name(of: status))
}

/// The address of a literal's characters, with a NUL behind them; it lives as long as the library.
func cString(_ literal: StaticString) -> UnsafePointer<CChar> {
  unsafe UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
}

private func name(of status: wgkit_status) -> StaticString {
  switch Int(status) {
  case Int(WGKIT_OK): "WGKIT_OK"
  case Int(WGKIT_ERROR_INVALID_ARGUMENT): "WGKIT_ERROR_INVALID_ARGUMENT"
  case Int(WGKIT_ERROR_INVALID_KEY): "WGKIT_ERROR_INVALID_KEY"
  case Int(WGKIT_ERROR_INVALID_ADDRESS): "WGKIT_ERROR_INVALID_ADDRESS"
  case Int(WGKIT_ERROR_INVALID_NAME): "WGKIT_ERROR_INVALID_NAME"
  case Int(WGKIT_ERROR_PERMISSION_DENIED): "WGKIT_ERROR_PERMISSION_DENIED"
  case Int(WGKIT_ERROR_NO_SUCH_INTERFACE): "WGKIT_ERROR_NO_SUCH_INTERFACE"
  case Int(WGKIT_ERROR_NOT_WIREGUARD): "WGKIT_ERROR_NOT_WIREGUARD"
  case Int(WGKIT_ERROR_ALREADY_EXISTS): "WGKIT_ERROR_ALREADY_EXISTS"
  case Int(WGKIT_ERROR_MODULE_MISSING): "WGKIT_ERROR_MODULE_MISSING"
  case Int(WGKIT_ERROR_PORT_IN_USE): "WGKIT_ERROR_PORT_IN_USE"
  case Int(WGKIT_ERROR_INTERRUPTED): "WGKIT_ERROR_INTERRUPTED"
  case Int(WGKIT_ERROR_MALFORMED_REPLY): "WGKIT_ERROR_MALFORMED_REPLY"
  case Int(WGKIT_ERROR_TIMED_OUT): "WGKIT_ERROR_TIMED_OUT"
  case Int(WGKIT_ERROR_OUT_OF_RESOURCES): "WGKIT_ERROR_OUT_OF_RESOURCES"
  case Int(WGKIT_ERROR_SYSTEM): "WGKIT_ERROR_SYSTEM"
  case Int(WGKIT_ERROR_INVALID_HANDLE): "WGKIT_ERROR_INVALID_HANDLE"
  case Int(WGKIT_ERROR_BUFFER_TOO_SMALL): "WGKIT_ERROR_BUFFER_TOO_SMALL"
  case Int(WGKIT_ERROR_PARTIALLY_APPLIED): "WGKIT_ERROR_PARTIALLY_APPLIED"
  case Int(WGKIT_ERROR_UNRESOLVED_HOST): "WGKIT_ERROR_UNRESOLVED_HOST"
  case Int(WGKIT_ERROR_NOT_FOUND): "WGKIT_ERROR_NOT_FOUND"
  case Int(WGKIT_ERROR_WOULD_MOVE): "WGKIT_ERROR_WOULD_MOVE"
  case Int(WGKIT_ERROR_NO_SUCH_NAMESPACE): "WGKIT_ERROR_NO_SUCH_NAMESPACE"
  case Int(WGKIT_ERROR_SELF_TEST_FAILED): "WGKIT_ERROR_SELF_TEST_FAILED"
  default: "WGKIT_ERROR_UNKNOWN"
  }
}
