extension PublicKey {
  /// Whether every handshake with this key fails, since its shared secret would be zero.
  ///
  /// The points of order 1, 2, 4 and 8 of the curve and of its twist, also in the forms that are not
  /// reduced modulo p = 2^255 − 19; the highest bit is ignored, as X25519 does (RFC 7748 section 5).
  /// The kernel accepts such a peer and never sends it anything.
  public var isLowOrder: Bool {
    let high = littleWord(3) & ~(1 << 63)
    return Self.lowOrder.contains { point in
      littleWord(0) == point.0 && littleWord(1) == point.1 && littleWord(2) == point.2
        && high == point.3
    }
  }

  // 0, 1, p − 1, p, p + 1 and the two u-coordinates of order 8, the lowest word first.
  private static var lowOrder: [(UInt64, UInt64, UInt64, UInt64)] {
    let ones = UInt64.max
    let top: UInt64 = .max >> 1
    return [
      (0, 0, 0, 0),
      (1, 0, 0, 0),
      (ones - 19, ones, ones, top),
      (ones - 18, ones, ones, top),
      (ones - 17, ones, ones, top),
      (0xaeb8_413b_7c7a_ebe0, 0x6ac4_9ff1_fae3_5616, 0xfdb1_329c_eb8d_09da, 0x00b8_495f_1605_6286),
      (0x248c_50a3_bc95_9c5f, 0x5bef_839c_55b1_d0b1, 0x868e_1c58_c45c_4404, 0x5711_9fd0_dd4e_22d8),
    ]
  }

  // The curve has its numbers the other way round.
  private func littleWord(_ index: Int) -> UInt64 { word(index).byteSwapped }
}
