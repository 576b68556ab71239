import Fuzzing

@testable import WGModel

/// Keys as text, in base64 and hexadecimal, against a plain reading of the definition.
@main
enum FuzzKeys {
  static func main() {
    fuzz { (bytes, count) in
      FuzzKeys.test(Input(bytes, count))
      return 0
    }
  }

  private static func test(_ made: Input) {
    var input = made
    let choice = input.byte() % 3
    let text = input.remainder()
    switch choice {
    case 0:
      check(text, wanted: plainBase64(text)) { (text) throws(WGError) in
        try PublicKey(base64: text.span)
      }
    case 1:
      // As a string, which must be well-formed first.
      let string = String(decoding: text, as: UTF8.self)
      check(text, wanted: plainHex(Array(string.utf8))) { (_) throws(WGError) in
        try PublicKey(hex: string)
      }
    default: checkBytes(text)
    }
  }

  private static func check(
    _ text: [UInt8], wanted: [UInt8]?, _ read: ([UInt8]) throws(WGError) -> PublicKey
  ) {
    let key = try? read(text)
    expect(key.map(bytes), wanted, "a key as text")
    guard let key, let wanted else { return }
    expect((try? PublicKey(base64: key.base64)) == key, true, "base64 and back")
    expect((try? PublicKey(hex: key.hex)) == key, true, "hexadecimal and back")
    checkBytes(wanted)
  }

  private static func checkBytes(_ bytes: [UInt8]) {
    guard let key = try? PublicKey(bytes: bytes.span) else {
      expect(bytes.count == 32, false, "a key of 32 bytes")
      return
    }
    expect(plainBase64(Array(key.base64.utf8)), bytes, "base64")
    expect(plainHex(Array(key.hex.utf8)), bytes, "hexadecimal")
    guard let secret = try? PresharedKey(bytes: bytes.span) else {
      expect(bytes.allSatisfy { $0 == 0 }, true, "a preshared key that is not zero")
      return
    }
    expect(
      secret.withExposedBytes { span in span.indices.map { span[$0] } }, bytes, "a preshared key")
    expect("\(secret)".contains(key.base64), false, "a secret in a description")
  }

  private static func bytes(_ key: PublicKey) -> [UInt8] { (0..<32).map { key.bytes[$0] } }

  // RFC 4648, section 4, as it reads, for 32 bytes.
  private static func plainBase64(_ text: [UInt8]) -> [UInt8]? {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    guard text.count == 44, text[43] == UInt8(ascii: "=") else { return nil }
    var bits: [Bool] = []
    for character in text.dropLast() {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      for place in 0..<6 { bits.append(value >> (5 - place) & 1 == 1) }
    }
    guard !bits[256], !bits[257] else { return nil }
    return (0..<32).map { byte in
      (0..<8).reduce(0) { $0 << 1 | (bits[byte * 8 + $1] ? 1 : 0) }
    }
  }

  private static func plainHex(_ text: [UInt8]) -> [UInt8]? {
    guard text.count == 64, text.allSatisfy({ $0 < 0x80 }) else { return nil }
    return (0..<32).reduce([UInt8]?([])) { (bytes, index) in
      guard let bytes else { return nil }
      let pair = String(decoding: text[index * 2..<index * 2 + 2], as: UTF8.self)
      // `UInt8(_:radix:)` takes a sign.
      guard !pair.contains("+"), !pair.contains("-"), let byte = UInt8(pair, radix: 16) else {
        return nil
      }
      return bytes + [byte]
    }
  }
}
