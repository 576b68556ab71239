internal import CLinux
internal import Sentences
internal import WGKit

/// The program wgk-usage, which does what `wgk usage` is asked for.
enum UsageProgram {
  /// Becomes that program; comes back with an error only when it cannot.
  ///
  /// It stands beside wgk, or in the folder libexec/wgkit beside wgk's own.
  static func run(
    _ words: Arguments, in namespace: Argument? = nil, for last: StaticString? = nil
  ) -> WGError {
    var arguments = unsafe [pointer("wgk-usage")]
    if let namespace {
      unsafe arguments.append(pointer("--netns"))
      unsafe arguments.append(UnsafeMutablePointer(mutating: namespace.pointer))
    }
    for place in 0..<words.count {
      if let word = words[place] {
        unsafe arguments.append(UnsafeMutablePointer(mutating: word.pointer))
      }
    }
    if let last { unsafe arguments.append(pointer(last)) }
    unsafe arguments.append(nil)
    var number = ENOENT
    for place: StaticString in ["wgk-usage", "../libexec/wgkit/wgk-usage"] where number == ENOENT {
      number = unsafe wgkit_become(pointer(place), arguments)
    }
    return number == ENOENT
      ? WGError(
        .notFound,
        "there is no wgk-usage beside wgk, which counts traffic; install the package wgkit-usage",
        errno: number)
      : WGError(.system, "cannot run wgk-usage: \(systemText(number))", errno: number)
  }

  private static func pointer(_ text: StaticString) -> UnsafeMutablePointer<CChar>? {
    let start = unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    return unsafe UnsafeMutablePointer(mutating: start)
  }
}
