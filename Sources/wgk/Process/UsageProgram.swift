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

  /// Takes a sample of an interface into a ledger: `wgk usage collect`.
  ///
  /// - Throws: ``WGError/Code/notFound`` without that program, ``WGError/Code/system`` when it cannot be
  ///   run, and when it says that it has not done it; it has told why.
  static func collect(
    _ name: InterfaceName, in namespace: NetworkNamespace, to ledger: Argument
  ) throws(WGError) {
    var interface = Array("\(name)".utf8CString)
    var place = Array(namespace.description.utf8CString)
    let isElsewhere = place.count > 1
    let status = unsafe interface.withUnsafeMutableBufferPointer { (interface) in
      unsafe place.withUnsafeMutableBufferPointer { (place) in
        var arguments = unsafe [pointer("wgk-usage")]
        if isElsewhere {
          unsafe arguments += [pointer("--netns"), place.baseAddress]
        }
        unsafe arguments += [
          pointer("collect"), interface.baseAddress, pointer("--ledger"),
          UnsafeMutablePointer(mutating: ledger.pointer), nil,
        ]
        return unsafe wgkit_run_beside(
          pointer("wgk-usage"), pointer("../libexec/wgkit/wgk-usage"), arguments)
      }
    }
    switch status {
    case 0: return
    case 127:
      throw WGError(
        .notFound,
        "there is no wgk-usage beside wgk, which counts traffic, so nothing was removed;"
          + " install the package wgkit-usage")
    case 126:
      // What is wrong with it, it could not tell.
      throw WGError(
        .system,
        "wgk-usage beside wgk cannot be run or was killed, so nothing was removed;"
          + " check the owner and the mode of it and of its folder")
    default:
      throw WGError(.system, "the traffic of \(name) was not counted, so nothing was removed")
    }
  }

  private static func pointer(_ text: StaticString) -> UnsafeMutablePointer<CChar>? {
    let start = unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    return unsafe UnsafeMutablePointer(mutating: start)
  }
}
