import ConfigTesting
import Foundation
import WGConfig
import WGModel

/// What WGConfig makes of many files, for a comparison with other programs.
///
/// Standard input has for each file a line, the dialect (`wg` or `wg-quick`) and the number of bytes,
/// and the bytes. Standard output has for each the values, a line each, or `error LINE:COLUMN: …`, and
/// then a line with a dot. Lines of `wg-quick strip` follow `strip` when the file has that dialect.
@main
enum Driver {
  static func main() throws {
    if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--speed" {
      return try Speed.measure(CommandLine.arguments[2])
    }
    let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    var place = 0
    var output = ""
    while place < input.count {
      guard let newline = input[place...].firstIndex(of: UInt8(ascii: "\n")) else { exit(2) }
      let words = String(decoding: input[place..<newline], as: UTF8.self).split(separator: " ")
      guard words.count == 2, let count = Int(words[1]) else { exit(2) }
      let file = Array(input[newline + 1..<newline + 1 + count])
      place = newline + 1 + count
      output += answer(to: file, as: words[0] == "wg" ? .wg : .wgQuick) + ".\n"
    }
    FileHandle.standardOutput.write(Data(output.utf8))
  }

  static func answer(to file: [UInt8], as dialect: Dialect) -> String {
    do throws(WGError) {
      let document = try Document(parsing: file, as: dialect)
      guard document.bytes == file else { return "the document is not what was parsed\n" }
      let config = try Config(document)
      var lines = config.setText
      if dialect == .wgQuick {
        let stripped = try document.stripped().bytes
        lines.append("strip=" + hexadecimal(stripped))
      }
      return lines.map { $0 + "\n" }.joined()
    } catch {
      let place = error.location.map { "\($0.line):\($0.column)" } ?? "?"
      return "error \(place): \(error)\n"
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
