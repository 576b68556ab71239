internal import CLinux
internal import Sentences
internal import WGKit

/// The text of one key, read from a file or from standard input into a buffer that is wiped.
///
/// The text is 44 bytes of base64 with nothing but white space after it.
struct KeyFile: ~Copyable {
  /// The length of a key in base64.
  static let length = 44

  private let descriptor: Int32
  private let place: String

  /// Standard input.
  init() {
    descriptor = STDIN_FILENO
    place = "standard input"
  }

  /// The file that an argument names.
  init(_ name: Argument) throws(WGError) {
    let descriptor = unsafe wgkit_open(name.pointer, O_RDONLY | O_CLOEXEC, 0)
    guard descriptor >= 0 else {
      let error = wgkit_errno()
      throw WGError(
        .system, "cannot open the key file \(name.quoted): \(systemText(error))",
        errno: error)
    }
    self.descriptor = descriptor
    place = "the key file \(name.quoted)"
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// Reads the key's text.
  ///
  /// - Parameter zeros: whether zero bytes count as white space after the key.
  /// - Returns: the text, or nil when there is nothing to read at all.
  /// - Throws: what cannot be read, or is no key's text.
  consuming func read(allowingZeros zeros: Bool = false) throws(WGError) -> SecretBytes? {
    var failure: Int32 = 0
    var got = 0
    let text = SecretBytes(count: Self.length) { span in
      got = Self.fill(&span, from: descriptor, &failure)
    }
    if failure == 0, got == 0 { return nil }
    guard failure == 0, got == Self.length else { throw refusal(failure) }
    var trailing = true
    while got > 0, trailing {
      _ = SecretBytes(count: 256) { span in
        got = Self.fill(&span, from: descriptor, &failure)
        for index in 0..<got {
          let byte = span[index]
          if !(byte == 32 || (9...13).contains(byte) || (zeros && byte == 0)) { trailing = false }
        }
      }
    }
    guard failure == 0, trailing else { throw refusal(failure) }
    return text
  }

  private func refusal(_ error: Int32) -> WGError {
    if error != 0 {
      return WGError(
        .system, "cannot read \(place): \(systemText(error))", errno: error)
    }
    return WGError(
      .invalidKey, "\(place) must hold one key, 44 characters of base64, and nothing after it")
  }

  /// Reads until the span is full or the file ends; returns the number of bytes.
  private static func fill(
    _ span: inout MutableSpan<UInt8>, from descriptor: Int32, _ failure: inout Int32
  ) -> Int {
    var got = 0
    let count = span.count
    unsafe span.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      while got < count {
        let step = unsafe Self.read(descriptor, base + got, count - got)
        if step > 0 {
          got += step
        } else if step == 0 {
          return
        } else if wgkit_errno() != EINTR {
          failure = wgkit_errno()
          return
        }
      }
    }
    return got
  }

  private static func read(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int)
    -> Int
  {
    unsafe CLinux.read(descriptor, bytes, count)
  }
}
