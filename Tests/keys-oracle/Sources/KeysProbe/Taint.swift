import CValgrind
import WGKit

/// Calls with secrets that valgrind takes for undefined.
///
/// Each check fails when a result is wrong, or does not depend on the secret: then nothing was tracked,
/// and no report would mean nothing.
enum Taint {
  static var checks: [String: () throws -> Void] {
    [
      "derive": derive, "generate-many": generateMany, "encode": encode, "decode": decode,
      "equal": equal, "preshared-decode": presharedDecode,
    ]
  }

  /// RFC 7748 section 6.1.
  static let alice = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo="
  static let aliceBytes: [UInt8] = [
    0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2, 0x66, 0x45,
    0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5, 0x1d, 0xb9, 0x2c, 0x2a,
  ]
  static let aliceClamped = "cAdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LGo="
  static let alicePublic = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo="

  static func tainted(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes.withUnsafeMutableBytes { probe_taint($0.baseAddress, $0.count) }
    return bytes
  }

  /// Expects that each byte depends on the secret, and makes all defined.
  static func expectTainted(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { bytes in
      for index in bytes.indices where !probe_is_tainted(bytes.baseAddress?.advanced(by: index)) {
        KeysProbe.stop("a result does not depend on the secret: nothing was tracked")
      }
      probe_clear(bytes.baseAddress, bytes.count)
    }
  }

  static func expect(_ text: String, _ expected: String) {
    if text != expected { KeysProbe.stop("a result is wrong") }
  }

  static func text(of key: PublicKey) throws -> String {
    var bytes = key.bytes.indices.map { key.bytes[$0] }
    expectTainted(&bytes)
    return try PublicKey(bytes: bytes.span).base64
  }

  static func text(of secret: SecretBytes) -> String {
    var bytes = secret.withExposedBytes { span in span.indices.dropLast().map { span[$0] } }
    expectTainted(&bytes)
    return String(decoding: bytes, as: UTF8.self) + "="
  }

  static func derive() throws {
    let key = try PrivateKey(bytes: tainted(aliceBytes).span)
    expect(try text(of: key.publicKey), alicePublic)
  }

  static func generateMany() throws {
    randomness = { bytes in
      bytes.copyBytes(from: aliceBytes)
      probe_taint(bytes.baseAddress, bytes.count)
    }
    for pair in try KeyPair.generate(count: 3) { expect(try text(of: pair.publicKey), alicePublic) }
  }

  static func encode() throws {
    let key = try PrivateKey(bytes: tainted(aliceBytes).span)
    expect(text(of: key.exposedBase64()), aliceClamped)
    var hex = key.exposedHex().withExposedBytes { span in span.indices.map { span[$0] } }
    expectTainted(&hex)
    let again = try PrivateKey(hex: String(decoding: hex, as: UTF8.self))
    expect("\(again.publicKey)", alicePublic)
  }

  static func decode() throws {
    let key = try PrivateKey(base64: tainted(Array(alice.utf8)).span)
    expect(text(of: key.exposedBase64()), aliceClamped)
  }

  static func presharedDecode() throws {
    let key = try PresharedKey(base64: tainted(Array(alice.utf8)).span)
    expect(text(of: key.exposedBase64()), alice)
  }

  /// The answer is the caller's to know; how long it takes must not tell where two keys differ.
  static func equal() throws {
    let key = try PrivateKey(bytes: tainted(aliceBytes).span)
    for place in [0, 17, 31] {
      var other = aliceBytes
      if place > 0 { other[place] ^= 16 }
      let second = try PrivateKey(bytes: tainted(other).span)
      var answer = [UInt8(key.isEqual(to: second) ? 1 : 0)]
      expectTainted(&answer)
      expect("\(answer[0])", place == 0 ? "1" : "0")
    }
  }
}
