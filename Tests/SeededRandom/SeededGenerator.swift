/// Random numbers from a fixed seed (SplitMix64), so that a failure can be seen again.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts from a seed.
  public init(state: UInt64) { self.state = state }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// The next four numbers.
  public mutating func words() -> (UInt64, UInt64, UInt64, UInt64) {
    (next(), next(), next(), next())
  }

  /// The next number below a limit.
  public mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
