import Foundation
import Testing

@testable import WGModel

struct JSONTextTests {
  @Test func `quotes, backslashes and control characters are escaped`() {
    #expect(jsonText("") == #""""#)
    #expect(jsonText(#"a"b\c"#) == #""a\"b\\c""#)
    #expect(jsonText("\u{0}\n\u{1f}\u{7f}") == #""\u0000\u000a\u001f\u007f""#)
    #expect(jsonText("ü€🐉") == #""ü€🐉""#)
  }

  @Test func `whatever bytes there are, Foundation reads the text back`() throws {
    for first in UInt8.min...UInt8.max {
      for second: UInt8 in [0, 0x22, 0x5c, 0x80, 0xc3, 0xff] {
        let text = String(decoding: [first, second, first], as: UTF8.self)
        let json = Data("[\(jsonText(text))]".utf8)
        #expect(try JSONSerialization.jsonObject(with: json) as? [String] == [text])
      }
    }
  }
}
