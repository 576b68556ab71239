internal import Sentences
internal import WGConfig
internal import WGModel

extension ImportedProfiles {
  /// Reads a folder with a file `NAME.conf` for each client, or with the server's file, or with both.
  ///
  /// A file whose one `[Peer]` has an `Endpoint` is a client's. One other file is the server's: then a
  /// client must have a section there, and a section without a file is a client that keeps its private key
  /// to itself, called what a comment calls it. A second other file is rejected.
  ///
  /// - Throws: what the system says about the folder.
  init(folder path: String) throws(WGError) {
    let folder = try ReadFolder(path)
    var collector = ImportCollector()
    var others: [(name: [UInt8], document: Document)] = []
    for name in try folder.names().files {
      guard let stem = name.without(ending: ".conf") else { continue }
      do throws(WGError) {
        let document = try folder.document(name)
        let config = try Config(document)
        if config.peers.count == 1, config.peers[0].endpoint != nil {
          collector.add(source: name, name: stem) { (candidate) throws(WGError) in
            try candidate.take(config)
          }
        } else {
          others.append((name, document))
        }
      } catch {
        collector.reject(quoted(name.span), error)
      }
    }
    if others.count == 1 {
      try collector.take(serverFile: others[0].document)
    } else {
      for (name, _) in others {
        collector.reject(
          quoted(name.span),
          WGError(
            .invalidConfiguration,
            "it is neither a client's file, with one [Peer] that has an Endpoint, nor the only file of"
              + " a server here"))
      }
    }
    self = collector.finish()
  }
}

extension ReadFolder {
  /// The most bytes that a key's file is read with, and what follows the key.
  private static var largestKey: Int { 4096 }

  /// A configuration file, taken apart.
  func document(_ name: [UInt8]) throws(WGError) -> Document {
    let contents = try file(name).read()
    do throws(WGError) {
      return try Document(parsing: contents.text, as: .wgQuick)
    } catch {
      throw error.placed(in: quoted(name.span))
    }
  }

  /// Lends what a key's file says, without the white space behind it.
  func withKey(
    _ name: [UInt8], _ body: (Span<UInt8>) throws(WGError) -> Void
  ) throws(WGError) {
    let contents = try file(name).read(limit: Self.largestKey)
    do throws(WGError) {
      try contents.text.withExposedBytes { (bytes) throws(WGError) in
        var end = bytes.count
        while end > 0, bytes[end - 1] == 0x20 || 0x09...0x0d ~= bytes[end - 1] { end -= 1 }
        try body(bytes.extracting(0..<end))
      }
    } catch {
      throw WGError(error.code, "\(quoted(name.span)): \(error.message)")
    }
  }
}

extension WGError {
  /// The error with the file, by its name, and the place in its text.
  func placed(in file: String) -> WGError {
    guard let location else { return self }
    return WGError(
      code, "\(file):\(location.line):\(location.column): \(message)", errno: errno,
      location: location)
  }
}

extension [UInt8] {
  /// The name without an ending, or nil when it does not end so, or is nothing else.
  func without(ending: StaticString) -> [UInt8]? {
    let ending = Array(ending.description.utf8)
    guard count > ending.count, Array(suffix(ending.count)) == ending else { return nil }
    return Array(dropLast(ending.count))
  }

  /// The name without a beginning, or nil when it does not begin so, or is nothing else.
  func without(beginning: StaticString) -> [UInt8]? {
    let beginning = Array(beginning.description.utf8)
    guard count > beginning.count, Array(prefix(beginning.count)) == beginning else { return nil }
    return Array(dropFirst(beginning.count))
  }
}
