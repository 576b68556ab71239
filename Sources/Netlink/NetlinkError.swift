/// Why a netlink operation failed.
public struct NetlinkError: Error, Equatable, Sendable {
  /// Where the failure arose.
  public enum Kind: Equatable, Sendable {
    /// The kernel refused the request: `errno` says why, `message` is its extended ack if it gave one.
    case refused
    /// A system call failed; `message` names it.
    case systemCall
    /// A network namespace cannot be entered; `message` is its path.
    case namespace
    /// An answer that breaks the rules of netlink or of its family; `message` says which.
    case malformed
    /// The kernel marked a dump as inconsistent: what it shows changed meanwhile.
    case interrupted
    /// No answer came in time.
    case timedOut
    /// The request does not fit in a message.
    case tooLong
  }

  /// Where the failure arose.
  public let kind: Kind
  /// The system's error number, or 0.
  public let errno: Int32
  /// What the kernel said or what was wrong; may be empty.
  public let message: String
  /// Whether the request was sent and may be in force, since what the kernel said to it is not known.
  public private(set) var isOutcomeUnknown = false

  package init(_ kind: Kind, errno: Int32 = 0, _ message: String = "") {
    self.kind = kind
    self.errno = errno
    self.message = message
  }

  var withUnknownOutcome: NetlinkError {
    var error = self
    error.isOutcomeUnknown = true
    return error
  }

  /// An answer that breaks the rules; for the decoders of netlink families.
  public static func malformed(_ message: String) -> NetlinkError {
    NetlinkError(.malformed, message)
  }
}
