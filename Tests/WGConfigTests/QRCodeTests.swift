import Testing
import WGConfig
import WGModel

@Suite struct `QR codes` {
  private func text(_ bytes: SecretBytes) -> String {
    bytes.withExposedBytes { (bytes) in
      var copy: [UInt8] = []
      for index in bytes.indices { copy.append(bytes[index]) }
      return String(decoding: copy, as: UTF8.self)
    }
  }

  private func code(of count: Int) throws -> QRCode {
    let bytes = [UInt8](repeating: 0x61, count: count)
    return try QRCode(encoding: bytes.span)
  }

  @Test func `the smallest and the largest symbol hold what the standard says`() throws {
    #expect(try code(of: 1).width == 21)
    #expect(try code(of: 17).width == 21)
    #expect(try code(of: 18).width == 25)
    #expect(try code(of: 2953).width == 177)
    #expect(QRCode.mostBytes == 2953)
  }

  @Test func `a text of no bytes and one that is too long are refused`() throws {
    let none = try #require(throws: WGError.self) { try code(of: 0) }
    #expect(none.code == .invalidArgument)
    let error = try #require(throws: WGError.self) { try code(of: 2954) }
    #expect(error.code == .tooLarge)
    #expect(error.message.contains("2953 are the most"))
  }

  @Test func `a symbol has its three finder patterns, and light all around`() throws {
    let code = try code(of: 40)
    let last = code.width - 7
    for (column, row) in [(0, 0), (last, 0), (0, last)] {
      for x in 0..<7 {
        for y in 0..<7 {
          let ring = max(abs(x - 3), abs(y - 3))
          #expect(code.isDark(column: column + x, row: row + y) == (ring != 2))
        }
      }
    }
    #expect(!code.isDark(column: -1, row: 0) && !code.isDark(column: 0, row: code.width))
    #expect(!code.isDark(column: .max, row: .min))
  }

  @Test func `the two texts for terminals are each other's opposite`() throws {
    let code = try code(of: 40)
    let dark = text(code.terminalText()).split(separator: "\n", omittingEmptySubsequences: false)
    let light = text(code.terminalText(on: .light)).split(
      separator: "\n", omittingEmptySubsequences: false)
    let side = code.width + 8
    #expect(dark.count == (side + 1) / 2 + 1 && light.count == dark.count)
    for row in 0..<side {
      let (over, under) = (Array(dark[row / 2]), Array(light[row / 2]))
      #expect(over.count == side && under.count == side)
      for column in 0..<side {
        let halves: [Character] =
          row % 2 == 0 ? ["\u{2580}", "\u{2588}"] : ["\u{2584}", "\u{2588}"]
        let isDark = code.isDark(column: column - 4, row: row - 4)
        #expect(halves.contains(over[column]) == !isDark)
        #expect(halves.contains(under[column]) == isDark)
      }
    }
  }

  @Test func `the picture has a square for each run of dark modules`() throws {
    let code = try code(of: 40)
    let picture = text(code.svg())
    var dark = 0
    for row in 0..<code.width {
      for column in 0..<code.width where code.isDark(column: column, row: row) { dark += 1 }
    }
    var drawn = 0
    for part in picture.split(separator: "h").dropFirst() {
      if let number = Int(part.prefix { $0.isNumber }) { drawn += number }
    }
    #expect(drawn == dark)
    #expect(picture.contains("viewBox=\"0 0 \(code.width + 8) \(code.width + 8)\""))
  }

  @Test func `columns go to the right and rows go down`() throws {
    let code = try code(of: 40)
    // The first copy of the format, from bit 0 to bit 14: ISO/IEC 18004, 7.9.1.
    let places =
      [0, 1, 2, 3, 4, 5, 7, 8].map { (column: 8, row: $0) }
      + [7, 5, 4, 3, 2, 1, 0].map { (column: $0, row: 8) }
    var format = 0
    for (bit, place) in places.enumerated()
    where code.isDark(column: place.column, row: place.row) { format |= 1 << bit }
    // Those of the least error correction, of its eight masks; none of them is one backwards.
    let known = [0x77c4, 0x72f3, 0x7daa, 0x789d, 0x662f, 0x6318, 0x6c41, 0x6976]
    #expect(known.contains(format))
    #expect(code.isDark(column: 8, row: code.width - 8))
  }

  @Test func `the picture has dark what is dark, and nothing else`() throws {
    let code = try code(of: 40)
    let side = code.width + 8
    let picture = text(code.svg())
    let path = try #require(picture.split(separator: "d=\"").last?.split(separator: "\"").first)
    var drawn: Set<Int> = []
    for square in path.split(separator: "M") {
      let numbers = square.split { !$0.isNumber }.compactMap { Int($0) }
      try #require(numbers.count == 5 && numbers[3] == 1 && numbers[2] == numbers[4])
      let (column, row) = (numbers[0], numbers[1])
      #expect(square.trimmingPrefix("\(column) \(row)h\(numbers[2])v1h-\(numbers[2])z").count <= 1)
      for place in column..<column + numbers[2] { drawn.insert(row * side + place) }
    }
    for place in 0..<side * side {
      let isDark = code.isDark(column: place % side - 4, row: place / side - 4)
      #expect(drawn.contains(place) == isDark)
    }
  }

  @Test func `below the last line of a terminal nothing is printed`() throws {
    let code = try code(of: 40)
    let lines = { (bytes: SecretBytes) in text(bytes).split(separator: "\n") }
    #expect(lines(code.terminalText()).last?.allSatisfy { $0 == "\u{2580}" } == true)
    #expect(lines(code.terminalText(on: .light)).last?.allSatisfy { $0 == " " } == true)
  }

  @Test func `a code is not printed by its description`() throws {
    let code = try code(of: 40)
    #expect("\(code.svg())" == "SecretBytes(redacted)")
  }
}
