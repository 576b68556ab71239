internal import CLinux
internal import Sentences
internal import WGModel

// The file .active in the folder: the name of the configuration that was activated last, and the lock of
// whoever changes something. It is rewritten in place: a lock is of a file and not of its name.
extension ConfigFolder {
  /// Runs something under the lock.
  func locked(_ body: (Descriptor) throws(WGError) -> Void) throws(WGError) {
    let record: Descriptor
    do throws(FileError) {
      record = try Descriptor.open(
        Self.recordName, in: open(), O_RDWR | O_CREAT | wgkit_O_NOFOLLOW, mode: 0o600)
      guard try record.status().isRegular else { throw .system(EINVAL) }
      try record.lock(exclusive: true, patience: ConfigFile.defaultPatience)
    } catch {
      throw self.error("lock", error)
    }
    defer { record.unlock() }
    try body(record)
  }

  /// The name of the configuration that was activated last, as long as there is one.
  func recordedName() throws(WGError) -> String? {
    let record: Descriptor
    do throws(FileError) {
      record = try Descriptor.open(Self.recordName, in: open(), O_RDONLY | wgkit_O_NOFOLLOW)
      try? record.lock(exclusive: false, patience: 1_000)
    } catch {
      guard error.errno == ENOENT else { throw self.error("read", error) }
      return nil
    }
    return try recordedName(in: record)
  }

  func recordedName(in record: Descriptor) throws(WGError) -> String? {
    do throws(FileError) {
      guard let text = try record.readAll(expecting: 0, limit: Self.longestName + 1) else {
        return nil
      }
      var name: [UInt8] = []
      text.withExposedBytes { (text) in
        for index in text.indices where text[index] != UInt8(ascii: "\n") {
          name.append(text[index])
        }
      }
      guard (try? Self.checkName(name.span)) != nil,
        (try? open().status(of: name + Array(".conf".utf8))) != nil
      else { return nil }
      return String(decoding: name, as: UTF8.self)
    } catch {
      throw self.error("read", error)
    }
  }

  func write(_ name: Span<UInt8>, to record: Descriptor) throws(WGError) {
    var line: [UInt8] = []
    for index in name.indices { line.append(name[index]) }
    line.append(UInt8(ascii: "\n"))
    do throws(FileError) {
      try record.write(line.span)
      try record.truncate(to: line.count)
      try record.flush()
    } catch {
      throw self.error("write", error)
    }
  }

  /// The folder, open; it may be a link, which its owner made.
  func open() throws(FileError) -> Descriptor { try Descriptor.open(path, wgkit_O_DIRECTORY) }

  func error(_ task: String, _ cause: FileError) -> WGError {
    switch cause {
    case .refused(let error): return error
    case .system(let errno):
      let (code, reason) = ConfigFile.reason(errno)
      return WGError(
        code, "cannot \(task) the configurations of \(quoted(path.span, limit: 300)): \(reason)",
        errno: errno)
    }
  }

  private static var recordName: [UInt8] { Array(".active".utf8) }
}

/// Whether two spans hold the same bytes.
func isSame(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  for index in left.indices where left[index] != right[index] { return false }
  return true
}
