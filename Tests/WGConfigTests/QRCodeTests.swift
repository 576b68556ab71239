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

  @Test func `a code is not printed by its description`() throws {
    let code = try code(of: 40)
    #expect("\(code.svg())" == "SecretBytes(redacted)")
  }
}
