internal import CLinux
internal import Sentences
public import WGModel

/// A folder of configurations, `NAME.conf` each, of which one is active: its text stands in a file
/// somewhere else, which a tunnel reads.
///
/// The value is two paths and holds nothing open. Whatever changes something holds the lock of the file
/// `.active` in the folder, which has the active one's name: activating and removing never meet, in
/// other processes either. Each file is read and written as ``ConfigFile`` does it: the active one is
/// rewritten in place where it is mounted.
public struct ConfigFolder: Sendable {
  let path: [UInt8]
  let active: ConfigFile

  /// Names a folder and the file that a tunnel reads.
  ///
  /// - Parameters:
  ///   - folder: the folder's path.
  ///   - active: the path of the file that has the text of the active configuration.
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` for paths that name neither.
  public init(_ folder: String, active: String) throws(WGError) {
    try self.init(utf8: folder.utf8.span, active: active.utf8.span)
  }

  /// Names a folder and the file that a tunnel reads by the bytes of their paths.
  public init(utf8 folder: Span<UInt8>, active: Span<UInt8>) throws(WGError) {
    var path: [UInt8] = []
    for index in folder.indices { path.append(folder[index]) }
    guard !path.isEmpty, !path.contains(0) else {
      throw WGError(.invalidArgument, "\(quoted(folder, limit: 300)) is no path of a folder")
    }
    self.path = path
    self.active = try ConfigFile(utf8: active)
  }

  /// The bytes that a name may have at most.
  public static var longestName: Int { FileName.longestName }

  /// Makes sure that a text can be a configuration's name: it is refused as it is and never changed.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidName`` for anything but 1 to 64 letters, digits and
  ///   `-_.#`, and for a name that begins with a dot or a dash.
  public static func checkName(_ name: Span<UInt8>) throws(WGError) {
    guard let reason = FileName.flaw(in: name, allowingHash: true) else { return }
    throw WGError(
      .invalidName, "\(quoted(name)) cannot be the name of a configuration: \(reason)")
  }
}

extension ConfigFolder {
  /// The names of all configurations, in the order of their bytes.
  ///
  /// - Throws: as ``ConfigFile/read(limit:patience:)`` does; a folder that cannot be listed is an error
  ///   and never an empty one.
  public func names() throws(WGError) -> [String] {
    let suffix = Array(".conf".utf8)
    let found: [[UInt8]]
    do throws(FileError) {
      found = try open().names()
    } catch {
      throw self.error("list", error)
    }
    var names: [[UInt8]] = []
    for file in found
    where file.count > suffix.count && Array(file.suffix(suffix.count)) == suffix {
      let name = Array(file.dropLast(suffix.count))
      if (try? Self.checkName(name.span)) != nil { names.append(name) }
    }
    return orderedPlaces(names.count) { names[$0].lexicographicallyPrecedes(names[$1]) }
      .map { String(decoding: names[$0], as: UTF8.self) }
  }

  /// The name of the active configuration: the one whose text the tunnel's file has, or else the one
  /// that was activated last and has been changed since; nil when there is none.
  public func activeName() throws(WGError) -> String? {
    guard let text = try Self.present(active) else { return try recordedName() }
    let recorded = try recordedName()
    if let recorded, try isActive(recorded.utf8.span, text) { return recorded }
    for name in try names() where try isActive(name.utf8.span, text) { return name }
    return recorded
  }

  /// Reads a configuration.
  public func read(_ name: Span<UInt8>) throws(WGError) -> ConfigFile.Contents {
    try file(name).read()
  }

  /// Puts a configuration there; one of that name is replaced, whole or not at all.
  ///
  /// - Parameters:
  ///   - text: what it says.
  ///   - name: see ``checkName(_:)``.
  ///   - mustBeNew: whether one of that name is an error.
  /// - Throws: ``WGModel/WGError/Code/invalidConfiguration`` for what
  ///   ``Finding/requireClient(_:)`` refuses; ``WGModel/WGError/Code/alreadyExists``; what ``ConfigFile/write(_:over:patience:)``
  ///   throws. Then what was there is there.
  public func put(
    _ text: Span<UInt8>, as name: Span<UInt8>, mustBeNew: Bool = false
  ) throws(WGError) {
    let file = try file(name)
    try Finding.requireClient(text)
    try file.write(text, over: mustBeNew ? .nothing : .anything)
  }

  /// Makes a configuration the active one: the file that the tunnel reads gets its text.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound`` for one that is not there, and what ``put`` throws.
  ///   Then the one that was active is.
  public func activate(_ name: Span<UInt8>) throws(WGError) {
    let file = try file(name)
    try locked { (record) throws(WGError) in
      let contents = try file.read()
      try contents.text.withExposedBytes { (text) throws(WGError) in
        try Finding.requireClient(text)
        try active.write(text)
      }
      try write(name, to: record)
    }
  }

  /// Removes a configuration.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` for the active one,
  ///   ``WGModel/WGError/Code/notFound`` for one that is not there.
  public func remove(_ name: Span<UInt8>) throws(WGError) {
    let file = try file(name)
    try locked { (record) throws(WGError) in
      let contents = try file.read()
      var isActive = try recordedName(in: record).map { isSame($0.utf8.span, name) } ?? false
      if let text = try Self.present(active), text.text.isEqual(to: contents.text) {
        isActive = true
      }
      guard !isActive else {
        throw WGError(
          .invalidArgument,
          "\(quoted(name)) is the active configuration; activate another one first")
      }
      do throws(FileError) {
        let (folder, fileName) = try file.openFolder("remove", listing: true)
        try folder.remove(fileName)
        try folder.flush()
      } catch {
        throw file.error("remove", error)
      }
    }
  }

  /// The file of a name.
  func file(_ name: Span<UInt8>) throws(WGError) -> ConfigFile {
    try Self.checkName(name)
    var path = path + [UInt8(ascii: "/")]
    for index in name.indices { path.append(name[index]) }
    path += Array(".conf".utf8)
    return try ConfigFile(utf8: path.span)
  }

  private func isActive(_ name: Span<UInt8>, _ text: ConfigFile.Contents) throws(WGError) -> Bool {
    guard let found = try Self.present(file(name)) else { return false }
    return found.text.isEqual(to: text.text)
  }

  // What a file says, or nil when there is none; what cannot be read is an error.
  private static func present(_ file: ConfigFile) throws(WGError) -> ConfigFile.Contents? {
    do throws(WGError) {
      return try file.read()
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }
}
