import Testing

@testable import WGModel

/// The bytes of a text, or nil when it is refused.
private func decodeBase64(_ text: [UInt8]) -> [UInt8]? {
  var key = [UInt8](repeating: 0x5a, count: 32)
  var span = key.mutableSpan
  return KeyEncoding.decodeBase64(text.span, into: &span) ? key : nil
}

private func decodeHex(_ text: [UInt8]) -> [UInt8]? {
  var key = [UInt8](repeating: 0x5a, count: 32)
  var span = key.mutableSpan
  return KeyEncoding.decodeHex(text.span, into: &span) ? key : nil
}

private func encodeBase64(_ key: [UInt8]) -> [UInt8] {
  var text = [UInt8](repeating: 0, count: 44)
  var span = text.mutableSpan
  KeyEncoding.encodeBase64(key.span, into: &span)
  return text
}

private func encodeHex(_ key: [UInt8]) -> [UInt8] {
  var text = [UInt8](repeating: 0, count: 64)
  var span = text.mutableSpan
  KeyEncoding.encodeHex(key.span, into: &span)
  return text
}

private let alphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// A canonical text without two equal neighbours.
private let valid = Array("oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM=".utf8)
private let validHex = Array(
  "a0ae7a0c4f547bdccaefaac073ca4197aa29a61fb5bf7ea59bb7175ec40aad03".utf8)

@Suite struct `Keys as base64` {
  @Test(arguments: [
    ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", String(repeating: "00", count: 32)),
    ("//////////////////////////////////////////8=", String(repeating: "ff", count: 32)),
    ("VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVU=", String(repeating: "55", count: 32)),
    ("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=", String(repeating: "aa", count: 32)),
    (
      "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    ),
    (
      "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM=",
      "a0ae7a0c4f547bdccaefaac073ca4197aa29a61fb5bf7ea59bb7175ec40aad03"
    ),
  ])
  func `a known key is written and read`(base64: String, hex: String) throws {
    let key = try #require(decodeHex(Array(hex.utf8)))
    #expect(encodeBase64(key) == Array(base64.utf8))
    #expect(decodeBase64(Array(base64.utf8)) == key)
    #expect(encodeHex(key) == Array(hex.utf8))
  }

  @Test func `each value of six bits is written and read in each place`() {
    for place in 0..<43 {
      for value in 0..<64 where place < 42 || value % 4 == 0 {
        // The bits of the character, the highest first, across at most two bytes.
        var key = [UInt8](repeating: 0, count: 33)
        let bits = UInt16(value) << UInt16(10 - place * 6 % 8)
        key[place * 6 / 8] = UInt8(bits >> 8)
        key[place * 6 / 8 + 1] = UInt8(bits & 255)
        key.removeLast()
        var text = [UInt8](repeating: UInt8(ascii: "A"), count: 43) + [UInt8(ascii: "=")]
        text[place] = alphabet[value]
        #expect(encodeBase64(key) == text)
        #expect(decodeBase64(text) == key)
      }
    }
  }

  @Test func `1,000 random keys are written as the reference writes them`() {
    for key in randomKeys(1000, seed: 64) {
      let text = encodeBase64(key)
      #expect(text == Array(plainBase64(key).utf8))
      #expect(decodeBase64(text) == key)
    }
  }

  @Test func `every byte that is no digit is refused in each place`() {
    let others = (UInt8.min...UInt8.max).filter { !alphabet.contains($0) }
    #expect(others.count == 192)
    for place in 0..<43 {
      for byte in others {
        var text = valid
        text[place] = byte
        #expect(decodeBase64(text) == nil, "byte \(byte) at \(place)")
      }
    }
  }

  @Test func `nothing but = ends a key`() {
    for byte in UInt8.min...UInt8.max where byte != UInt8(ascii: "=") {
      #expect(decodeBase64(valid.dropLast() + [byte]) == nil, "byte \(byte)")
    }
  }

  @Test func `of 64 last digits, the 16 whose two lowest bits are zero are canonical`() {
    let canonical = alphabet.filter { digit in
      decodeBase64(valid[..<42] + [digit, UInt8(ascii: "=")]) != nil
    }
    #expect(canonical == Array("AEIMQUYcgkosw048".utf8))
  }

  @Test func `every length but 44 is refused`() {
    for count in 0...50 where count != 44 {
      let digits = [UInt8](repeating: UInt8(ascii: "A"), count: count)
      #expect(decodeBase64(digits) == nil)
      #expect(decodeBase64(digits.dropLast() + [UInt8(ascii: "=")]) == nil)
      // The valid text cut, or with more behind it.
      #expect(decodeBase64(Array((valid + digits).prefix(count))) == nil)
    }
  }

  @Test(arguments: [
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQ==",
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM",
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQMA",
    "oK56DE9Ue9zK76rAc8pBl6opph-1v36lm7cXXsQKrQM=",
    "oK56DE9Ue9zK76rAc8pBl6opph_1v36lm7cXXsQKrQM=",
    "=oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM",
    "oK56DE9Ue9zK76rAc8pB=6opph+1v36lm7cXXsQKrQM=",
    " oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM=",
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM= ",
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM=\n",
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM\n",
    "oK56DE9Ue9zK76rAc8pB\r\n6opph+1v36lm7cXXsQKrQM=",
    "oK56DE9Ue9zK76rAc8pB\t6opph+1v36lm7cXXsQKrQM=",
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM\0",
    "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM=\0",
    "\0K56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQM=",
    "ｏK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrQ=",
    "a0ae7a0c4f547bdccaefaac073ca4197aa29a61fb5bf7ea59bb7175ec40aad03",
  ])
  func `other padding, alphabets and white space are refused`(text: String) {
    #expect(decodeBase64(Array(text.utf8)) == nil)
  }
}

@Suite struct `Keys as hex` {
  @Test func `each digit of either case is read in each place, and written in lower case`() {
    let digits = Array("0123456789abcdef".utf8)
    for place in 0..<64 {
      for value in 0..<16 {
        var text = validHex
        text[place] = digits[value]
        let key = decodeHex(text)
        #expect(key.map(encodeHex) == text)
        #expect(key.map { $0[place / 2] >> (place % 2 == 0 ? 4 : 0) & 15 } == UInt8(value))
        if value > 9 { text[place] -= 32 }
        #expect(decodeHex(text) == key)
      }
    }
  }

