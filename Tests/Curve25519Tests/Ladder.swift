/// X25519 as RFC 7748 section 5 writes it down, step by step, with branches and without haste.
///
/// - Returns: k·u as 32 bytes, for any scalar and any u-coordinate.
func ladder(_ scalar: [UInt8], _ coordinate: [UInt8]) -> [UInt8] {
  let k = clamped(scalar)
  // decodeUCoordinate ignores the highest bit.
  let u = words(of: coordinate)
  let x1 = Residue((u.0, u.1, u.2, u.3 & (.max >> 1)))
  var (x2, z2) = (Residue.one, Residue.zero)
  var (x3, z3) = (x1, Residue.one)
  for bit in stride(from: 254, through: 0, by: -1) {
    let isSet = k[bit / 8] >> UInt8(bit % 8) & 1 == 1
    if isSet { (x2, x3, z2, z3) = (x3, x2, z3, z2) }
    let a = x2 + z2
    let aa = a * a
    let b = x2 - z2
    let bb = b * b
    let e = aa - bb
    let c = x3 + z3
    let d = x3 - z3
    let da = d * a
    let cb = c * b
    x3 = (da + cb) * (da + cb)
    z3 = x1 * ((da - cb) * (da - cb))
    x2 = aa * bb
    z2 = e * (aa + Residue(121665) * e)
    if isSet { (x2, x3, z2, z3) = (x3, x2, z3, z2) }
  }
  return bytes(of: (x2 * z2.inverse).words)
}

/// The u-coordinate of the base point.
let nine: [UInt8] = [9] + Array(repeating: 0, count: 31)

/// RFC 7748 section 5, decodeScalar25519.
func clamped(_ scalar: [UInt8]) -> [UInt8] {
  var scalar = scalar
  scalar[0] &= 248
  scalar[31] = scalar[31] & 127 | 64
  return scalar
}
