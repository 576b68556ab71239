import WGModel
import WGProfiles

var accountRows: [Row] {
  [
    Row("address allocated among clients") { size in
      var pool = try AddressPool(networks: [try IPPrefix("10.0.0.0/8"), try IPPrefix("fd00::/64")])
      for _ in 0..<size { _ = try pool.next() }
      let full = pool
      return {
        var pool = full
        return try pool.next().count
      }
    },
    Row("samples of peers compared") { size in
      let first = (0..<size).map { UsageSample(receivedBytes: UInt64($0), sentBytes: 5, time: 60) }
      let second = (0..<size).map {
        UsageSample(receivedBytes: UInt64($0) + 3, sentBytes: 9, time: 120)
      }
      return {
        var sum: UInt64 = 0
        for place in first.indices {
          sum &+= UsageDelta(from: first[place], to: second[place]).receivedBytes
        }
        return Int(sum)
      }
    },
  ]
}
