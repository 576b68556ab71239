internal import CLinux

/// What the system calls an error number, in English.
package func systemText(_ errno: Int32) -> String {
  var text = InlineArray<128, UInt8>(repeating: 0)
  var span = text.mutableSpan
  unsafe span.withUnsafeMutableBytes { (bytes) in
    unsafe wgkit_error_text(errno, bytes.baseAddress, bytes.count)
  }
  var bytes: [UInt8] = []
  for index in 0..<128 where text[index] != 0 { bytes.append(text[index]) }
  return String(decoding: bytes, as: UTF8.self)
}
