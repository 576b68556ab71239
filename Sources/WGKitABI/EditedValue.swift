internal import WGKit

/// What a handle stands for that can be edited: a value that each edit replaces as a whole.
///
/// Who reads it meanwhile has the old one or the new one. The lock is held only to exchange the two, so
/// that a child of a fork never finds it locked, and nobody waits for an edit of a large file.
final class EditedValue<Value: Sendable>: @unchecked Sendable {
  // Guarded by `handleLock`.
  private var current: Value
  private var edits: UInt = 0

  init(_ value: Value) { current = value }

  /// The value as it is now.
  var value: Value { handleLock.withLock { current } }

  /// Changes the value where it is, under the lock: for what is soon done and needs no copy.
  ///
  /// - Parameter body: leaves the value as it was when it throws.
  /// - Throws: what `body` throws.
  func change(_ body: (inout Value) throws(WGError) -> Void) throws(WGError) {
    let failure: WGError? = handleLock.withLock {
      edits &+= 1
      do throws(WGError) {
        try body(&current)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Changes the value, or leaves it as it is when `body` throws.
  ///
  /// `body` is called again when another thread was faster.
  func edit(_ body: (inout Value) throws(WGError) -> Void) throws(WGError) {
    while true {
      let (before, number) = handleLock.withLock { (current, edits) }
      var after = before
      try body(&after)
      let isDone = handleLock.withLock {
        guard edits == number else { return false }
        edits &+= 1
        // `before` holds on to the old one, which is let go when the lock is free again.
        current = after
        return true
      }
      withExtendedLifetime(before) {}
      if isDone { return }
    }
  }
}
