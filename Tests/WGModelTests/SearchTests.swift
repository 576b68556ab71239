import SeededRandom
import Testing

@testable import WGModel

@Suite struct `A byte looked for` {
  @Test(arguments: [0, 1, 35, 127, 128, 255] as [UInt8])
  func `is found where a loop finds it`(byte: UInt8) {
    var random = SeededGenerator(state: UInt64(byte) + 1)
    // Its neighbours, which differ in the lowest or in the highest bit, stand around it.
    let likely = [byte &- 1, byte &+ 1, byte ^ 0x80, byte ^ 0x81, 0, 255].filter { $0 != byte }
    for count in 0..<50 {
      for _ in 0..<200 {
        var text = (0..<count).map { _ in likely.randomElement(using: &random)! }
        #expect(text.span.firstIndex(of: byte) == nil)
        guard count > 0 else { continue }
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          text[Int.random(in: 0..<count, using: &random)] = byte
        }
        #expect(text.span.firstIndex(of: byte) == text.firstIndex(of: byte))
      }
    }
  }
}

@Suite struct `The order of places` {
  @Test func `is that of the values, and of equal ones that of the places`() {
    var random = SeededGenerator(state: 7)
    for count in Array(0..<40) + [127, 128, 129, 1000] {
      let values = (0..<count).map { _ in Int.random(in: 0..<max(count / 2, 1), using: &random) }
      // In order, the other way round, in order but for one, and as they come.
      var nearly = values.sorted()
      if count > 2 { nearly.swapAt(0, count - 1) }
      for values in [values.sorted(), values.sorted().reversed(), nearly, values] {
        let places = orderedPlaces(count) { values[$0] < values[$1] }
        let expected = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        #expect(places == expected)
      }
    }
  }
}

@Suite struct `Public keys in order` {
  @Test func `are those of their bytes, wherever two of them differ`() throws {
    for place in 0..<32 {
      for (low, high) in [(0, 1), (1, 255), (127, 128), (254, 255)] as [(UInt8, UInt8)] {
        var (left, right) = ([UInt8](repeating: 9, count: 32), [UInt8](repeating: 9, count: 32))
        (left[place], right[place]) = (low, high)
        // What comes behind counts for nothing.
        if place < 31 { (left[31], right[31]) = (255, 0) }
        let (first, second) = try (PublicKey(bytes: left.span), PublicKey(bytes: right.span))
        #expect(first < second && !(second < first) && first != second)
        #expect(!(first < first) && first == first)
        let order = KeyOrder([second, first, second])
        #expect(order.place(of: first) == 1 && order.place(of: second) == 0)
        #expect(Array(order.places(of: second)) == [0, 2])
        #expect(order.repeatedKey == second)
      }
    }
  }
}
