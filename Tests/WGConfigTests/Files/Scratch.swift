import Foundation
import Glibc
import WGConfig
import WGModel

/// A folder of a test's own, removed with it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "/wgkit-files.XXXXXX").utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    // Without links on the way, wherever the temporary files of this machine are.
    let found = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = URL(fileURLWithPath: found).resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  func put(_ text: String, _ name: String, mode: mode_t = 0o600) throws {
    try text.write(toFile: self(name), atomically: false, encoding: .utf8)
    setMode(mode, name)
  }

  func setMode(_ mode: mode_t, _ name: String) { _ = unsafe chmod(self(name), mode) }
  func makeFolder(_ name: String) { _ = unsafe mkdir(self(name), 0o700) }
  func makeFIFO(_ name: String) { _ = unsafe mkfifo(self(name), 0o600) }
  func makeLink(_ name: String, to target: String) { _ = unsafe symlink(target, self(name)) }
  func giveName(_ other: String, to name: String) { _ = unsafe link(self(name), self(other)) }
  func giveAway(_ name: String, to owner: uid_t, _ group: gid_t) {
    _ = unsafe chown(self(name), owner, group)
  }
  func remove(_ name: String) { _ = unsafe unlink(self(name)) }
  func rename(_ name: String, to other: String) { _ = unsafe Glibc.rename(self(name), self(other)) }

  func text(_ name: String) throws -> String {
    // Not String(contentsOfFile:), which leaks its buffer when a file is empty.
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: self(name)))
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }

  func mode(_ name: String) -> mode_t {
    var status = stat()
    return unsafe lstat(self(name), &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

extension ConfigFile {
  func write(_ text: String, over expected: Expectation = .anything, patience: Int64 = 10_000)
    throws
  {
    try write(text.utf8.span, over: expected, patience: patience)
  }
}

extension ConfigFile.Contents {
  var string: String {
    text.withExposedBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }
}

/// The code of the error that something throws, or nil when it throws none.
func code(_ body: () throws -> Void) -> WGError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? WGError)?.code
  }
}
