import SeededRandom
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

@Suite struct TakenNetworksTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `an overlap is found exactly where one pair after the other shows one`(_ seed: UInt64) throws
  {
    var random = SeededGenerator(state: seed)
    func key(_ number: Int) -> PublicKey { PublicKey(bytes: InlineArray(repeating: UInt8(number))) }
    // In so small a space that networks lie in each other and beside each other.
    func network() throws -> IPPrefix {
      let number = random.below(256)
      let length = random.below(9)
      return random.below(2) == 0
        ? try IPPrefix("0.0.0.\(number)/\(24 + length)").masked
        : try IPPrefix("::\(String(number, radix: 16))/\(120 + length)").masked
    }
    let interface = "[Interface]\nPrivateKey = \(try PrivateKey.generate().exposedBase64().text)\n"
    let builder = SecretBuilder()
    builder.append(interface.utf8.span)
    let file = try ServerFile(ConfigFile.Contents(text: builder.finish(), mode: nil))
    for count in [0, 1, 2, 12, 40] {
      var taken = TakenNetworks(ProfileList([]), file, nil)
      var all: [(network: IPPrefix, owner: PublicKey?)] = []
      for _ in 0..<count {
        let owner = random.below(5) == 0 ? nil : key(1 + random.below(3))
        let next = (network: try network(), owner: owner)
        all.append(next)
        taken.add([next.network], owner)
      }
      taken.sort()
      for _ in 0..<200 {
        let (wanted, owner) = (try network(), key(1 + random.below(4)))
        let found = taken.overlapping(wanted, notOf: owner)
        let isThere = all.contains { $0.owner != owner && $0.network.overlaps(wanted) }
        #expect((found != nil) == isThere, "seed \(seed): \(wanted) among \(all)")
        if let found {
          #expect(found.owner != owner && found.network.overlaps(wanted), "seed \(seed)")
        }
      }
    }
  }

  @Test func `default routes and their halves are nobody's`() throws {
    let text = "[Interface]\nListenPort = 1\n"
    let builder = SecretBuilder()
    builder.append(text.utf8.span)
    let file = try ServerFile(ConfigFile.Contents(text: builder.finish(), mode: nil))
    var taken = TakenNetworks(ProfileList([]), file, nil)
    taken.add(try prefixes("0.0.0.0/0", "128.0.0.0/1", "::/0", "8000::/1", "64.0.0.0/2"), nil)
    taken.sort()
    let key = PublicKey(bytes: InlineArray(repeating: 1))
    #expect(taken.overlapping(try IPPrefix("200.0.0.0/8"), notOf: key) == nil)
    #expect(taken.overlapping(try IPPrefix("9000::/16"), notOf: key) == nil)
    #expect(taken.overlapping(try IPPrefix("65.0.0.0/8"), notOf: key) != nil)
  }
}
