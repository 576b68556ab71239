internal import CLinux
internal import Sentences
internal import WGKit

/// Standard input, output and error.
enum StandardStreams {
  /// Puts /dev/null where a stream is closed.
  ///
  /// Otherwise the first file or socket opened would take the stream's number, and a device's keys
  /// would be written to it. Each is opened the wrong way round, so that its use fails.
  static func occupy() {
    var streams: InlineArray<3, pollfd> = [
      pollfd(fd: 0, events: 0, revents: 0), pollfd(fd: 1, events: 0, revents: 0),
      pollfd(fd: 2, events: 0, revents: 0),
    ]
    var span = streams.mutableSpan
    _ = unsafe span.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, 3, 0) }
    for stream in 0..<3 where Int32(streams[stream].revents) & POLLNVAL != 0 {
      _ = unsafe wgkit_open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY, 0)
    }
  }

  /// Whether standard output is a file that every user of the machine may open.
  static var outputIsWorldAccessible: Bool {
    var status = stat()
    let others: UInt32 = 0o007
    guard unsafe fstat(STDOUT_FILENO, &status) == 0 else { return false }
    return status.st_mode & UInt32(S_IFMT) == UInt32(S_IFREG) && status.st_mode & others != 0
  }

  /// Writes a message of the program to standard error.
  static func report(_ message: String) { writeError("wgk: \(message)\n") }

  /// Writes text to standard error as it is.
  static func writeError(_ text: String) {
    var output = Output(descriptor: STDERR_FILENO, capacity: 1024)
    output.print(text)
    _ = output.finish()
  }
}
