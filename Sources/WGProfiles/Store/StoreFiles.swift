internal import Sentences
internal import WGConfig
internal import WGModel

/// Reads and writes the files of a store by their places.
struct StoreFiles {
  let folder: LockedFolder
  let server: ConfigFile
  // The server's file, when it lies in the store's folder, which is locked already.
  private let serverName: [UInt8]?

  init(_ folder: LockedFolder, _ path: String) throws(WGError) {
    self.folder = folder
    server = try ConfigFile(path)
    let bytes = Array(path.utf8)
    let slash = bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1
    serverName = folder.holds(server) ? Array(bytes[(slash + 1)...]) : nil
  }

  /// What stands at a place, nil for nothing.
  func readIfThere(_ place: StorePlace) throws(WGError) -> ConfigFile.Contents? {
    switch place {
    case .server:
      do throws(WGError) { return try server.read() } catch {
        guard error.code == .notFound else { throw error }
        return nil
      }
    case .file(let name): return try folder.read(name)
    case .inFolder(let folder, let name):
      return try self.folder.subfolder(folder, creating: false)?.read(name)
    }
  }

  /// What stands at a place.
  func read(_ place: StorePlace) throws(WGError) -> ConfigFile.Contents {
    if case .server = place { return try server.read() }
    if let contents = try readIfThere(place) { return contents }
    throw WGError(
      .notFound,
      "the store has no file \(quoted(place.text.span)): put it back, or revoke the client")
  }

  /// Makes a file what a change wants, when it is as before.
  func put(_ change: FileChange) throws(WGError) {
    let expected: ConfigFile.Expectation = change.before.map { .unchanged($0) } ?? .nothing
    switch change.place {
    case .server:
      guard let after = change.after else { return }
      try after.withBytes { (text) throws(WGError) in
        if let serverName {
          try folder.write(text, to: serverName, over: expected)
        } else {
          try server.write(text, over: expected)
        }
      }
    case .file(let name): try put(change.after, name, in: folder, expected)
    case .inFolder(let outer, let name):
      guard let inner = try folder.subfolder(outer, creating: change.after != nil) else { return }
      try put(change.after, name, in: inner, expected)
      try inner.flush()
      if change.after == nil { try folder.removeFolder(outer) }
    }
  }

  /// Removes what a killed change has left in the folder of a place, and the folder when it is empty.
  func tidy(_ place: StorePlace) throws(WGError) {
    guard case .inFolder(let outer, _) = place,
      let inner = try folder.subfolder(outer, creating: false)
    else { return }
    inner.removeLeftovers()
    try folder.removeFolder(outer)
  }

  private func put(
    _ text: FileText?, _ name: [UInt8], in folder: LockedFolder,
    _ expected: ConfigFile.Expectation
  ) throws(WGError) {
    guard let text else { return try folder.remove(name) }
    try text.withBytes { (text) throws(WGError) in
      try folder.write(text, to: name, over: expected)
    }
  }
}

extension LockedFolder {
  /// The files of the store that this is the folder of.
  func files(_ server: ServerSettings) throws(WGError) -> StoreFiles {
    try StoreFiles(self, server.configFile)
  }
}
