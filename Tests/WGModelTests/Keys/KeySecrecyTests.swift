import Testing

@testable import WGModel

/// What every kind of key keeps to itself: in texts made from it, and in errors about it.
@Suite struct `Keys keep their secret` {
  private let bytes = clamped(randomKeys(1, seed: 13)[0])

  @Test func `when they are printed, alone or inside of something else`() throws {
    let privateKey = try PrivateKey(bytes)
    let presharedKey = try PresharedKey(bytes)
    let secret = SecretBytes(bytes)
    #expect("\(privateKey)" == "PrivateKey(redacted)")
    #expect("\(presharedKey)" == "PresharedKey(redacted)")
    #expect("\(secret)" == "SecretBytes(redacted)")
    #expect("\([privateKey])" == "[PrivateKey(redacted)]")
    #expect("\(Optional(presharedKey) as Any)" == "Optional(PresharedKey(redacted))")
    #expect("\(Change.set(privateKey))" == "set(PrivateKey(redacted))")

    for value in [privateKey, presharedKey, secret, DeviceUpdate(privateKey: .set(privateKey))]
      as [Any]
    {
      var texts = [String(describing: value), String(reflecting: value), "\(value)"]
      var dumped = ""
      dump(value, to: &dumped)
      texts.append(dumped)
      for text in texts {
        #expect(!repeats(text, Array(plainBase64(bytes).utf8)))
        #expect(!repeats(text.lowercased(), Array(plainHex(bytes).utf8)))
        #expect(!text.contains("\(bytes[0]), \(bytes[1])"))
        #expect(text.contains("redacted"))
      }
    }
  }

  /// What each way to make a key answers to a text, in an order that does not matter.
  private func failures(_ text: [UInt8], isHex: Bool) -> [WGError?] {
    let string = String(decoding: text, as: UTF8.self)
    if isHex {
      return [
        failure { () throws(WGError) in try PublicKey(hex: string) },
        failure { () throws(WGError) in try PrivateKey(hex: string) },
        failure { () throws(WGError) in try PresharedKey(hex: string) },
      ]
    }
    return [
      failure { () throws(WGError) in try PublicKey(base64: string) },
      failure { () throws(WGError) in try PublicKey(base64: text.span) },
      failure { () throws(WGError) in try PrivateKey(base64: string) },
      failure { () throws(WGError) in try PrivateKey(base64: text.span) },
      failure { () throws(WGError) in try PrivateKey(anyBase64: text.span) },
      failure { () throws(WGError) in try PresharedKey(base64: string) },
      failure { () throws(WGError) in try PresharedKey(base64: text.span) },
      failure { () throws(WGError) in try Change<PrivateKey>(base64: text.span) },
      failure { () throws(WGError) in try Change<PresharedKey>(base64: text.span) },
    ]
  }

  @Test func `in the error when their text is wrong in one place`() {
    for (isHex, valid) in [(false, plainBase64(bytes)), (true, plainHex(bytes))] {
      let valid = Array(valid.utf8)
      for place in [0, 1, 17, 31, 42, valid.count - 1] {
        var text = valid
        text[place] = UInt8(ascii: "!")
        for error in failures(text, isHex: isHex) {
          #expect(error?.code == .invalidKey)
          #expect(error.map { repeats($0.message, text) } == false)
          #expect(error?.message.contains(isHex ? "64 digits" : "43 letters") == true)
        }
      }
    }
  }

  @Test func `in the error when their text is too short or too long, which tells the length`() {
    for (isHex, valid) in [(false, plainBase64(bytes)), (true, plainHex(bytes))] {
      let valid = Array(valid.utf8)
      for count in [0, 1, valid.count - 1, valid.count + 1, 2 * valid.count] {
        let text = Array((valid + valid).prefix(count))
        for error in failures(text, isHex: isHex) {
          #expect(error?.code == .invalidKey)
          #expect(error.map { repeats($0.message, text) } == false)
          let lengths = "it has \(count) characters, and a key has \(valid.count)"
          #expect(error?.message.contains(lengths) == true)
        }
      }
    }
  }

  @Test func `and name their kind in the error`() {
    let messages = failures([], isHex: true).compactMap { $0?.message }
    #expect(
      messages.map { $0.prefix { $0 != ":" } } == [
        "this is no public key", "this is no private key", "this is no preshared key",
      ])
  }

  @Test func `are refused with any number of bytes but 32`() {
    for count in 0...50 where count != 32 {
      let bytes = [UInt8](repeating: 7, count: count)
      let errors = [
        failure { () throws(WGError) in try PublicKey(bytes: bytes.span) },
        failure { () throws(WGError) in try PrivateKey(bytes: bytes.span) },
        failure { () throws(WGError) in try PresharedKey(bytes: bytes.span) },
      ]
      for (kind, error) in zip(["public", "private", "preshared"], errors) {
        let message = "this is no \(kind) key: it has \(count) bytes, and a key has 32"
        #expect(error == WGError(.invalidKey, message))
      }
    }
  }
}
