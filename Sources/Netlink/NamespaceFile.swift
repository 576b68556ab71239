internal import CLinux

/// The file that stands for a network namespace, open.
///
/// A class for the reason that `WipedMemory` is one.
final class NamespaceFile {
  /// For the kernel to find the namespace by.
  let descriptor: Int32
  private let path: [UInt8]

  // Cannot fail: in Embedded Swift, a class's initializer that throws leaks the object.
  private init(_ descriptor: Int32, _ path: [UInt8]) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Opens a file; the path ends with a NUL.
  static func open(_ path: [UInt8]) throws(NetlinkError) -> NamespaceFile {
    // Without O_NONBLOCK, a FIFO in its place would make the caller wait for ever.
    let descriptor = unsafe path.span.withUnsafeBytes { (bytes) in
      unsafe wgkit_open(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    }
    guard descriptor >= 0 else { throw error(wgkit_errno(), path) }
    return NamespaceFile(descriptor, path)
  }

  deinit { _ = close(descriptor) }

  /// Does something in the namespace, on a thread of its own.
  func visit<Result>(
    _ body: () throws(NetlinkError) -> Result
  ) throws(NetlinkError) -> Result {
    var outcome = Outcome<Result>.nothing
    let status = withoutActuallyEscaping(body) { (body) in
      let visit = Visit {
        do throws(NetlinkError) {
          outcome = .result(try body())
        } catch {
          outcome = .failure(error)
        }
      }
      return unsafe wgkit_visit_namespace(
        descriptor,
        { (visit) in
          guard let visit = unsafe visit else { return }
          unsafe Unmanaged<Visit>.fromOpaque(visit).takeUnretainedValue().body()
        },
        Unmanaged.passUnretained(visit).toOpaque())
    }
    switch outcome {
    case .result(let result): return result
    case .failure(let error): throw error
    case .nothing: throw Self.error(status, path)
    }
  }

  private enum Outcome<Result> {
    case nothing
    case result(Result)
    case failure(NetlinkError)
  }

  // What a C function can be given a pointer to.
  private final class Visit {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  private static func error(_ errno: Int32, _ path: [UInt8]) -> NetlinkError {
    NetlinkError(.namespace, errno: errno, String(decoding: path.dropLast(), as: UTF8.self))
  }
}
