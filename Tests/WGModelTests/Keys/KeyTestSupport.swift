import SeededRandom

@testable import WGModel

/// Keys from a fixed seed, so that a failure can be seen again.
func randomKeys(_ count: Int, seed: UInt64) -> [[UInt8]] {
  var random = SeededGenerator(state: seed)
  return (0..<count).map { _ in (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
}

/// 32 bytes as base64, bit by bit and from a table: the reference of these tests.
func plainBase64(_ key: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  let bits = key.map { String(256 + Int($0), radix: 2).suffix(8) }.joined() + "00"
  var text = ""
  for character in 0..<43 {
    let six = bits.dropFirst(6 * character).prefix(6)
    text.append(Int(six, radix: 2).map { alphabet[$0] } ?? "?")
  }
  return text + "="
}

/// 32 bytes as lowercase hexadecimal digits: the reference of these tests.
func plainHex(_ key: [UInt8]) -> String {
  let digits = Array("0123456789abcdef")
  return String(key.flatMap { [digits[Int($0 / 16)], digits[Int($0 % 16)]] })
}

extension PublicKey {
  var array: [UInt8] { bytes.indices.map { bytes[$0] } }

  init(_ bytes: [UInt8]) throws(WGError) { try self.init(bytes: bytes.span) }
}

extension SecretBytes {
  var array: [UInt8] { withExposedBytes { bytes in bytes.indices.map { bytes[$0] } } }
  var text: String { String(decoding: array, as: UTF8.self) }

  convenience init(_ bytes: [UInt8]) { self.init(copying: bytes.span) }
}

extension PrivateKey {
  var array: [UInt8] { withExposedBytes { bytes in bytes.indices.map { bytes[$0] } } }

  init(_ bytes: [UInt8]) throws(WGError) { try self.init(bytes: bytes.span) }
}

extension PresharedKey {
  var array: [UInt8] { withExposedBytes { bytes in bytes.indices.map { bytes[$0] } } }

  init(_ bytes: [UInt8]) throws(WGError) { try self.init(bytes: bytes.span) }
}

/// The key with the bits that clamping sets and clears (RFC 7748 section 5).
func clamped(_ key: [UInt8]) -> [UInt8] {
  [key[0] & 248] + key[1..<31] + [key[31] & 127 | 64]
}

/// Whether eight characters in a row of `secret` are part of `text`.
func repeats(_ text: String, _ secret: [UInt8]) -> Bool {
  let text = Array(text.utf8)
  let windows = stride(from: 0, through: secret.count - 8, by: 1).map { secret[$0..<$0 + 8] }
  return windows.contains { window in
    text.indices.contains { text[$0...].starts(with: window) }
  }
}
