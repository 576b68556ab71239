internal import CLinux

/// What the program's surroundings say about how to print.
enum Environment {
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The wall clock, in whole seconds since 1970.
  static var now: Int64 { Int64(time(nil)) }

  /// The name of the interface with an index, or nil when there is none any more.
  static func interfaceName(index: UInt32) -> String? {
    var name: InlineArray<16, CChar> = InlineArray(repeating: 0)
    var span = name.mutableSpan
    return unsafe span.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, unsafe if_indextoname(index, base) != nil else {
        return nil
      }
      return unsafe String(cString: base)
    }
  }
}
