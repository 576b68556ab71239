internal import CLinux
internal import Sentences
internal import WGKit

/// One word of the command line, or the value of an environment variable.
///
/// It stays where the kernel put it, which is for as long as the process lives: a file's name need
/// not be valid UTF-8, and nothing is copied that is not asked for.
@safe
struct Argument {
  let pointer: UnsafePointer<CChar>

  init(_ pointer: UnsafePointer<CChar>) { unsafe self.pointer = unsafe pointer }

  /// The word as text; bytes that are no UTF-8 are replaced.
  var text: String { unsafe String(cString: pointer) }

  /// Lends the word's bytes, without the zero at their end.
  func withBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    let count = unsafe strlen(pointer)
    let bytes = unsafe UnsafeRawBufferPointer(start: pointer, count: count)
    return try body(unsafe Span(_unsafeElements: bytes.assumingMemoryBound(to: UInt8.self)))
  }

  /// The number of bytes.
  var count: Int { unsafe strlen(pointer) }

  /// The word without its first bytes, of which there are that many.
  func rest(from start: Int) -> Argument { unsafe Argument(pointer + start) }

  // Bytes, not characters: comparing strings would link the tables of Unicode.
  static func == (word: Argument, text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return unsafe strlen(word.pointer) == count && memcmp(word.pointer, text.utf8Start, count) == 0
  }

  static func ~= (text: StaticString, word: Argument) -> Bool { word == text }
}

/// The words of the command line that are still to be read.
@safe
struct Arguments {
  private let vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let start: Int
  private(set) var count: Int
  /// The options that were among the words.
  private(set) var options: [Option] = []
  // The options with values that were among the words, in their order.
  private var values: [(option: ValuedOption, value: Argument)] = []
  /// Where the words are to be done.
  var namespace: NetworkNamespace

  private init(
    _ vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, _ start: Int, _ end: Int,
    in namespace: NetworkNamespace
  ) {
    unsafe self.vector = unsafe vector
    self.start = start
    count = max(0, end - start)
    self.namespace = namespace
  }

  /// The words after the program's own name.
  init(count: Int32, vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    unsafe self.init(vector, 1, Int(count), in: .current)
  }

  /// The word at a place, or nil past the last one.
  subscript(place: Int) -> Argument? {
    guard place >= 0, place < count, let word = unsafe vector[start + place] else { return nil }
    return unsafe Argument(word)
  }

  /// Takes the options out of the words, wherever they stand.
  mutating func take(_ known: [Option]) {
    guard !known.isEmpty else { return }
    var kept = 0
    for place in 0..<count {
      guard let word = self[place] else { break }
      if let option = known.first(where: { word == $0.text }) {
        options.append(option)
      } else {
        unsafe vector[start + kept] = unsafe vector[start + place]
        kept += 1
      }
    }
    count = kept
  }

  /// Takes the options that have values out of the words, wherever they stand, and their values.
  mutating func take(_ known: [ValuedOption], in path: String) throws(WGError) {
    guard !known.isEmpty else { return }
    var kept = 0
    var place = 0
    while let word = self[place] {
      if let option = known.first(where: { word == $0.text }) {
        guard let value = self[place + 1] else {
          throw mistake("'\(option.text)' needs a value", in: path)
        }
        values.append((option, value))
        place += 2
      } else {
        unsafe vector[start + kept] = unsafe vector[start + place]
        kept += 1
        place += 1
      }
    }
    count = kept
  }

  /// The values of an option, in their order.
  func values(of option: ValuedOption) -> [Argument] {
    var found: [Argument] = []
    for value in values where value.option == option { found.append(value.value) }
    return found
  }

  /// The value of an option that is of use once: the last one.
  func value(of option: ValuedOption) -> Argument? { values(of: option).last }

  /// The words from the second on.
  var rest: Arguments { unsafe Arguments(vector, start + 1, start + count, in: namespace) }

  /// The devices where the words are to be done.
  var kernel: KernelController { KernelController(in: namespace) }

  /// The interfaces where the words are to be done.
  var links: LinkController { LinkController(in: namespace) }

  /// The NAT where the words are to be done.
  var nat: NATController { NATController(in: namespace) }

  /// WireGuard interfaces as a whole, where the words are to be done.
  var interfaces: InterfaceController { InterfaceController(in: namespace) }
}
