import CFuzzer
import Glibc

/// Runs a fuzzer with the program's arguments; does not return.
public func fuzz(_ test: @escaping @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) -> Never {
  var count = CommandLine.argc
  var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
  exit(LLVMFuzzerRunDriver(&count, &arguments, test))
}

/// What a fuzzer made up, to be taken piece by piece.
public struct Input {
  private var rest: ArraySlice<UInt8>

  /// Copies the fuzzer's bytes.
  public init(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    rest = Array(UnsafeBufferPointer(start: bytes, count: count))[...]
  }

  /// Whether nothing is left.
  public var isEmpty: Bool { rest.isEmpty }

  /// The next byte; 0 when nothing is left.
  public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// The next bytes, behind their number in two bytes; what is left when that is less.
  public mutating func piece() -> [UInt8] {
    let (low, high) = (Int(byte()), Int(byte()))
    let piece = Array(rest.prefix(high << 8 | low))
    rest = rest.dropFirst(piece.count)
    return piece
  }

  /// All that is left.
  public mutating func remainder() -> [UInt8] {
    defer { rest = [] }
    return Array(rest)
  }
}

/// Ends the program, so that the fuzzer keeps what it made up, unless two values are the same.
public func expect<Value: Equatable>(
  _ found: Value, _ wanted: Value, _ what: @autoclosure () -> String
) {
  if found != wanted { fatalError("\(what()): found \(found), wanted \(wanted)") }
}
