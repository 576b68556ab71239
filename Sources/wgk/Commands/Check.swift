internal import Sentences
internal import WGKit

extension Command {
  static var check: Command {
    Command(
      "check", "FILE [--target TARGET] [--client] [--json]", 0...3, options: [.json, .client],
      summary: "Look for mistakes in a configuration file",
      details: """
        Prints a line for each, FILE:LINE:COLUMN: error or warning: what is wrong, and
        nothing for a file without. An error is what the target rejects or what cannot
        work; a warning what works, and hardly as it was meant. docs/files.md lists what
        is looked for. --json prints the same as JSON (docs/json.md).

        --target TARGET   who is to read the file: wg, wg-quick (which is meant when none
                          is named), android or apple
        --client          it is a client's, from elsewhere: errors are also a key without
                          which its tunnel cannot work (PrivateKey, Address; Endpoint and
                          AllowedIPs of a peer), and a hook

        The exit status is 0 when there is nothing to say, 1 when there is something, and
        2 when the file cannot be read. FILE can be - for standard input.
        """
    ) { (words, output) throws(WGError) in
      // 1 says that there are problems; all else that goes wrong is 2.
      output.failureStatus = 2
      let (file, target) = try fileToCheck(words)
      let contents = try file.configuration()
      output.failureStatus = 1
      var findings = Finding.all(in: contents, for: target)
      if words.options.contains(.client) {
        findings += contents.text.withExposedBytes { (text) in Finding.needsOfClient(in: text) }
      }
      if words.options.contains(.json) {
        printJSON(findings, in: file, for: target, &output)
      } else {
        for finding in findings {
          output.print(file.name)
          output.print(":\(finding.location.line):\(finding.location.column): ")
          output.print("\(finding.severity.word): \(finding.message)\n")
        }
      }
      return findings.isEmpty
    }
  }

  private static func fileToCheck(_ words: Arguments) throws(WGError) -> (Argument, Target) {
    var file: Argument?
    var target = Target.wgQuick
    var words = words
    while let word = words[0] {
      words = words.rest
      if word == "--target" {
        target = try self.target(words[0])
        words = words.rest
      } else if file == nil {
        file = word
      } else {
        throw mistake("there is one file too many", in: "wgk check")
      }
    }
    guard let file else { throw mistake("there is no file to check", in: "wgk check") }
    return (file, target)
  }

  static func target(_ word: Argument?, in path: String = "wgk check") throws(WGError) -> Target {
    switch word {
    case "wg"?: return .wg
    case "wg-quick"?: return .wgQuick
    case "android"?: return .android
    case "apple"?: return .apple
    default:
      throw mistake("'--target' is wg, wg-quick, android or apple", in: path)
    }
  }

  private static func printJSON(
    _ findings: [Finding], in file: Argument, for target: Target, _ output: inout Output
  ) {
    var json = JSONOutput(&output)
    json.put("file", .text(file.text), &output)
    json.put("target", .text(target.word), &output)
    json.open("findings", .array, &output)
    for finding in findings {
      json.open(.object, &output)
      json.put("severity", .text(finding.severity.word), &output)
      json.put("code", .text(finding.kind.slug), &output)
      json.put("line", .number(UInt64(finding.location.line)), &output)
      json.put("column", .number(UInt64(finding.location.column)), &output)
      json.put("message", .text(finding.message), &output)
      json.close(.object, &output)
    }
    json.close(.array, &output)
    json.close(.object, &output)
  }
}

extension Finding.Severity {
  fileprivate var word: String { self == .error ? "error" : "warning" }
}

extension Target {
  fileprivate var word: String {
    switch self {
    case .wg: "wg"
    case .wgQuick: "wg-quick"
    case .android: "android"
    case .apple: "apple"
    }
  }
}

extension Argument {
  /// The word as the name of a file in a line of output: quoted when it could break the line.
  fileprivate var name: String {
    let isPlain = withBytes { (bytes) in
      for index in bytes.indices where bytes[index] < 0x20 || bytes[index] == 0x7f { return false }
      return true
    }
    return isPlain ? text : quoted
  }
}
