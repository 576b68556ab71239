import Foundation
import Testing

@testable import WGModel

struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    (951_782_400, "2000-02-29T00:00:00Z"), (951_868_800, "2000-03-01T00:00:00Z"),
    (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
    (1_700_000_000, "2023-11-14T22:13:20Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
    (-62_167_219_200, "0000-01-01T00:00:00Z"),
  ])
  func `a moment is written as RFC 3339 has it`(seconds: Int, text: String) {
    #expect(Timestamp(seconds: Int64(seconds)).rfc3339 == text)
    #expect(Timestamp(seconds: Int64(seconds), nanoseconds: 999_999_999).rfc3339 == text)
  }

  @Test func `each day of eight centuries is the one that Foundation says it is`() {
    let formatter = ISO8601DateFormatter()
    // A time of day that moves on, so that hours, minutes and seconds are seen in every place.
    for day: Int64 in -100_000..<200_000 where day % 7 == 0 || abs(day) < 1500 {
      let seconds = day * 86_400 + (day &* 7_919) % 43_200
      let expected = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
      if Timestamp(seconds: seconds).rfc3339 != expected {
        Issue.record("\(seconds) is \(expected)")
      }
    }
  }

  @Test(arguments: [253_402_300_800, -62_167_219_201, Int.max, Int.min])
  func `a year of other than four digits has no text`(seconds: Int) {
    #expect(Timestamp(seconds: Int64(seconds)).rfc3339 == nil)
  }
}
