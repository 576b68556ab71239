import ConfigTesting
import Foundation
import Testing
import WGConfig
import WGModel

/// The vectors of Tests/config-vectors, which know nothing of this library.
@Suite struct `Conformance vectors` {
  struct Vector: Decodable {
    struct Place: Decodable {
      let line: Int
      let column: Int
    }
    let name: String
    let dialect: String
    let input: String?
    let input_base64: String?
    let accepted: Bool
    let set: [String]?
    let error: Place?
    let differs: String?

    var bytes: [UInt8] {
      if let input { return Array(input.utf8) }
      return [UInt8](Data(base64Encoded: input_base64 ?? "") ?? Data())
    }
  }

  static func vectors(_ group: String) throws -> [Vector] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("config-vectors")
    let data = try Data(contentsOf: folder.appendingPathComponent(group + ".json"))
    return try JSONDecoder().decode([Vector].self, from: data)
  }

  static let groups = ["lexer", "keys", "numbers", "allowed-ips", "endpoints", "wg-quick"]

  @Test(arguments: groups) func `each is accepted or rejected as it says`(group: String) throws {
    for vector in try Self.vectors(group) {
      let dialect: Dialect = vector.dialect == "wg" ? .wg : .wgQuick
      let name = Comment(rawValue: "\(group): \(vector.name)")
      do throws(WGError) {
        let document = try Document(parsing: vector.bytes, as: dialect)
        #expect(document.bytes == vector.bytes, name)
        let config = try Config(document)
        #expect(vector.accepted, name)
        #expect(config.setText == vector.set, name)
      } catch {
        #expect(!vector.accepted, "\(name.rawValue): \(error)")
        #expect(error.code == .invalidConfiguration, name)
        #expect(error.location?.line == vector.error?.line, name)
        #expect(error.location?.column == vector.error?.column, "\(name.rawValue): \(error)")
      }
    }
  }

  @Test func `each difference that is published has a vector, and no vector another one`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/config.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let table = try #require(text.components(separatedBy: "## Where WGKit differs").last)
      .components(separatedBy: "\n## ")[0]
    let published = table.split(separator: "\n").compactMap { (row) -> String? in
      let cells = row.split(separator: "|")
      guard row.hasPrefix("| `"), let name = cells.first else { return nil }
      return name.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
    }
    // These two are no matter of what is in a file.
    let shown = Set(try Self.groups.flatMap { try Self.vectors($0).compactMap(\.differs) })
    #expect(shown.union(["file-name", "size"]) == Set(published))
    #expect(published.count == Set(published).count)
  }

  @Test func `there are at least 400`() throws {
    let count = try Self.groups.map { try Self.vectors($0).count }.reduce(0, +)
    #expect(count >= 400)
  }
}
