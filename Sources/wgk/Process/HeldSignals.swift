internal import CLinux
internal import WGKit

/// Runs a change that is not to be interrupted: a signal that comes meanwhile ends the program right
/// behind it, when the change is whole.
///
/// A store takes an interrupted change back by itself, but only when it is used again.
func withSignalsHeld<R>(_ body: () throws(WGError) -> R) throws(WGError) -> R {
  var before = sigset_t()
  unsafe wgkit_hold_signals(&before)
  defer { unsafe wgkit_let_signals(&before) }
  return try body()
}
