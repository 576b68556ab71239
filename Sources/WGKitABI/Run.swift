internal import CLinux
internal import CWGKit
internal import WGKit

/// The last parameter of every function that can fail.
typealias ErrorPointer = UnsafeMutablePointer<OpaquePointer?>?

/// Runs the body of an exported function: every export that can fail goes through here.
///
/// How the body ended becomes what C sees: a status, and an error object for callers that want one. It
/// is one function, and not a part of each of them.
@inline(never)
func run(_ error: ErrorPointer, _ body: () throws(WGError) -> Void) -> wgkit_status {
  guard unsafe isAligned(error) else { return WGError.Code.invalidArgument.rawValue }
  // A thread that ended in the middle would leave descriptors open and files locked.
  let cancellation = wgkit_forbid_cancellation()
  defer { wgkit_allow_cancellation(cancellation) }
  do throws(WGError) {
    try body()
    if let error = unsafe error { unsafe error.pointee = nil }
    return wgkit_status(WGKIT_OK)
  } catch let failure {
    if let error = unsafe error {
      unsafe error.pointee = ErrorObject.handles.insert(ErrorObject(failure))
    }
    return failure.code.rawValue
  }
}

/// Runs the body of an exported function that handles a secret, and overwrites what it left behind.
func runWithSecrets(_ error: ErrorPointer, _ body: () throws(WGError) -> Void) -> wgkit_status {
  defer { wgkit_wipe_traces() }
  return unsafe run(error, body)
}

/// Ends a handle; NULL is none, and nothing to complain about.
func free<Value>(_ handle: OpaquePointer?, in table: HandleTable<Value>) -> wgkit_status {
  guard let handle = unsafe handle else { return wgkit_status(WGKIT_OK) }
  return unsafe table.remove(handle) == nil
    ? WGError.Code.invalidHandle.rawValue : wgkit_status(WGKIT_OK)
}
