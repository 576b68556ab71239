// Lines as nearly all files have them, a few bytes at a time.
extension LineScanner {
  // A header of a peer, or a key of `wg` in its own section with eight letters or more, without white
  // space in it and one space or none around the sign. False for anything else; then nothing is done.
  @inline(__always)
  mutating func scanUsual(_ start: Int, _ first: Int, _ end: Int) -> Bool {
    // A key of 19 letters, the sign and two spaces.
    guard end - first >= 6, count - first >= 22 else { return false }
    if unsafe base[first] == UInt8(ascii: "[") {
      guard unsafe base[first + 5] == UInt8(ascii: "]"), end == first + 6,
        isEqual("peer", UInt32.self, at: first + 1, from: 0)
      else { return false }
      beginSection(.peer, isSeenByWGQuick: false)
      append(start, first, .header(.peer))
      return true
    }
    let key: Document.Key
    switch section {
    case .peer:
      if isUsual("publickey", at: first) {
        key = .publicKey
      } else if isUsual("allowedips", at: first) {
        key = .allowedIPs
      } else if isUsual("endpoint", at: first) {
        key = .endpoint
      } else if isUsual("presharedkey", at: first) {
        key = .presharedKey
      } else if isUsual("persistentkeepalive", at: first) {
        key = .persistentKeepalive
      } else {
        return false
      }
    default: return false
    }
    var place = first + key.spelling.utf8CodeUnitCount
    if unsafe base[place] == UInt8(ascii: " ") { place += 1 }
    guard unsafe base[place] == UInt8(ascii: "=") else { return false }
    place += 1
    if place < end, unsafe base[place] == UInt8(ascii: " ") { place += 1 }
    guard place < end, !isSpace(unsafe base[place]) else { return false }
    append(start, place, .key(key))
    return true
  }

  // Eight letters or more, compared eight at a time. A byte with the bit 0x20 set is one of these
  // letters only when it was that letter in one of its two cases.
  @inline(__always)
  private func isUsual(_ letters: StaticString, at place: Int) -> Bool {
    let length = letters.utf8CodeUnitCount
    guard isEqual(letters, UInt64.self, at: place, from: 0) else { return false }
    if length > 16, !isEqual(letters, UInt64.self, at: place, from: 8) { return false }
    return length == 8 || isEqual(letters, UInt64.self, at: place, from: length - 8)
  }

  @inline(__always)
  private func isEqual<Word: FixedWidthInteger & BitwiseCopyable>(
    _ letters: StaticString, _ type: Word.Type, at place: Int, from offset: Int
  ) -> Bool {
    let found = unsafe UnsafeRawPointer(base + place + offset).loadUnaligned(as: Word.self)
    let expected = unsafe UnsafeRawPointer(letters.utf8Start + offset)
      .loadUnaligned(as: Word.self)
    return found | Word(truncatingIfNeeded: 0x2020_2020_2020_2020 as UInt64) == expected
  }
}
