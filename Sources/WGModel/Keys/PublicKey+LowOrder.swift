extension PublicKey {
  /// Whether every handshake with this key fails, since its shared secret would be zero.
  ///
  /// The points of order 1, 2, 4 and 8 of the curve and of its twist, also in the forms that are not
  /// reduced modulo p = 2^255 − 19; the highest bit is ignored, as X25519 does (RFC 7748 section 5).
  /// The kernel accepts such a peer and never sends it anything.
  public var isLowOrder: Bool {
    let (low, second, third) = (littleWord(0), littleWord(1), littleWord(2))
    // The highest word tells most keys apart from these.
    switch littleWord(3) & ~(1 << 63) {
    case 0:  // 0 and 1
      return low <= 1 && second == 0 && third == 0
    case .max >> 1:  // p − 1, p and p + 1
      return (.max - 19)...(.max - 17) ~= low && second == .max && third == .max
    // The two u-coordinates of order 8.
    case 0x00b8_495f_1605_6286:
      return low == 0xaeb8_413b_7c7a_ebe0 && second == 0x6ac4_9ff1_fae3_5616
        && third == 0xfdb1_329c_eb8d_09da
    case 0x5711_9fd0_dd4e_22d8:
      return low == 0x248c_50a3_bc95_9c5f && second == 0x5bef_839c_55b1_d0b1
        && third == 0x868e_1c58_c45c_4404
    default: return false
    }
  }

  // The curve has its numbers the other way round.
  private func littleWord(_ index: Int) -> UInt64 { word(index).byteSwapped }
}
