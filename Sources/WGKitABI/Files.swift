// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// What stood in a file.
final class FileObject: Sendable {
  static let handles = HandleTable<FileObject>(.file)

  let contents: ConfigFile.Contents

  init(_ contents: ConfigFile.Contents) { self.contents = contents }
}

@implementation @c
public func wgkit_file_read(
  _ path: UnsafePointer<CChar>?, _ path_length: Int, _ options: UInt32, _ limit: Int,
  _ patience: UInt32, _ file: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let source = unsafe try requiredFile(path, path_length, try FileOptions(options, for: .reading))
    let limit = try requiredLimit(limit)
    let result = unsafe try required(file, "file")
    let contents =
      patience == WGKIT_FILE_USUAL_PATIENCE
      ? try source.read(limit: limit) : try source.read(limit: limit, patience: Int64(patience))
    unsafe try store(FileObject(contents), in: FileObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_file_read_descriptor(
  _ descriptor: CInt, _ limit: Int, _ file: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    guard descriptor >= 0 else {
      throw WGError(.invalidArgument, "\(descriptor) is no descriptor")
    }
    let limit = try requiredLimit(limit)
    let result = unsafe try required(file, "file")
    let contents = try ConfigFile.read(descriptor: descriptor, limit: limit)
    unsafe try store(FileObject(contents), in: FileObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_file_expose_text(
  _ file: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let object = unsafe try required(file, in: FileObject.handles, "file")
    try object.contents.text.withExposedBytes { (bytes) throws(WGError) in
      try buffer.write(bytes)
    }
  }
}

@implementation @c
public func wgkit_file_parse(
  _ file: OpaquePointer?, _ dialect: UInt32, _ document: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let dialect = try Dialect(number: dialect)
    let result = unsafe try required(document, "document")
    let object = unsafe try required(file, in: FileObject.handles, "file")
    unsafe try store(try Document(parsing: object.contents.text, as: dialect), to: result)
  }
}

@implementation @c
public func wgkit_file_write_text(
  _ path: UnsafePointer<CChar>?, _ path_length: Int, _ options: UInt32,
  _ text: UnsafePointer<CChar>?, _ text_length: Int, _ expected: OpaquePointer?,
  _ patience: UInt32, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let characters = unsafe try required(text, text_length, "text", upTo: largestText, .tooLarge)
    let target = unsafe try FileTarget(path, path_length, options, expected, patience)
    unsafe try target.write(Span(_unsafeElements: characters))
  }
}

@implementation @c
public func wgkit_file_write_document(
  _ path: UnsafePointer<CChar>?, _ path_length: Int, _ options: UInt32,
  _ document: OpaquePointer?, _ expected: OpaquePointer?, _ patience: UInt32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let target = unsafe try FileTarget(path, path_length, options, expected, patience)
    let document = unsafe try requiredDocument(document)
    try document.withBytes { (bytes) throws(WGError) in try target.write(bytes) }
  }
}

@implementation @c
public func wgkit_file_free(_ file: OpaquePointer?) -> wgkit_status {
  unsafe free(file, in: FileObject.handles)
}

// MARK: Arguments

/// Where to write, and what has to be there.
private struct FileTarget {
  let file: ConfigFile
  let expected: ConfigFile.Expectation
  let patience: Int64

  init(
    _ path: UnsafePointer<CChar>?, _ length: Int, _ bits: UInt32, _ expected: OpaquePointer?,
    _ patience: UInt32
  ) throws(WGError) {
    let options = try FileOptions(bits, for: .writing)
    file = unsafe try requiredFile(path, length, options)
    if let expected = unsafe expected {
      guard !options.mustBeNew else {
        throw WGError(.invalidArgument, "a file that was read cannot be expected to be new")
      }
      self.expected = .unchanged(
        unsafe try required(expected, in: FileObject.handles, "expected").contents)
    } else {
      self.expected = options.mustBeNew ? .nothing : .anything
    }
    self.patience =
      patience == WGKIT_FILE_USUAL_PATIENCE ? ConfigFile.defaultPatience : Int64(patience)
  }

  func write(_ text: Span<UInt8>) throws(WGError) {
    try file.write(text, over: expected, patience: patience)
  }
}

private struct FileOptions {
  enum Task { case reading, writing }

  let followsLinks: Bool
  let mustBeNew: Bool

  init(_ bits: UInt32, for task: Task) throws(WGError) {
    followsLinks = bits & UInt32(WGKIT_FILE_FOLLOWS_LINKS) != 0
    mustBeNew = bits & UInt32(WGKIT_FILE_MUST_BE_NEW) != 0
    var known = UInt32(WGKIT_FILE_FOLLOWS_LINKS)
    if task == .writing { known |= UInt32(WGKIT_FILE_MUST_BE_NEW) }
    guard bits & ~known == 0 else {
      throw WGError(.invalidArgument, "there is an option that this function does not know")
    }
  }
}

private func requiredFile(
  _ path: UnsafePointer<CChar>?, _ length: Int, _ options: FileOptions
) throws(WGError) -> ConfigFile {
  let characters = unsafe try required(path, length, "path", upTo: 4095, .invalidArgument)
  return unsafe try ConfigFile(
    utf8: Span(_unsafeElements: characters), followingLinks: options.followsLinks)
}

private func requiredLimit(_ limit: Int) throws(WGError) -> Int {
  guard limit >= 0 else {
    throw WGError(.invalidArgument, "the argument limit is beyond all memory")
  }
  return limit == 0 ? ConfigFile.defaultLimit : limit
}
