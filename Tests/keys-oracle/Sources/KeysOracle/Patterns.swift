/// Private keys at the edges, but for zeros, which make no private key in WGKit.
let patterns: [[UInt8]] = {
  let bits = (0..<256).map { bit in
    (0..<32).map { $0 == bit / 8 ? 1 << UInt8(bit % 8) : 0 as UInt8 }
  }
  let repeated = (UInt8.min...UInt8.max).map { [UInt8](repeating: $0, count: 32) }
  let clampedOnes = [248] + [UInt8](repeating: 255, count: 30) + [127]
  let patterns = bits + bits.map { $0.map { ~$0 } } + repeated + [clampedOnes]
  return patterns.filter { $0.contains { $0 != 0 } }
}()

/// Points of low order and what is beside them: each of them plus −2 to 2, with the highest bit too.
let pointsAroundLowOrder: [[UInt8]] = {
  let p = Residue.modulus
  let centres: [Words] = [
    (0, 0, 0, 0), p,
    (0xaeb8_413b_7c7a_ebe0, 0x6ac4_9ff1_fae3_5616, 0xfdb1_329c_eb8d_09da, 0x00b8_495f_1605_6286),
    (0x248c_50a3_bc95_9c5f, 0x5bef_839c_55b1_d0b1, 0x868e_1c58_c45c_4404, 0x5711_9fd0_dd4e_22d8),
  ]
  var points = [[UInt8]]()
  for centre in centres {
    for distance: UInt64 in 0...2 {
      let words: Words = (distance, 0, 0, 0)
      for number in [subtract(centre, words), sum(centre, words)] {
        guard let point = number.map(bytes(of:)) else { continue }
        points += [point, point[..<31] + [point[31] | 128]]
      }
    }
  }
  return points
}()
