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

  @Test func `what is written is read back, in any century`() throws {
    for day: Int64 in -700_000..<2_900_000 where day % 97 == 0 || abs(day) < 1500 {
      let moment = Timestamp(seconds: day * 86_400 + (day &* 7_919) % 43_200)
      let text = try #require(moment.rfc3339)
      if try Timestamp(rfc3339: text) != moment { Issue.record("\(text) is \(moment.seconds)") }
    }
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00.5Z", 0, 500_000_000), ("1970-01-01T00:00:00.000000001Z", 0, 1),
    ("1970-01-01T01:00:00+01:00", 0, 0), ("1969-12-31T19:30:00-04:30", 0, 0),
    ("2024-05-01T12:34:56.789Z", 1_714_566_896, 789_000_000),
    ("2024-02-29T00:00:00.123456789+23:59", 1_709_164_800 - 86_340, 123_456_789),
  ])
  func `a fraction and an offset are read`(text: String, seconds: Int, nanoseconds: Int) throws {
    let moment = Timestamp(seconds: Int64(seconds), nanoseconds: Int64(nanoseconds))
    #expect(try Timestamp(rfc3339: text) == moment)
  }

  @Test(arguments: [
    "", "2026", "2026-11-21", "2026-11-21T08:05:00", "2026-11-21 08:05:00Z",
    "2026-11-21T08:05:00z", "2026-11-21T08:05:00ZZ", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
    "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+1:00", "2026-01-01T00:00:00+24:00",
    "+026-01-01T00:00:00Z", "2026-1-01T00:00:00Z", "2026-01-01T00:00:00\u{0}Z",
  ])
  func `what is no date and time is refused`(text: String) {
    #expect(throws: WGError.self) { try Timestamp(rfc3339: text) }
  }
}
