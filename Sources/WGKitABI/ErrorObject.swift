internal import CWGKit
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
