import Fuzzing
import WGConfig
import WGModel

/// Configuration files of both dialects: what is parsed is given back, what is written is read as the
/// same, and edits do what they say or nothing.
@main
enum FuzzConfig {
  static func main() {
    fuzz { (bytes, count) in
      FuzzConfig.test(Input(bytes, count))
      return 0
    }
  }

  private static func test(_ made: Input) {
    var input = made
    let choice = input.byte()
    let dialect: Dialect = choice & 1 == 0 ? .wg : .wgQuick
    // Behind a zero, what an edit puts in.
    let value = choice & 2 == 0 ? [] : input.piece()
    let file = input.remainder()
    do {
      let document = try Document(parsing: file, as: dialect)
      expect(document.bytes, file, "a document")
      checkPlaces(document, file)
      if !value.isEmpty { try? checkValue(value, document) }
      var problems: [WGError] = []
      _ = Config(document, problems: &problems)
      let config = try Config(document)
      expect(problems.isEmpty, true, "the problems of a good file")
      try checkPeers(config, document)
      try checkWritten(config, dialect)
      _ = try document.stripped()
    } catch {
      expect(error.location == nil, false, "an error without a place: \(error)")
    }
  }

  private static func checkPlaces(_ document: Document, _ file: [UInt8]) {
    for entry in document.entries {
      expect(file.indices.contains(entry.value.lowerBound) || entry.value.isEmpty, true, "a place")
      expect(document.sections[entry.section].lines.contains(entry.line - 1), true, "a line")
      expect(entry.column > 0, true, "a column")
    }
    for section in document.sections.indices { _ = document.friendlyName(of: section) }
    _ = document.disabledPeers
  }

  private static func checkValue(_ value: [UInt8], _ document: Document) throws {
    var edited = document
    let keys = Array(document.entries).map(\.key)
    try edited.set(.listenPort, to: value.span)
    let later = Array(edited.entries).map(\.key)
    // One key more at the most, and that one.
    let isAdded = later.count == keys.count + 1 && later.contains(.listenPort)
    expect(later == keys || isAdded, true, "the keys after an edit")
  }

  private static func checkPeers(_ config: Config, _ document: Document) throws(WGError) {
    guard let key = config.peers.last?.publicKey else { return }
    let others = config.peers.filter { $0.publicKey != key }.map(\.publicKey)
    var edited = document
    // A peer is disabled only when it can come back as it is.
    if (try? edited.disablePeer(key)) != nil {
      expect(try? Config(edited).peers.map(\.publicKey), others, "the peers without a disabled one")
      try edited.enablePeer(key)
      expect(edited.bytes, document.bytes, "a peer that was disabled and enabled")
    }
    edited = document
    try edited.set(.persistentKeepalive, to: "25", ofPeer: key)
    try edited.set(.listenPort, to: "25")
    try edited.removePeer(key)
    expect(try? Config(edited).peers.map(\.publicKey), others, "the peers without a removed one")
  }

  private static func checkWritten(_ config: Config, _ dialect: Dialect) throws(WGError) {
    // A command that holds what cannot be written, or a name with #.
    guard let written = try? Document(config, as: dialect) else { return }
    let read = try Config(written)
    expect(try Document(read, as: dialect).bytes, written.bytes, "a fixpoint")
    expect(read.peers.map(\.publicKey), config.peers.map(\.publicKey), "the peers")
    expect(read.peers.map(\.allowedIPs), config.peers.map(\.allowedIPs), "the allowed IPs")
    for target in Target.allCases { _ = try? Document(config, for: target) }
  }
}
