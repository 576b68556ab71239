internal import CLinux
internal import Sentences
internal import WGModel

/// Why something cannot be done with a file, before it is said what.
enum FileError: Error {
  /// A system call failed, with this error number.
  case system(Int32)
  /// It is not to be done, and this says why.
  case refused(WGError)

  /// The failure of the call that was made last.
  static var last: FileError { .system(wgkit_errno()) }

  /// The error number of a system call, or 0.
  var errno: Int32 {
    if case .system(let number) = self { number } else { 0 }
  }

  /// Whether the system does not know the call, or does not do it with this file.
  var isUnsupported: Bool {
    switch errno {
    case EINVAL, ENOSYS, EOPNOTSUPP, ENOTTY: true
    default: false
    }
  }
}

extension ConfigFile {
  /// The file in an error's text.
  var quotedPath: String { quoted(path.span, limit: 300) }

  /// The error of something that cannot be done with the file: "read", "write".
  func error(_ task: String, _ cause: FileError) -> WGError {
    switch cause {
    case .refused(let error): return error
    case .system(let errno):
      let (code, reason) = Self.reason(errno)
      return WGError(code, "cannot \(task) \(quotedPath): \(reason)", errno: errno)
    }
  }

  /// A refusal of the file as it is.
  func unsafeFile(_ task: String, _ reason: String) -> FileError {
    .refused(WGError(.unsafeFile, "cannot \(task) \(quotedPath): \(reason)"))
  }

  static func reason(_ errno: Int32) -> (WGError.Code, String) {
    switch errno {
    case ENOENT: (.notFound, "there is no such file or folder")
    case EACCES, EPERM: (.permissionDenied, systemText(errno))
    case ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM: (.outOfResources, systemText(errno))
    case ETIMEDOUT: (.timedOut, "another process had it locked all the time; try again")
    case EEXIST: (.alreadyExists, "it is there already")
    default: (.system, systemText(errno))
    }
  }
}
