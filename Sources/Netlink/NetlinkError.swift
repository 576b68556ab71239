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

  // One reference, so that the many places that pass an error on do so in a register.
  private let details: Details

  /// Where the failure arose.
  public var kind: Kind { details.kind }
  /// The system's error number, or 0.
  public var errno: Int32 { details.errno }
  /// What the kernel said or what was wrong; may be empty.
  public var message: String { details.message }
  /// Whether the request was sent and may be in force, since what the kernel said to it is not known.
  public var isOutcomeUnknown: Bool { details.isOutcomeUnknown }

  @inline(never)
  package init(_ kind: Kind, errno: Int32 = 0, _ message: String = "") {
    details = Details(kind, errno, message, isOutcomeUnknown: false)
  }

  private init(_ details: Details) { self.details = details }

  var withUnknownOutcome: NetlinkError {
    NetlinkError(Details(kind, errno, message, isOutcomeUnknown: true))
  }

  /// An answer that breaks the rules; for the decoders of netlink families.
  public static func malformed(_ message: String) -> NetlinkError {
    NetlinkError(.malformed, message)
  }

  /// Whether two errors say the same.
  public static func == (left: NetlinkError, right: NetlinkError) -> Bool {
    left.kind == right.kind && left.errno == right.errno && left.message == right.message
      && left.isOutcomeUnknown == right.isOutcomeUnknown
  }

  private final class Details: Sendable {
    let kind: Kind
    let errno: Int32
    let message: String
    let isOutcomeUnknown: Bool

    init(_ kind: Kind, _ errno: Int32, _ message: String, isOutcomeUnknown: Bool) {
      self.kind = kind
      self.errno = errno
      self.message = message
      self.isOutcomeUnknown = isOutcomeUnknown
    }
  }
}
