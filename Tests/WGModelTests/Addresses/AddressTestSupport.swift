import Glibc
import SeededRandom
import WGModel

extension SeededGenerator {
  /// An address: evenly random, or made of the groups that printing treats in a special way.
  mutating func address() -> IPAddress {
    switch next() % 5 {
    case 0: return IPAddress(v4: UInt32(truncatingIfNeeded: next()))
    case 1: return IPAddress(v6High: next(), low: next())
    default:
      let groups: [UInt64] = [0, 0, 0, 0, 0, 1, 0xffff, 0x10, 0xab0, next() & 0xffff]
      var words: [UInt64] = [0, 0]
      for index in 0..<8 {
        words[index / 4] = words[index / 4] << 16 | groups[Int(next() % UInt64(groups.count))]
      }
      return IPAddress(v6High: words[0], low: words[1])
    }
  }
}

/// The error that an operation throws, or nil when it succeeds.
func failure<Value>(_ operation: () throws(WGError) -> Value) -> WGError? {
  do throws(WGError) {
    _ = try operation()
    return nil
  } catch {
    return error
  }
}

/// What inet_pton(3) makes of a text, as bytes in network order; nil when it takes it for none.
func systemParse(_ text: [UInt8], _ family: Int32) -> [UInt8]? {
  var address: [UInt8] = Array(repeating: 0, count: 16)
  let status = unsafe (text + [0]).withUnsafeBytes { text in
    unsafe address.withUnsafeMutableBytes { address in
      unsafe inet_pton(
        family, text.assumingMemoryBound(to: CChar.self).baseAddress, address.baseAddress)
    }
  }
  return status == 1 ? Array(address[..<(family == AF_INET ? 4 : 16)]) : nil
}

/// The text of inet_ntop(3).
func systemText(_ address: IPAddress) -> String {
  var text: [CChar] = Array(repeating: 0, count: 64)
  _ = unsafe address.bytes.withUnsafeBytes { bytes in
    unsafe text.withUnsafeMutableBufferPointer { text in
      unsafe inet_ntop(
        address.family == .v4 ? AF_INET : AF_INET6, bytes.baseAddress, text.baseAddress, 64)
    }
  }
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
