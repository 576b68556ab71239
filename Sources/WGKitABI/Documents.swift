// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// A configuration file that edits change.
typealias DocumentObject = EditedValue<Document>

/// All documents that C has.
let documentHandles = HandleTable<DocumentObject>(.document)

@implementation @c
public func wgkit_config_key_name(_ key: UInt32) -> UnsafePointer<CChar>? {
  guard let key = Document.Key(number: key) else { return nil }
  return unsafe cString(key.spelling)
}

@implementation @c
public func wgkit_document_parse(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ dialect: UInt32,
  _ document: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let characters = unsafe try required(text, length, "text", upTo: largestText, .tooLarge)
    let dialect = try Dialect(number: dialect)
    let result = unsafe try required(document, "document")
    let parsed = unsafe try Document(parsing: Span(_unsafeElements: characters), as: dialect)
    unsafe try store(parsed, to: result)
  }
}

@implementation @c
public func wgkit_document_copy(
  _ document: OpaquePointer?, _ copy: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(copy, "copy")
    unsafe try store(try requiredDocument(document), to: result)
  }
}

@implementation @c
public func wgkit_document_expose_text(
  _ document: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let document = unsafe try requiredDocument(document)
    try document.withBytes { (bytes) throws(WGError) in try buffer.write(bytes) }
  }
}

@implementation @c
public func wgkit_document_strip(
  _ document: OpaquePointer?, _ stripped: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(stripped, "stripped")
    unsafe try store(try requiredDocument(document).stripped(), to: result)
  }
}

@implementation @c
public func wgkit_document_convert(
  _ document: OpaquePointer?, _ target: UInt32, _ converted: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(converted, "converted")
    let target = try Target(number: target)
    let config = try Config(unsafe try requiredDocument(document))
    unsafe try store(try Document(config, for: target), to: result)
  }
}

@implementation @c
public func wgkit_document_free(_ document: OpaquePointer?) -> wgkit_status {
  unsafe free(document, in: documentHandles)
}

/// What a document says now.
@inline(never)
func requiredDocument(_ document: OpaquePointer?) throws(WGError) -> Document {
  unsafe try required(document, in: documentHandles, "document").value
}

/// Gives a new document to C.
func store(
  _ document: Document, to result: UnsafeMutablePointer<OpaquePointer?>
) throws(WGError) {
  unsafe try store(DocumentObject(document), in: documentHandles, to: result)
}

// MARK: Numbers

extension Dialect {
  init(number: UInt32) throws(WGError) {
    switch Int(number) {
    case Int(WGKIT_DIALECT_WG): self = .wg
    case Int(WGKIT_DIALECT_WG_QUICK): self = .wgQuick
    default: throw WGError(.invalidArgument, "there is no dialect with the number \(number)")
    }
  }
}

extension Target {
  init(number: UInt32) throws(WGError) {
    switch Int(number) {
    case Int(WGKIT_TARGET_WG): self = .wg
    case Int(WGKIT_TARGET_WG_QUICK): self = .wgQuick
    case Int(WGKIT_TARGET_ANDROID): self = .android
    case Int(WGKIT_TARGET_APPLE): self = .apple
    default: throw WGError(.invalidArgument, "there is no target with the number \(number)")
    }
  }
}

extension Document.Key {
  /// The number of the key in C, where 0 is none: one more than the key's own.
  var number: UInt32 { UInt32(rawValue) + 1 }

  init?(number: UInt32) {
    guard 1...255 ~= number else { return nil }
    self.init(rawValue: UInt8(truncatingIfNeeded: number - 1))
  }
}
