internal import Sentences
public import WGModel

/// Totals of a device's traffic that survive what sets its counters back: a restart, an interface that is
/// made anew, a peer that is removed and comes back.
///
/// It is for programs that want two numbers and no database: a text file with a line for each peer that
/// there ever was, its totals and its last sample. It is parsed and never run, and replaced whole under the
/// lock that every writer of WGKit takes.
public struct TotalsFile: Sendable {
  let file: ConfigFile

  /// Names the file; it need not be there.
  public init(_ file: ConfigFile) { self.file = file }

  /// Adds what a device's counters have grown by since the last time, as ``WGModel/UsageDelta`` tells.
  ///
  /// What the counters show the first time counts as well: this is what went through the interface, and no
  /// bill.
  ///
  /// - Parameter read: reads the device, again when another process has written the file meanwhile: a
  ///   snapshot is always younger than what it is compared with.
  /// - Returns: the bytes received and sent by all peers that there ever were, `UInt64.max` for more.
  /// - Throws: what `read` throws; ``WGModel/WGError/Code/invalidConfiguration`` for a file that is no
  ///   such file, which stays as it is; what ``ConfigFile`` throws.
  public func add(
    _ read: () throws(WGError) -> [(PublicKey, UsageSample)]
  ) throws(WGError) -> (received: UInt64, sent: UInt64) {
    var attempts = 0
    while true {
      let before = try contents()
      var totals = Totals()
      var expected = ConfigFile.Expectation.nothing
      if let before {
        totals = try before.text.withExposedBytes { (text) throws(WGError) in
          try Totals(text, in: file.description)
        }
        expected = .unchanged(before)
      }
      totals.add(try read())
      do throws(WGError) {
        try file.write(totals.text.span, over: expected)
        return totals.sum
      } catch {
        attempts += 1
        guard error.code == .changedMeanwhile || error.code == .alreadyExists, attempts < 100 else {
          throw error
        }
      }
    }
  }

  private func contents() throws(WGError) -> ConfigFile.Contents? {
    do throws(WGError) {
      return try file.read()
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }
}

/// What stands in the file.
private struct Totals {
  private struct Entry {
    var received: UInt64
    var sent: UInt64
    var last: UsageSample
  }

  private var keys: [PublicKey] = []
  private var entries: [Entry] = []

  init() {}

  init(_ text: Span<UInt8>, in file: String) throws(WGError) {
    var number = 0
    var start = 0
    for end in text.indices where text[end] == UInt8(ascii: "\n") {
      number += 1
      if !read(text.extracting(start..<end), number) {
        throw WGError(
          .invalidConfiguration,
          "\(file):\(number): this is no line of totals; move the file away to begin anew",
          location: WGError.Location(line: number, column: 1))
      }
      start = end + 1
    }
    guard start == text.count, number > 0 else {
      throw WGError(
        .invalidConfiguration, "\(file): these are no totals; move the file away to begin anew")
    }
  }

  private mutating func read(_ line: Span<UInt8>, _ number: Int) -> Bool {
    guard number > 1 else { return isSame(line, Self.title.utf8.span) }
    let words = Words(line)
    guard let key = words.key, let numbers = words.numbers, numbers.count == 10 else {
      return false
    }
    var last = UsageSample(
      receivedBytes: numbers[6], sentBytes: numbers[7], time: 0,
      began: Int64(clamping: numbers[4]), ended: Int64(clamping: numbers[5]), boot: numbers[2],
      device: numbers[3])
    if numbers[8] != 0 || numbers[9] != 0 {
      last.lastHandshake = Timestamp(
        seconds: Int64(clamping: numbers[8]), nanoseconds: Int64(clamping: numbers[9]))
    }
    keys.append(key)
    entries.append(Entry(received: numbers[0], sent: numbers[1], last: last))
    return true
  }

  mutating func add(_ samples: [(PublicKey, UsageSample)]) {
    let order = KeyOrder(keys)
    for (key, sample) in samples {
      guard let place = order.place(of: key) else {
        keys.append(key)
        entries.append(
          Entry(received: sample.receivedBytes, sent: sample.sentBytes, last: sample))
        continue
      }
      let delta = UsageDelta(from: entries[place].last, to: sample)
      entries[place].received.add(upToMaximum: delta.receivedBytes)
      entries[place].sent.add(upToMaximum: delta.sentBytes)
      entries[place].last = delta.kept
    }
  }

  var sum: (received: UInt64, sent: UInt64) {
    var (received, sent) = (UInt64(0), UInt64(0))
    for entry in entries {
      received.add(upToMaximum: entry.received)
      sent.add(upToMaximum: entry.sent)
    }
    return (received, sent)
  }

  var text: [UInt8] {
    var text: [UInt8] = []
    text += Self.title.utf8
    text.append(UInt8(ascii: "\n"))
    for place in keys.indices {
      let entry = entries[place]
      let last = entry.last
      let handshake = last.lastHandshake ?? Timestamp(seconds: 0)
      text += keys[place].base64.utf8
      for number in [
        entry.received, entry.sent, last.boot, last.device, UInt64(clamping: last.began),
        UInt64(clamping: last.ended), last.receivedBytes, last.sentBytes,
        UInt64(clamping: handshake.seconds), UInt64(clamping: handshake.nanoseconds),
      ] {
        let word = " \(number)"
        text += word.utf8
      }
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  private static var title: String { "# wgk totals, version 1" }
}

/// The words of a line, with one blank between two; no secret is among them.
private struct Words {
  private var words: [[UInt8]] = [[]]

  init(_ line: Span<UInt8>) {
    for index in line.indices {
      if line[index] == UInt8(ascii: " ") {
        words.append([])
      } else {
        words[words.count - 1].append(line[index])
      }
    }
  }

  /// The first word.
  var key: PublicKey? {
    let word = words[0]
    return try? PublicKey(base64: word.span)
  }

  /// The others.
  var numbers: [UInt64]? {
    var numbers: [UInt64] = []
    for word in words.dropFirst() {
      guard let number = Self.number(word) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func number(_ word: [UInt8]) -> UInt64? {
    guard 1...20 ~= word.count else { return nil }
    var number: UInt64 = 0
    for byte in word {
      let digit = byte &- UInt8(ascii: "0")
      let (product, overflows) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(UInt64(digit))
      guard digit <= 9, !overflows, !overflowsToo else { return nil }
      number = sum
    }
    return number
  }
}
