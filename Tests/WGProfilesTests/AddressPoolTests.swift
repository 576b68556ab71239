import SeededRandom
import Testing
import WGModel

@testable import WGProfiles

@Suite struct AddressPoolTests {
  private func pool(_ networks: String...) throws -> AddressPool {
    try AddressPool(networks: networks.map { try IPPrefix($0) })
  }

  private func texts(_ prefixes: [IPPrefix]) -> [String] { prefixes.map(\.description) }

  @Test func `a network gives its lowest free address, not its own and not the broadcast`() throws {
    var pool = try pool("10.8.0.0/30")
    #expect(texts(try pool.next()) == ["10.8.0.1/32"])
    #expect(texts(try pool.next()) == ["10.8.0.2/32"])
    #expect(code { _ = try pool.next() } == .outOfAddresses)
  }

  @Test func `networks of one and of two addresses give all of them`() throws {
    var two = try pool("10.8.0.0/31")
    #expect(texts(try two.next() + two.next()) == ["10.8.0.0/32", "10.8.0.1/32"])
    #expect(code { _ = try two.next() } == .outOfAddresses)
    var one = try pool("fd00::7/128")
    #expect(texts(try one.next()) == ["fd00::7/128"])
    #expect(code { _ = try one.next() } == .outOfAddresses)
  }

  @Test func `IPv6 has no broadcast address, and its first one is that of any router`() throws {
    var pool = try pool("fd00::/126")
    var found: [String] = []
    for _ in 0..<3 { found += texts(try pool.next()) }
    #expect(found == ["fd00::1/128", "fd00::2/128", "fd00::3/128"])
    #expect(code { _ = try pool.next() } == .outOfAddresses)
  }

  @Test func `a client gets one address of each network, or none of any`() throws {
    var pool = try pool("10.8.0.0/30", "fd00::/64")
    #expect(texts(try pool.next()) == ["10.8.0.1/32", "fd00::1/128"])
    #expect(texts(try pool.next()) == ["10.8.0.2/32", "fd00::2/128"])
    #expect(code { _ = try pool.next() } == .outOfAddresses)
    #expect(pool.isFree(try IPAddress("fd00::3")))
  }

  @Test func `host bits are of no account, and each family is asked for itself`() throws {
    var pool = try pool("10.8.0.77/24", "fd00::77/64")
    #expect(texts(pool.networks) == ["10.8.0.0/24", "fd00::/64"])
    _ = try pool.next()
    #expect(try pool.isFree(IPAddress("10.8.0.2")))
    #expect(try !pool.isFree(IPAddress("10.8.0.1")))
    #expect(try pool.isFree(IPAddress("fd00::2")))
    #expect(try !pool.isFree(IPAddress("fd00::1")))
    // One address in two families is two.
    #expect(try pool.isFree(IPAddress("::ffff:10.8.0.1")))
  }

  @Test func `an exhausted pool says what to do`() throws {
    var pool = try pool("10.8.0.1/32")
    _ = try pool.next()
    do {
      _ = try pool.next()
      Issue.record("there was an address")
    } catch {
      #expect(error.message.contains("10.8.0.1/32"))
      #expect(error.message.contains("remove clients"))
    }
  }

  @Test func `what anybody has is not given: an address, the server's own, a network`() throws {
    var pool = try pool("10.8.0.0/24")
    pool.take(try prefixes("10.8.0.1/32", "10.8.0.3/32", "10.8.0.4/30"))
    #expect(texts(try pool.next()) == ["10.8.0.2/32"])
    #expect(texts(try pool.next()) == ["10.8.0.8/32"])
  }

