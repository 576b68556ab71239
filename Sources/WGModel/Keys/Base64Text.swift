extension SecretBytes {
  /// The bytes that base64 stands for, or nil.
  ///
  /// It is RFC 4648 section 4, with padding, and white space anywhere, since most programs break it
  /// into lines. Anything else is nil, and nothing at all is. No branch and no address depends on
  /// what the letters stand for.
  package convenience init?(base64Text text: Span<UInt8>) {
    var letters = 0
    var padding = 0
    var verdict: UInt64 = 0
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: " ") || byte &- 9 < 5 { continue }
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0 else { return nil }
      verdict |= Base64Word.values(of: UInt64(byte)).faults & 0xff
      letters += 1
    }
    guard verdict == 0, letters > 0, padding < 3, (letters + padding) % 4 == 0 else { return nil }
    self.init(count: letters * 6 / 8) { (bytes) in
      var bits: UInt64 = 0
      var count = 0
      var place = 0
      for index in text.indices {
        let value = Base64Word.values(of: UInt64(text[index])).values
        // Padding and white space, of which there is nothing else left.
        if text[index] == UInt8(ascii: "=") || text[index] <= 32 { continue }
        bits = (bits << 6 | (value & 63)) & 0xffff
        count += 6
        if count >= 8 {
          count -= 8
          bytes[place] = UInt8(truncatingIfNeeded: bits &>> UInt64(count))
          place += 1
        }
      }
    }
  }
}
