internal import Sentences
public import WGModel

extension Finding {
  /// What a configuration that somebody gives a client lacks for its tunnel, and the commands in it,
  /// which would be run as root.
  ///
  /// Needed are `PrivateKey` and `Address`, and a peer, each with `PublicKey`, `Endpoint` and
  /// `AllowedIPs`. What else may be wrong is a matter of ``all(in:for:)``.
  ///
  /// - Parameter text: the file.
  /// - Returns: the findings, all of them errors; none for a text that breaks the grammar.
  public static func needsOfClient(in text: Span<UInt8>) -> [Finding] {
    guard let document = try? Document(parsing: text, as: .wgQuick) else { return [] }
    var findings: [Finding] = []
    var keys: [Document.Key] = []
    var peers = 0
    for section in document.sections.indices {
      let entries = document.entries(of: section)
      guard document.sections[section].kind == .peer else {
        for entry in entries { keys.append(entry.key) }
        continue
      }
      peers += 1
      var peerKeys: [Document.Key] = []
      for entry in entries { peerKeys.append(entry.key) }
      let line = document.sections[section].lines.lowerBound + 1
      for key in [Document.Key.endpoint, .allowedIPs] where !peerKeys.contains(key) {
        findings.append(missing(key, "the peer", line))
      }
    }
    for key in [Document.Key.privateKey, .address] where !keys.contains(key) {
      findings.append(missing(key, "[Interface]", 1))
    }
    if peers == 0 { findings.append(missing(.publicKey, "a [Peer]", 1)) }
    for entry in document.entries where entry.key.isHook {
      findings.append(
        Finding(
          kind: .foreignHook, location: WGError.Location(line: entry.line, column: entry.column),
          message: "\(entry.key.name) is a command that would be run as root; remove the line"))
    }
    return findings
  }

  /// Makes sure that a configuration that somebody gives a client can work and runs nothing.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidConfiguration`` with the first error of ``all(in:for:)`` for
  ///   `wg-quick` or of ``needsOfClient(in:)``.
  public static func requireClient(_ text: Span<UInt8>) throws(WGError) {
    for finding in all(in: text, for: .wgQuick) + needsOfClient(in: text)
    where finding.severity == .error {
      throw WGError(
        .invalidConfiguration, "line \(finding.location.line): \(finding.message)",
        location: finding.location)
    }
  }

  private static func missing(_ key: Document.Key, _ place: String, _ line: Int) -> Finding {
    Finding(
      kind: .missingKey, location: WGError.Location(line: line, column: 1),
      message: "\(place) needs \(key.name), without which a client's tunnel cannot work")
  }
}
