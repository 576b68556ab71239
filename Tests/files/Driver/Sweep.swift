import CFaults
import Glibc
import WGKit

/// What is done with a file while the calls below it fail.
enum Operation: String, CaseIterable {
  case read, create, replace, swap, rewrite

  /// A file that is rewritten where it is stands for one that is mounted: its renames are made to fail
  /// in the way in which those of mounted files do.
  var isInPlace: Bool { self == .rewrite }
}

/// Lets each call of each operation fail, once and for good, and asks what is there then.
struct Sweep {
  private let folder: String
  private var path: String { "\(folder)/wg0.conf" }
  private(set) var attempts = 0
  private(set) var passed = 0
  private(set) var failed = 0
  private let old = Array("[Interface]\n# old\n".utf8)
  private let new = Array("[Interface]\n# new, and longer than the old one\n".utf8)
  private var faults: [String] = []
  private var failures: Set<String> = []

  init(_ folder: String) { self.folder = folder }

  mutating func run() {
    for operation in Operation.allCases {
      faults = []
      let calls = attempt(operation, at: 0, faults_none, 0, forever: false)
      if calls == 0 { faults.append("it makes no calls") }
      for forever in [false, true] {
        for at in 0..<calls {
          for errno in [ENOSPC, EDQUOT, EIO, EROFS, EACCES, EINTR, ENOMEM, EMFILE] {
            _ = attempt(operation, at: at + 1, faults_fail, errno, forever: forever)
          }
          _ = attempt(operation, at: at + 1, faults_short, 0, forever: forever)
        }
      }
      // A fault in a call that was never made to fail is no survival.
      for name in operation.needed where !failures.contains(name) {
        faults.append("\(name) was never made to fail")
      }
      failures = []
      report(
        "faults 80 and 81: \(operation.rawValue) survives the failure of each of its \(calls) calls"
      )
    }
  }

  private mutating func report(_ name: String) {
    if faults.isEmpty { passed += 1 } else { failed += 1 }
    print(faults.isEmpty ? "ok: \(name)" : "FAILED: \(name)")
    for fault in faults.prefix(10) { print("    \(fault)") }
  }

  private mutating func attempt(
    _ operation: Operation, at place: Int, _ action: faults_action, _ errno: Int32, forever: Bool
  ) -> Int {
    prepare(operation)
    let file: ConfigFile
    var before: ConfigFile.Contents?
    var found: [UInt8]?
    var thrown: WGError?
    do {
      file = try ConfigFile(path)
      if operation == .swap { before = try file.read() }
    } catch {
      faults.append("before anything failed: \(error)")
      return 0
    }
    let open = openDescriptors()
    faults_count_files(operation.isInPlace ? EBUSY : 0)
    faults_begin(place, action, errno, forever ? 1 : 0)
    do throws(WGError) {
      switch operation {
      case .read: found = Self.bytes(try file.read(patience: 1).text)
      case .create: try file.write(new.span, over: .nothing, patience: 1)
      case .replace, .rewrite: try file.write(new.span, patience: 1)
      case .swap:
        if let before { try file.write(new.span, over: .unchanged(before), patience: 1) }
      }
    } catch {
      thrown = error
    }
    let calls = faults_end()
    let call = unsafe String(cString: faults_name(place))
    let acted = faults_acted() != 0
    faults_count_files(-1)
    if acted {
      attempts += 1
      failures.insert(call)
    }
    let what = "call \(place), \(call), \(errno)\(forever ? " for good" : ""): "
    if openDescriptors() != open { faults.append(what + "a descriptor is left open") }
    judge(operation, found, thrown, acted: acted, what)
    return calls
  }

  private mutating func judge(
    _ operation: Operation, _ found: [UInt8]?, _ thrown: WGError?, acted: Bool, _ what: String
  ) {
    if let thrown, !acted { faults.append(what + "without a fault: \(thrown)") }
    if let thrown, !thrown.message.contains("wg0.conf") {
      faults.append(what + "the error does not name the file: \(thrown)")
    }
    let present = Self.content(path)
    switch operation {
    case .read:
      if thrown == nil, found != old { faults.append(what + "half of the file was read") }
    case .create, .replace, .swap, .rewrite:
      let isWritten = thrown?.message.contains("is written, but") == true
      let isDamaged = thrown?.message.contains("may be damaged") == true
      if thrown == nil || isWritten {
        if present != new { faults.append(what + "no error, and not the new text") }
      } else if isDamaged {
        if !operation.isInPlace { faults.append(what + "it is not damaged") }
      } else if present != (operation == .create ? nil : old) {
        faults.append(what + "an error, and not the old text: \(thrown?.message ?? "")")
      }
      if present != nil, Self.mode(path) != 0o600 {
        faults.append(what + "a mode that is not 0600")
      }
    }
    // Where the removal fails too, one is left for the next writer.
    for name in Self.names(folder) where name != "wg0.conf" {
      if Self.mode("\(folder)/\(name)") & 0o077 != 0 {
        faults.append(what + "\(name) is open to all")
      }
      if !name.hasPrefix(".wgkit-tmp-") { faults.append(what + "\(name) is left") }
    }
  }

  private mutating func prepare(_ operation: Operation) {
    for name in Self.names(folder) { _ = unsafe unlink("\(folder)/\(name)") }
    guard operation != .create else { return }
    let file = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
    _ = unsafe old.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    close(file)
  }

  private func openDescriptors() -> Int { Self.names("/proc/self/fd").count }

  private static func bytes(_ text: SecretBytes) -> [UInt8] {
    text.withExposedBytes { (text) in text.indices.map { text[$0] } }
  }

  private static func content(_ path: String) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    return Array(bytes.prefix(max(0, count)))
  }

  private static func mode(_ path: String) -> mode_t {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  private static func names(_ folder: String) -> [String] {
    guard let list = unsafe opendir(folder) else { return [] }
    defer { _ = unsafe closedir(list) }
    var names: [String] = []
    while let entry = unsafe readdir(list) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

extension Operation {
  /// The calls without which it would not be what it is.
  var needed: [String] {
    switch self {
    case .read: ["openat", "fstat", "read"]
    case .create: ["openat", "flock", "pwrite", "fsync", "renameat2"]
    case .replace, .swap: ["openat", "flock", "fchmod", "pwrite", "fsync", "renameat"]
    case .rewrite: ["openat", "flock", "pwrite", "ftruncate", "fsync"]
    }
  }
}
