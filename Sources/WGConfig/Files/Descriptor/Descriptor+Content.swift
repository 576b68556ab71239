internal import CLinux
internal import WGModel

extension Descriptor {
  // Where a file's system never stops interrupting, it is an error and no wait for ever.
  private static let mostInterruptions = 100

  /// Reads until the span is full or the file ends.
  ///
  /// - Returns: the number of bytes read.
  func read(into span: inout MutableSpan<UInt8>) throws(FileError) -> Int {
    var done = 0
    var interruptions = 0
    let count = span.count
    let error = unsafe span.withUnsafeMutableBytes { (bytes) -> Int32 in
      guard let base = bytes.baseAddress else { return 0 }
      while done < count {
        let step = unsafe CLinux.read(number, base + done, count - done)
        if step > 0 {
          done += step
          interruptions = 0
        } else if step == 0 {
          return 0
        } else {
          let error = wgkit_errno()
          interruptions += 1
          guard error == EINTR || error == EAGAIN, interruptions < Self.mostInterruptions else {
            return error
          }
          if error == EAGAIN { waitUntilReadable() }
        }
      }
      return 0
    }
    guard error == 0 else { throw .system(error) }
    return done
  }

  // A pipe that a caller has opened without waiting is read all the same.
  private func waitUntilReadable() {
    var descriptor = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&descriptor, 1, -1)
  }

  /// Reads from where the file stands to its end.
  ///
  /// - Parameters:
  ///   - expected: how much there is, as far as is known: then nothing is copied.
  ///   - limit: the most that may be there.
  /// - Returns: the text, in memory that is wiped; nil when there is more than the limit.
  /// - Throws: the failure of a system call.
  func readAll(expecting expected: Int, limit: Int) throws(FileError) -> SecretBytes? {
    // Room for the byte too many.
    let limit = min(limit, Int.max - 1)
    guard expected <= limit else { return nil }
    var pieces: [SecretBytes] = []
    var total = 0
    // One byte too many tells that there is too much.
    var next = min(max(expected, 1), limit + 1)
    while true {
      var got = 0
      var failure: FileError?
      let piece = SecretBytes(count: next) { (bytes) in
        do throws(FileError) {
          got = try read(into: &bytes)
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      total += got
      guard total <= limit else { return nil }
      if got == piece.count {
        pieces.append(piece)
        // Behind what was expected there is mostly nothing.
        next = min(pieces.count == 1 ? 4096 : max(total, 4096), limit - total + 1)
        continue
      }
      if got == 0, pieces.count == 1 { return pieces[0] }
      return Self.join(pieces, piece, count: total)
    }
  }

  private static func join(
    _ pieces: [SecretBytes], _ last: SecretBytes, count: Int
  ) -> SecretBytes {
    SecretBytes(count: count) { (bytes) in
      var place = 0
      for piece in pieces + [last] {
        piece.withExposedBytes { (piece) in
          for index in 0..<min(piece.count, count - place) { bytes[place + index] = piece[index] }
          place += min(piece.count, count - place)
        }
      }
    }
  }

  /// Writes a text over what the file begins with.
  func write(_ text: Span<UInt8>) throws(FileError) {
    let error = unsafe text.withUnsafeBytes { (bytes) -> Int32 in
      guard let base = bytes.baseAddress else { return 0 }
      var done = 0
      var interruptions = 0
      while done < bytes.count {
        let step = unsafe pwrite(number, base + done, bytes.count - done, off_t(done))
        if step > 0 {
          done += step
        } else {
          // To write nothing is no error to the system, and would go on for ever.
          let error = step == 0 ? EIO : wgkit_errno()
          interruptions += 1
          guard error == EINTR, interruptions < Self.mostInterruptions else { return error }
        }
      }
      return 0
    }
    guard error == 0 else { throw .system(error) }
  }

  /// Cuts the file off.
  func truncate(to size: Int) throws(FileError) {
    try Self.require(ftruncate(number, off_t(size)))
  }

  /// Waits until what was written is on the disk.
  func flush() throws(FileError) { try Self.require(fsync(number)) }
}
