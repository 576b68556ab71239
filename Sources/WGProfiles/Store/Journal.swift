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
  /// The peers of the device.
  var keys: [PublicKey] = []
  /// Whether the addresses of the interface are changed.
  var changesAddresses = false

  /// The name of the file.
  static var fileName: [UInt8] { Array(".journal".utf8) }

  /// A text of which there is a length and a checksum; nil for no file.
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

  /// - Parameter present: what stands there now, nil for nothing.
  /// - Returns: nil when somebody has written something else there that the change cannot be taken
  ///   out of.
  func remedy(for present: ConfigFile.Contents?) -> Remedy? {
    let mark = present.map { $0.text.withExposedBytes { (text) in Journal.Mark(text) } }
    if mark == before { return .nothing }
    guard let present, after != nil else {
      // Nothing is there, or what the change has removed was made anew.
      guard mark == after, before != nil else { return mark == nil ? nil : .nothing }
      return .write(removed)
    }
    guard before != nil else { return mark == after ? .remove : nil }
    return present.text.withExposedBytes { (text) in
      guard let place = mark == after ? start : onlyPlace(in: text) else { return nil }
      let builder = SecretBuilder()
      builder.append(text.extracting(0..<place))
      removed.withExposedBytes { (removed) in builder.append(removed) }
      builder.append(text.extracting(place + inserted.count..<text.count))
      return .write(builder.finish())
    }
  }

  // Where what the change put there stands in another text, when it stands there once.
  private func onlyPlace(in text: Span<UInt8>) -> Int? {
    guard inserted.count > 0, inserted.count <= text.count else { return nil }
    return inserted.withExposedBytes { (part) in
      var found: Int?
      for place in 0...text.count - part.count where text[place] == part[0] {
        var index = 1
        while index < part.count, text[place + index] == part[index] { index += 1 }
        guard index == part.count else { continue }
        if found != nil { return nil }
        found = place
      }
      return found
    }
  }
}

/// A copy of bytes that is wiped.
func copy(_ bytes: Span<UInt8>) -> SecretBytes {
  let builder = SecretBuilder()
  builder.append(bytes)
  return builder.finish()
}
