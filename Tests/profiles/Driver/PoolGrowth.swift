import WGKit

/// What an address costs in pools of more and more clients.
///
/// Steps are the intervals that are looked at or moved; time is that of this build on this machine.
enum PoolGrowth {
  static func print() throws(WGError) {
    Swift.print("network        order       clients  steps an address  nanoseconds")
    for network in ["10.8.0.0/16", "fd00::/64"] {
      for isScattered in [false, true] {
        for count in [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000] {
          try measure(network, isScattered, count)
        }
      }
    }
  }

  // The last hundred of so many clients: lowest free, or at every second place in an order that is none.
  private static func measure(
    _ text: String, _ isScattered: Bool, _ count: Int
  ) throws(WGError) {
    let network = try IPPrefix(text)
    var pool = try AddressPool(networks: [network])
    var (steps, begin) = (0, 0)
    for number in 0..<count {
      if number == count - 100 { (steps, begin) = (pool.steps, Server.microseconds) }
      // 24,593 is prime: each place below 32,768 comes once.
      let place = 2 + 2 * ((number &* 24_593) & 32_767)
      if isScattered {
        if place < 65_534 { try pool.claim([try address(place, in: network)]) }
      } else {
        _ = try pool.next()
      }
    }
    let time = (Server.microseconds - begin) * 10
    let order = isScattered ? "scattered" : "lowest free"
    func column(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    Swift.print(
      column(text, 14), column(order, 11), column("\(count)", 8),
      column("\(Double(pool.steps - steps) / 100)", 17), time)
  }

  private static func address(_ place: Int, in network: IPPrefix) throws(WGError) -> IPPrefix {
    var bytes = network.address.bytes
    bytes[bytes.count - 2] = UInt8(place >> 8)
    bytes[bytes.count - 1] = UInt8(place & 255)
    return try IPPrefix(IPAddress(bytes: bytes.span), length: bytes.count == 4 ? 32 : 128)
  }
}
