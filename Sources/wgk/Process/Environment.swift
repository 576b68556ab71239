internal import CLinux
internal import WGKit

/// What the program's surroundings say about how to print.
enum Environment {
  /// A variable; nil for each where the program has rights that its caller has not.
  static func variable(_ name: StaticString) -> Argument? {
    let name = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    guard let value = unsafe wgkit_environment(name) else { return nil }
    return unsafe Argument(value)
  }

  static func variable(_ name: StaticString, is value: StaticString) -> Bool {
    guard let variable = variable(name) else { return false }
    return variable == value
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The wall clock, in whole seconds since 1970.
  static var now: Int64 { Int64(time(nil)) }

  /// The name of the interface with an index, or nil when there is none any more.
  static func interfaceName(index: UInt32) -> InterfaceName? {
    var name: InlineArray<16, UInt8> = InlineArray(repeating: 0)
    var span = name.mutableSpan
    let found = unsafe span.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      return unsafe if_indextoname(index, base.assumingMemoryBound(to: CChar.self)) != nil
    }
    return found ? try? InterfaceName(kernel: name.span) : nil
  }
}
