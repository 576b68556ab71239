internal import Sentences
internal import WGConfig
internal import WGModel

/// How to take a change back: written before the change begins, removed when all of it is done.
///
/// Of a file it has what the change took away and what it put there, and of both texts the length and a
/// checksum, so that taking back a file that is as it was does nothing. Of the device it has the keys of
/// the peers that are changed: they are made what the server's file says once that is as it was.
struct Journal {
  var entries: [Entry] = []
  /// Whether the change is one of the device too.
  var isLive = false
  /// The peers of the device, and whether it had them.
  var peers: [(key: PublicKey, wasThere: Bool)] = []
  /// Whether the addresses of the interface are changed.
  var changesAddresses = false

  /// The name of the file.
  static var fileName: [UInt8] { Array(".journal".utf8) }

  /// A text of which there is a length and a checksum; nil for no file.
  ///
  /// The checksum is 0 for a file that grows: what was added is found by itself, and the rest of the file
  /// need not be looked at.
  struct Mark: Equatable {
    let count: Int
    let sum: UInt64
  }

  /// How to take back the change of one file.
  struct Entry {
    let place: StorePlace
    let before: Mark?
    let after: Mark?
    /// Where the two texts begin to differ.
    let start: Int
    /// What was there.
    let removed: SecretBytes
    /// What is there instead.
    let inserted: SecretBytes
  }

  mutating func note(_ change: FileChange) {
    let empty = SecretBytes(count: 0) { _ in }
    if case .grown(let text, let start) = change.after {
      let added = text.withExposedBytes { (text) in copy(text.extracting(start..<text.count)) }
      entries.append(
        Entry(
          place: change.place, before: Mark(count: start, sum: 0),
          after: Mark(count: text.count, sum: 0), start: start, removed: empty, inserted: added))
      return
    }
    let before = change.before?.text ?? empty
    let after = change.after ?? .secret(empty)
    let entry = before.withExposedBytes { (old) in
      after.withBytes { (new) in
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var end = 0
        while end < min(old.count, new.count) - start,
          old[old.count - 1 - end] == new[new.count - 1 - end]
        { end += 1 }
        // Whole lines: less would be found in other places too.
        while start > 0, old[start - 1] != newline { start -= 1 }
        while end > 0,
          !isLineStart(old, old.count - end) || !isLineStart(new, new.count - end)
        { end -= 1 }
        return Entry(
          place: change.place, before: change.before == nil ? nil : Mark(old),
          after: change.after == nil ? nil : Mark(new), start: start,
          removed: copy(old.extracting(start..<old.count - end)),
          inserted: copy(new.extracting(start..<new.count - end)))
      }
    }
    entries.append(entry)
  }
}

extension Journal.Mark {
  /// The checksum tells one text from another by accident, not against somebody who wants two alike:
  /// who can write the file needs no such trick.
  init(_ text: Span<UInt8>) {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    var index = 0
    while index + 8 <= text.count {
      var word: UInt64 = 0
      for place in 0..<8 { word |= UInt64(text[index + place]) << UInt64(8 * place) }
      sum = (sum ^ word) &* 0x0000_0100_0000_01b3
      sum ^= sum >> 29
      index += 8
    }
    while index < text.count {
      sum = (sum ^ UInt64(text[index])) &* 0x0000_0100_0000_01b3
      index += 1
    }
    count = text.count
    self.sum = sum
  }
}

extension Journal.Entry {
  /// What is to be done with a file for it to be as before.
  enum Remedy {
    case nothing
    case remove
    case write(SecretBytes)
  }

  /// What takes the change out of a file.
  ///
  /// Somebody may have written something else there since: then the change is taken out of that, when it
  /// stands there once, and nothing is done when it does not stand there at all.
  ///
  /// - Parameter present: what stands there now, nil for nothing.
  /// - Returns: nil when the change cannot be taken out of it.
  func remedy(for present: ConfigFile.Contents?) -> Remedy? {
    let mark = present.map { $0.text.withExposedBytes { (text) in Journal.Mark(text) } }
    if mark == before { return .nothing }
    guard let present else { return after == nil ? .write(removed) : nil }
    // What the change has removed was made anew.
    guard after != nil else { return .nothing }
    guard before != nil else { return mark == after ? .remove : nil }
    return present.text.withExposedBytes { (text) in
      if mark == after { return .write(replacing(at: start, in: text)) }
      switch (places(of: inserted, in: text), places(of: removed, in: text)) {
      case (1, _):
        return .write(replacing(at: firstPlace(of: inserted, in: text, from: 0) ?? 0, in: text))
      case (0, _) where removed.count == 0, (_, 1...): return .nothing
      default: return nil
      }
    }
  }

  private func replacing(at place: Int, in text: Span<UInt8>) -> SecretBytes {
    let builder = SecretBuilder()
    builder.append(text.extracting(0..<place))
    removed.withExposedBytes { (removed) in builder.append(removed) }
    builder.append(text.extracting(place + inserted.count..<text.count))
    return builder.finish()
  }

  // How often a part stands in a text; 0 for an empty part.
  private func places(of part: SecretBytes, in text: Span<UInt8>) -> Int {
    var (count, start) = (0, 0)
    while part.count > 0, let place = firstPlace(of: part, in: text, from: start) {
      count += 1
      start = place + 1
    }
    return count
  }

  private func firstPlace(of part: SecretBytes, in text: Span<UInt8>, from start: Int) -> Int? {
    part.withExposedBytes { (part) in
      var place = start
      while place + part.count <= text.count {
        var index = 0
        while index < part.count, text[place + index] == part[index] { index += 1 }
        if index == part.count { return place }
        place += 1
      }
      return nil
    }
  }
}

private var newline: UInt8 { UInt8(ascii: "\n") }

private func isLineStart(_ text: Span<UInt8>, _ place: Int) -> Bool {
  place == 0 || text[place - 1] == newline
}

/// A copy of bytes that is wiped.
func copy(_ bytes: Span<UInt8>) -> SecretBytes {
  let builder = SecretBuilder()
  builder.append(bytes)
  return builder.finish()
}
