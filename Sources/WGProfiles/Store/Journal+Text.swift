internal import Sentences
internal import WGConfig
internal import WGModel

// The journal as a file: lines of words, and behind the line of a file the bytes that its two last numbers
// count. It is put in its place whole, so that a half of it is no journal but a damaged disk.
extension Journal {
  /// The text of the file.
  func text() -> SecretBytes {
    let builder = SecretBuilder()
    builder.append(
      "WGKit journal 1: how to take back a change that was interrupted; the next use does it\n")
    if isLive { builder.append("live\n") }
    if changesAddresses { builder.append("addresses\n") }
    for peer in peers { builder.append("\(peer.wasThere ? "peer" : "new") \(peer.key.base64)\n") }
    for entry in entries {
      builder.append("file ")
      builder.append(entry.place.text.span)
      builder.append(" \(words(entry.before)) \(words(entry.after)) \(entry.start)")
      builder.append(" \(entry.removed.count) \(entry.inserted.count)\n")
      entry.removed.withExposedBytes { (bytes) in builder.append(bytes) }
      entry.inserted.withExposedBytes { (bytes) in builder.append(bytes) }
      builder.append("\n")
    }
    builder.append("end\n")
    return builder.finish()
  }

  private func words(_ mark: Mark?) -> String { mark.map { "\($0.count) \($0.sum)" } ?? "- -" }

  /// Reads the file.
  init(parsing text: Span<UInt8>) throws(WGError) {
    var reader = JournalReader()
    guard reader.read(text) else {
      throw WGError(
        .invalidConfiguration,
        "the journal of an interrupted change, .journal in the store's folder, is damaged: compare the"
          + " server's file and the clients' with profiles.conf, then remove it")
    }
    self = reader.journal
  }
}

private struct JournalReader {
  var journal = Journal()
  private var place = 0

  mutating func read(_ text: Span<UInt8>) -> Bool {
    guard let first = line(text), isWord(first.first, "WGKit"), first.count > 2,
      isWord(first[1], "journal"), isWord(first[2], "1:")
    else { return false }
    while let words = line(text) {
      if isWord(words.first, "end") { return place == text.count }
      if isWord(words.first, "live") {
        journal.isLive = true
      } else if isWord(words.first, "addresses") {
        journal.changesAddresses = true
      } else if isWord(words.first, "peer") || isWord(words.first, "new"), words.count == 2,
        let key = key(words[1])
      {
        journal.peers.append((key, isWord(words.first, "peer")))
      } else if isWord(words.first, "file"), words.count == 9, readFile(words, text) {
        continue
      } else {
        return false
      }
    }
    return false
  }

  private mutating func readFile(_ words: [[UInt8]], _ text: Span<UInt8>) -> Bool {
    guard let file = StorePlace(words[1]), let before = mark(words[2], words[3]),
      let after = mark(words[4], words[5]), let start = number(words[6]), start < 1 << 40,
      let removed = number(words[7]), let inserted = number(words[8]),
      removed <= UInt64(text.count), inserted <= UInt64(text.count),
      place + Int(removed) + Int(inserted) < text.count
    else { return false }
    let middle = place + Int(removed)
    let end = middle + Int(inserted)
    // What is taken back lies within the texts that there were.
    guard start + removed <= UInt64(before.mark?.count ?? 0),
      start + inserted <= UInt64(after.mark?.count ?? 0), text[end] == UInt8(ascii: "\n")
    else { return false }
    journal.entries.append(
      Journal.Entry(
        place: file, before: before.mark, after: after.mark, start: Int(start),
        removed: copy(text.extracting(place..<middle)),
        inserted: copy(text.extracting(middle..<end))))
    place = end + 1
    return true
  }

  // The words of the next line.
  private mutating func line(_ text: Span<UInt8>) -> [[UInt8]]? {
    var words: [[UInt8]] = [[]]
    while place < text.count {
      let byte = text[place]
      place += 1
      if byte == UInt8(ascii: "\n") { return words }
      if byte == UInt8(ascii: " ") {
        words.append([])
      } else {
        words[words.count - 1].append(byte)
      }
    }
    return nil
  }

  private func mark(_ count: [UInt8], _ sum: [UInt8]) -> (mark: Journal.Mark?, Void)? {
    if isWord(count, "-"), isWord(sum, "-") { return (nil, ()) }
    guard let count = number(count), count < 1 << 40, let sum = number(sum) else { return nil }
    return (Journal.Mark(count: Int(count), sum: sum), ())
  }

  private func key(_ word: [UInt8]) -> PublicKey? { try? PublicKey(base64: word.span) }

  private func number(_ digits: [UInt8]) -> UInt64? {
    guard 1...20 ~= digits.count else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeToo) = product.addingReportingOverflow(UInt64(digit))
      guard !isTooLarge, !isTooLargeToo else { return nil }
      value = sum
    }
    return value
  }

  private func isWord(_ word: [UInt8]?, _ expected: String) -> Bool {
    word == Array(expected.utf8)
  }
}
