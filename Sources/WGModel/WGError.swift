/// What went wrong, with what, and what to do about it.
///
/// Every operation of WGKit throws this one type. `code` is for programs, `description` for people.
/// No secret is ever part of the text.
public struct WGError: Error, Equatable, Sendable, CustomStringConvertible {
  // One reference, so that the many places that pass an error on do so in a register.
  private let details: Details

  /// Creates an error.
  @inline(never)
  public init(
    _ code: Code, _ message: String, errno: Int32? = nil, applied: AppliedPart? = nil,
    location: Location? = nil
  ) {
    details = Details(code, message, errno, applied, location)
  }

  /// The kind of failure.
  ///
  /// It is the status of the C interface too; a value is never reused.
  public var code: Code { details.code }

  /// A sentence that names the thing at fault and, where there is one, the way out.
  public var message: String { details.message }

  /// The system's error number, when a system call or the kernel's answer was the cause.
  public var errno: Int32? { details.errno }

  /// What is in force of a change that failed, when any of it is.
  public var applied: AppliedPart? { details.applied }

  /// Where in a text the fault is, when a text was read.
  public var location: Location? { details.location }

  /// The message.
  public var description: String { message }

  /// Whether two errors say the same.
  public static func == (left: WGError, right: WGError) -> Bool {
    left.code == right.code && left.message == right.message && left.errno == right.errno
      && left.applied == right.applied && left.location == right.location
  }
}

extension WGError {
  private final class Details: Sendable {
    let code: Code
    let message: String
    let errno: Int32?
    let applied: AppliedPart?
    let location: Location?

    init(
      _ code: Code, _ message: String, _ errno: Int32?, _ applied: AppliedPart?,
      _ location: Location?
    ) {
      self.code = code
      self.message = message
      self.errno = errno
      self.applied = applied
      self.location = location
    }
  }
}

extension WGError {
  /// A place in a text.
  public struct Location: Hashable, Sendable {
    /// The line, from 1 on.
    public let line: Int
    /// The byte in the line, from 1 on.
    public let column: Int

    /// Names a place.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }
}

extension WGError {
  /// The kind of a failure: an open set, so that new kinds break no caller.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The status of the C interface, `WGKIT_ERROR_…` in `wgkit.h`.
    public let rawValue: Int32

    /// Creates a code from a status of the C interface.
    public init(rawValue: Int32) { self.rawValue = rawValue }
  }
}

extension WGError.Code {
  /// An argument makes no sense, alone or with the others.
  public static var invalidArgument: Self { Self(rawValue: 1) }
  /// Text or bytes that are no key.
  public static var invalidKey: Self { Self(rawValue: 2) }
  /// Text or bytes that are no IP address, prefix or endpoint.
  public static var invalidAddress: Self { Self(rawValue: 3) }
  /// Text that cannot be an interface's name.
  public static var invalidName: Self { Self(rawValue: 4) }
  /// The caller lacks a right: CAP_NET_ADMIN in the network namespace, mostly.
  public static var permissionDenied: Self { Self(rawValue: 5) }
  /// No interface has that name.
  public static var noSuchInterface: Self { Self(rawValue: 6) }
  /// The interface exists and is of another kind.
  public static var notWireGuard: Self { Self(rawValue: 7) }
  /// The interface, address or route is there already.
  public static var alreadyExists: Self { Self(rawValue: 8) }
  /// The kernel has no WireGuard: the module is neither built in nor loaded.
  public static var moduleMissing: Self { Self(rawValue: 9) }
  /// Another socket has the UDP port.
  public static var portInUse: Self { Self(rawValue: 10) }
  /// The device kept changing while it was read.
  public static var interrupted: Self { Self(rawValue: 11) }
  /// The kernel's answer cannot be decoded.
  public static var malformedReply: Self { Self(rawValue: 12) }
  /// No answer came in time.
  public static var timedOut: Self { Self(rawValue: 13) }
  /// Memory, buffers or file descriptors ran out.
  public static var outOfResources: Self { Self(rawValue: 14) }
  /// Any other error of the system; `errno` says which.
  public static var system: Self { Self(rawValue: 15) }
  /// A handle that is stale, freed or foreign.
  public static var invalidHandle: Self { Self(rawValue: 16) }
  /// The caller's buffer is too small; nothing was written to it.
  public static var bufferTooSmall: Self { Self(rawValue: 17) }
  /// A change of several messages failed after the first: part of it is in force.
  public static var partiallyApplied: Self { Self(rawValue: 18) }
  /// A host name has no address.
  public static var unresolvedHost: Self { Self(rawValue: 19) }
  /// The address, route or other thing to remove is not there.
  public static var notFound: Self { Self(rawValue: 20) }
  /// An allowed IP would move away from the peer that has it.
  public static var wouldMove: Self { Self(rawValue: 21) }
  /// There is no such network namespace.
  public static var noSuchNamespace: Self { Self(rawValue: 22) }
  /// The library's test of itself failed: its file or the machine is damaged.
  public static var selfTestFailed: Self { Self(rawValue: 23) }
  /// A configuration file that breaks its grammar, or says what cannot be.
  public static var invalidConfiguration: Self { Self(rawValue: 24) }
  /// A template that breaks its grammar, or a value that it cannot take.
  public static var invalidTemplate: Self { Self(rawValue: 25) }
  /// A file is no longer what was read: somebody else has written it.
  public static var changedMeanwhile: Self { Self(rawValue: 26) }
  /// A file that is not to be trusted or not to be replaced: a symbolic link, a FIFO, one that others
  /// may write.
  public static var unsafeFile: Self { Self(rawValue: 27) }
  /// A file or a result exceeds the limit.
  public static var tooLarge: Self { Self(rawValue: 28) }
  /// No address of a network is free.
  public static var outOfAddresses: Self { Self(rawValue: 29) }
  /// A database that is damaged, or that is none of WGKit's.
  public static var damagedDatabase: Self { Self(rawValue: 30) }
  /// A file that a later version has written, in a form that this one does not know.
  public static var newerVersion: Self { Self(rawValue: 31) }
}
