internal import WGModel

/// Addresses of one family, as intervals that neither touch nor overlap.
///
/// The intervals are in order, in blocks of limited size, so that finding one takes two binary searches
/// and adding one moves the rest of one block. Clients that are numbered from the first address on make
/// one interval, however many they are.
struct AddressSet: Sendable {
  /// The addresses from one number to another, both of them in it.
  struct Interval: Sendable, Equatable {
    var first: UInt128
    var last: UInt128
  }

  // No block is empty; all that is in one comes before all that is in the next.
  private var blocks: [[Interval]] = []
  /// How many intervals have been looked at or moved, for measuring.
  private(set) var steps = 0

  /// The most intervals of a block.
  static var blockSize: Int { 128 }

  /// Whether nothing is in it.
  var isEmpty: Bool { blocks.isEmpty }

  /// The number of intervals.
  var intervalCount: Int { blocks.reduce(0) { $0 + $1.count } }

  /// Adds the addresses of an interval; what is in the set already stays in it.
  @inline(never)
  mutating func insert(_ interval: Interval) {
    var merged = interval
    // The first one that touches, or that comes behind.
    var (block, place) = position(of: interval.first == 0 ? 0 : interval.first - 1)
    while block < blocks.count {
      let next = blocks[block][place]
      guard merged.last == .max || next.first <= merged.last + 1 else { break }
      merged.first = min(merged.first, next.first)
      merged.last = max(merged.last, next.last)
      remove(&block, &place)
    }
    insert(merged, block, place)
  }

  /// The lowest number from `start` on that is not in the set, or nil when there is none up to `limit`.
  mutating func firstGap(from start: UInt128, through limit: UInt128) -> UInt128? {
    guard start <= limit else { return nil }
    let (block, place) = position(of: start)
    guard block < blocks.count, blocks[block][place].first <= start else { return start }
    let last = blocks[block][place].last
    return last < limit ? last + 1 : nil
  }

  /// Whether a number is in the set.
  mutating func contains(_ number: UInt128) -> Bool {
    firstGap(from: number, through: number) == nil
  }

  // The first interval that does not end before a number, or the place behind the last one.
  private mutating func position(of number: UInt128) -> (block: Int, place: Int) {
    var looks = 0
    let blocks = blocks
    let block = firstPlace(of: blocks.count) { (block) in
      looks += 1
      return blocks[block][blocks[block].count - 1].last >= number
    }
    var place = 0
    if block < blocks.count {
      place = firstPlace(of: blocks[block].count) { (place) in
        looks += 1
        return blocks[block][place].last >= number
      }
    }
    steps += looks
    return (block, place)
  }

  private mutating func remove(_ block: inout Int, _ place: inout Int) {
    steps += blocks[block].count - place
    blocks[block].remove(at: place)
    if blocks[block].isEmpty {
      steps += blocks.count - block
      blocks.remove(at: block)
      place = 0
    } else if place == blocks[block].count {
      (block, place) = (block + 1, 0)
    }
  }

  private mutating func insert(_ interval: Interval, _ block: Int, _ place: Int) {
    var (block, place) = (block, place)
    // At the beginning of a block, or behind all: the block before has room as well.
    if place == 0, block > 0 {
      block -= 1
      place = blocks[block].count
    }
    guard block < blocks.count else { return blocks.append([interval]) }
    steps += blocks[block].count - place
    blocks[block].insert(interval, at: place)
    guard blocks[block].count > Self.blockSize else { return }
    let half = Self.blockSize / 2
    steps += half + blocks.count - block
    let upper = Array(blocks[block][half...])
    blocks[block].removeSubrange(half...)
    blocks.insert(upper, at: block + 1)
  }
}
