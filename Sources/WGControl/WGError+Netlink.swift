internal import CLinux
internal import Netlink
internal import Sentences
internal import WGModel

/// What was being done when netlink failed, to say it in the error.
struct Attempt {
  /// The sentence "cannot …" without its first word: "read wg0".
  let task: String
  /// What the error numbers mean that mean something particular here.
  let meanings: [Meaning]

  struct Meaning {
    let errno: Int32
    let code: WGError.Code
    let text: String
  }

  init(_ task: String, _ meanings: [Meaning] = []) {
    self.task = task
    self.meanings = meanings
  }

  func error(_ cause: NetlinkError) -> WGError {
    let (code, reason) = reason(for: cause)
    let outcome =
      cause.isOutcomeUnknown ? "; it may be in force all the same: look before you repeat it" : ""
    return WGError(
      code, "cannot \(task): \(reason)\(outcome)", errno: cause.errno == 0 ? nil : cause.errno)
  }

  private func reason(for cause: NetlinkError) -> (WGError.Code, String) {
    switch cause.kind {
    case .malformed:
      return (.malformedReply, "the kernel's answer is malformed: \(cause.message)")
    case .interrupted:
      return (.interrupted, "it kept changing while it was read; try again")
    case .timedOut: return (.timedOut, "the kernel did not answer in time; try again")
    case .tooLong: return (.invalidArgument, cause.message)
    case .namespace: return Self.reason(cause.errno, enteringNamespace: cause.message)
    case .refused, .systemCall: break
    }
    for meaning in meanings where meaning.errno == cause.errno {
      return (meaning.code, meaning.text)
    }
    // The kernel's own sentence is the best there is; else the C library's.
    let said =
      cause.kind == .refused && !cause.message.isEmpty
      ? "the kernel says: \(cause.message)" : systemText(cause.errno)
    let text = cause.kind == .systemCall ? "\(cause.message): \(said)" : said
    switch cause.errno {
    case EPERM:
      // A system call that is not allowed is another matter: a sandbox that forbids netlink.
      let needed = "it needs the right CAP_NET_ADMIN in the network namespace; run it as root"
      return (.permissionDenied, cause.kind == .refused ? needed : text)
    case EACCES:
      // No right helps: the kernel refuses root too, an address of IPv6 for instance where
      // net.ipv6.conf.….disable_ipv6 is set.
      return (.permissionDenied, text)
    case ENODEV: return (.noSuchInterface, "there is no such interface")
    case EEXIST: return (.alreadyExists, text)
    case ENOMEM, ENOBUFS, EMFILE, ENFILE: return (.outOfResources, text)
    case EINVAL, ERANGE: return (.invalidArgument, text)
    default: return (.system, text)
    }
  }

  private static func reason(
    _ errno: Int32, enteringNamespace path: String
  ) -> (WGError.Code, String) {
    switch errno {
    case ENOENT, ESRCH, ENOTDIR:
      (
        .noSuchNamespace,
        "there is no network namespace \(quoted(path, limit: 300)); `ip netns list` shows those with a name"
      )
    case EPERM, EACCES:
      (
        .permissionDenied,
        "entering a network namespace needs the right CAP_SYS_ADMIN; run it as root"
      )
    case EINVAL:
      (.invalidArgument, "\(quoted(path, limit: 300)) is not the file of a network namespace")
    case ENOMEM, EAGAIN, EMFILE, ENFILE:
      (
        .outOfResources,
        "entering the network namespace \(quoted(path, limit: 300)): \(systemText(errno))"
      )
    default:
      (.system, "entering the network namespace \(quoted(path, limit: 300)): \(systemText(errno))")
    }
  }
}