  @Test func `upper and lower case may be mixed`() {
    let upper = Array(String(decoding: validHex, as: UTF8.self).uppercased().utf8)
    let mixed = validHex.indices.map { $0 % 3 == 0 ? upper[$0] : validHex[$0] }
    #expect(decodeHex(upper) == decodeHex(validHex))
    #expect(decodeHex(mixed) == decodeHex(validHex))
    #expect(decodeHex(validHex) == decodeBase64(valid))
  }

  @Test func `1,000 random keys are written as the reference writes them`() {
    for key in randomKeys(1000, seed: 16) {
      let text = encodeHex(key)
      #expect(text == Array(plainHex(key).utf8))
      #expect(decodeHex(text) == key)
    }
  }

  @Test func `every byte that is no digit is refused in each place`() {
    let digits = Array("0123456789abcdefABCDEF".utf8)
    for place in 0..<64 {
      for byte in UInt8.min...UInt8.max where !digits.contains(byte) {
        var text = validHex
        text[place] = byte
        #expect(decodeHex(text) == nil, "byte \(byte) at \(place)")
      }
    }
  }

  @Test func `every length but 64 is refused`() {
    for count in 0...70 where count != 64 {
      #expect(decodeHex(Array((validHex + validHex).prefix(count))) == nil)
    }
  }

  @Test(arguments: ["0x", " ", "\n", "+", "-", "0"])
  func `nothing may stand around the digits`(sign: String) {
    let sign = Array(sign.utf8)
    #expect(decodeHex(sign + validHex) == nil)
    #expect(decodeHex(validHex + sign) == nil)
    if sign != [UInt8(ascii: "0")] {
      #expect(decodeHex(sign + validHex.dropFirst(sign.count)) == nil)
    }
  }
}