  @Test func `default routes and their halves take nothing`() throws {
    var pool = try pool("10.8.0.0/24", "fd00::/64")
    pool.take(try prefixes("0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "8000::/1"))
    #expect(texts(try pool.next()) == ["10.8.0.1/32", "fd00::1/128"])
  }

  @Test func `a reservation is given when it is asked for, an exclusion never`() throws {
    var pool = try pool("10.8.0.0/28")
    pool.reserve(try AddressRange("10.8.0.1-10.8.0.4"))
    pool.exclude(try AddressRange("10.8.0.5"))
    pool.exclude(try AddressRange("10.8.0.8/30"))
    #expect(texts(try pool.next()) == ["10.8.0.6/32"])
    try pool.claim(prefixes("10.8.0.2/32"))
    #expect(code { try pool.claim(prefixes("10.8.0.2/32")) } == .alreadyExists)
    #expect(code { try pool.claim(prefixes("10.8.0.5/32")) } == .alreadyExists)
    #expect(texts(try pool.next()) == ["10.8.0.7/32"])
    #expect(texts(try pool.next()) == ["10.8.0.12/32"])
  }

  @Test func `what is claimed is taken whole or not at all`() throws {
    var pool = try pool("10.8.0.0/24")
    pool.take(try prefixes("10.8.0.9/32"))
    #expect(code { try pool.claim(prefixes("10.8.0.1/32", "10.8.0.9/32")) } == .alreadyExists)
    #expect(code { try pool.claim(prefixes("10.8.0.1/32", "10.8.0.1/32")) } == .alreadyExists)
    #expect(code { try pool.claim(prefixes("10.8.0.0/25")) } == .invalidAddress)
    #expect(texts(try pool.next()) == ["10.8.0.1/32"])
  }

  @Test func `a pool has a network, and none that overlaps another`() {
    #expect(code { _ = try AddressPool(networks: []) } == .invalidArgument)
    #expect(code { _ = try pool("10.8.0.0/16", "10.8.3.0/24") } == .invalidArgument)
  }

  @Test func `the largest networks are of no account`() throws {
    var pool = try pool("::/0", "0.0.0.0/0")
    #expect(texts(try pool.next()) == ["::1/128", "0.0.0.1/32"])
    var full = AddressSet()
    full.insert(.init(first: 0, last: .max))
    #expect(full.firstGap(from: 5, through: .max) == nil)
    var top = AddressSet()
    top.insert(.init(first: .max, last: .max))
    top.insert(.init(first: .max - 1, last: .max - 1))
    #expect(top.intervalCount == 1)
    #expect(top.firstGap(from: .max - 1, through: .max) == nil)
  }

  @Test func `a set of addresses agrees with one that has them all in a list`() {
    var generator = SeededGenerator(state: 11)
    for _ in 0..<40 {
      var set = AddressSet()
      var model = Set<UInt128>()
      let space = UInt128([40, 600, 3000][Int.random(in: 0..<3, using: &generator)])
      for _ in 0..<Int(space) {
        let first = UInt128.random(in: 0..<space, using: &generator)
        let last = min(space - 1, first + UInt128.random(in: 0..<3, using: &generator))
        set.insert(.init(first: first, last: last))
        for number in first...last { model.insert(number) }
        let start = UInt128.random(in: 0..<space, using: &generator)
        let gap = (start..<space).first { !model.contains($0) }
        #expect(set.firstGap(from: start, through: space - 1) == gap)
      }
      let runs = (0..<space).filter { model.contains($0) && ($0 == 0 || !model.contains($0 - 1)) }
      #expect(set.intervalCount == runs.count)
    }
  }

  @Test func `the work of finding an address hardly grows with the number of clients`() throws {
    for network in ["10.8.0.0/16", "fd00::/64"] {
      var pool = try pool(network)
      var steps: [Int] = []
      for _ in 0..<60_000 {
        let before = pool.steps
        _ = try pool.next()
        steps.append(pool.steps - before)
      }
      // One after the other, they are one interval.
      #expect((steps.max() ?? 0) <= 20)
    }
  }

  @Test func `the work grows no more than a logarithm and a block where addresses lie apart`()
    throws
  {
    // Every second address, in an order that is none: 30,000 intervals.
    var generator = SeededGenerator(state: 5)
    var pool = try pool("fd00::/64")
    let base = try IPAddress("fd00::")
    let places = (1...30_000).map { $0 * 2 }.shuffled(using: &generator)
    var means: [Int: Int] = [:]
    var before = 0
    for (index, place) in places.enumerated() {
      pool.take([IPAddress(v6High: base.high, low: UInt64(place)).asPrefix])
      if [3_000, 30_000].contains(index + 1) {
        means[index + 1] = (pool.steps - before) / (index + 1 == 3_000 ? 3_000 : 27_000)
        before = pool.steps
      }
    }
    let (small, large) = (try #require(means[3_000]), try #require(means[30_000]))
    // Ten times as many.
    #expect(large < 3 * small, "\(small) steps each, then \(large)")
    #expect(try pool.next() == [IPAddress("fd00::1").asPrefix])
    #expect(try pool.next() == [IPAddress("fd00::3").asPrefix])
  }

  @Test func `a range is two addresses, a network or one address`() throws {
    #expect(try AddressRange("10.0.0.1-10.0.0.9").description == "10.0.0.1-10.0.0.9")
    #expect(try AddressRange("10.0.0.5/30").description == "10.0.0.4-10.0.0.7")
    #expect(try AddressRange("fd00::1").description == "fd00::1")
    #expect(try AddressRange("10.0.0.1-10.0.0.9").contains(IPAddress("10.0.0.9")))
    #expect(try !AddressRange("10.0.0.1-10.0.0.9").contains(IPAddress("10.0.0.10")))
    #expect(try AddressRange("10.0.0.5-10.0.0.5").description == "10.0.0.5")
    #expect(try !AddressRange("::/0").contains(IPAddress("10.0.0.5")))
    #expect(try !AddressRange("0.0.0.0/0").contains(IPAddress("::1")))
    for text in ["", "-", "10.0.0.9-10.0.0.1", "10.0.0.1-fd00::1", "10.0.0.1-", "10.0.0.0/33"] {
      #expect(code { _ = try AddressRange(text) } == .invalidAddress, "\(text)")
    }
  }
}
