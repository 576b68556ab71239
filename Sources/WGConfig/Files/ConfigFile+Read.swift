internal import CLinux
internal import Sentences
public import WGModel

extension ConfigFile {
  /// What stood in a file at one moment.
  ///
  /// It is also what a later writing is compared with: see ``Expectation/unchanged(_:)``.
  public struct Contents: Sendable {
    /// The bytes, in memory that is wiped with the last copy.
    public let text: SecretBytes
    /// The file's permission bits; nil for what came out of a pipe.
    public let mode: UInt32?

    /// What a place that is no file holds.
    package init(text: SecretBytes, mode: UInt32?) {
      self.text = text
      self.mode = mode
    }

    /// Whether a user who is not the owner may read the file, as far as its mode says.
    public var isReadableByOthers: Bool { (mode ?? 0) & 0o044 != 0 }
    /// Whether a user who is not the owner may change the file, as far as its mode says.
    public var isWritableByOthers: Bool { (mode ?? 0) & 0o022 != 0 }
  }

  /// Reads the file whole.
  ///
  /// Only a regular file is read: a FIFO, a device, a socket or a folder is an error at once, whatever
  /// it would do when it is read. A file that is being rewritten in place is waited for, and read as it
  /// is when somebody keeps it locked all the time.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that the file may have.
  ///   - patience: the milliseconds that a file being rewritten is waited for.
  /// - Returns: what stands there.
  /// - Throws: ``WGModel/WGError/Code/notFound``, ``WGModel/WGError/Code/permissionDenied``,
  ///   ``WGModel/WGError/Code/unsafeFile``, ``WGModel/WGError/Code/tooLarge``, or
  ///   ``WGModel/WGError/Code/system``.
  public func read(
    limit: Int = defaultLimit, patience: Int64 = 1_000
  ) throws(WGError) -> Contents {
    do throws(FileError) {
      let (folder, name) = try openFolder("read", listing: false)
      let (file, status) = try openTarget("read", name, in: folder, O_RDONLY)
      // Anybody who may read the file may lock it, and so stop whoever insists on the lock.
      try? file.lock(exclusive: false, patience: patience)
      return try contents(of: file, status, limit: limit)
    } catch {
      throw self.error("read", error)
    }
  }

  /// Reads an open descriptor to its end, a pipe for instance: standard input is number 0.
  ///
  /// - Parameters:
  ///   - descriptor: the descriptor, which stays open.
  ///   - limit: the most bytes that may come.
  /// - Returns: what came.
  /// - Throws: ``WGModel/WGError/Code/tooLarge``, or what the system says.
  public static func read(
    descriptor: Int32, limit: Int = defaultLimit
  ) throws(WGError) -> Contents {
    let file = try ConfigFile(descriptor == 0 ? "/dev/stdin" : "/dev/fd/\(descriptor)")
    do throws(FileError) {
      let open = Descriptor(borrowing: descriptor)
      let status = try open.status()
      guard let text = try open.readAll(expecting: 0, limit: limit) else {
        throw file.tooLarge(limit)
      }
      return Contents(text: text, mode: status.isRegular ? status.mode : nil)
    } catch {
      throw file.error("read", error)
    }
  }

  /// Opens the file itself, which must be a regular one.
  @inline(never)
  func openTarget(
    _ task: String, _ name: [UInt8], in folder: Descriptor, _ flags: Int32
  ) throws(FileError) -> (Descriptor, FileStatus) {
    do throws(FileError) {
      let file = try Descriptor.open(name, in: folder, flags | wgkit_O_NOFOLLOW)
      // Only now: what is looked at is what is read.
      let status = try file.status()
      guard status.isRegular else { throw refusal(task, status) }
      return (file, status)
    } catch {
      // A link is ELOOP, whatever stands there by now; a socket ENXIO, a folder that is to be written EISDIR.
      if error.errno == ELOOP {
        throw unsafeFile(task, "it is a symbolic link; give the path that it leads to")
      }
      guard error.errno != 0, error.errno != ENOENT, let status = try? folder.status(of: name),
        !status.isRegular
      else { throw error }
      throw refusal(task, status)
    }
  }

  private func refusal(_ task: String, _ status: FileStatus) -> FileError {
    unsafeFile(task, "it is \(status.kindText), not a file")
  }

  func contents(
    of file: Descriptor, _ status: FileStatus, limit: Int
  ) throws(FileError) -> Contents {
    guard let text = try file.readAll(expecting: status.size, limit: limit) else {
      throw tooLarge(limit)
    }
    return Contents(text: text, mode: status.mode)
  }

  private func tooLarge(_ limit: Int) -> FileError {
    .refused(
      WGError(.tooLarge, "cannot read \(quotedPath): it has more than \(limit) bytes"))
  }
}
