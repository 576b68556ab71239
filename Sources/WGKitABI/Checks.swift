// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

/// Findings as an array for C.
@safe
final class CheckObject: @unchecked Sendable {
  static let handles = HandleTable<CheckObject>(.check)

  // Written by the initializer, read-only from then on.
  let findings: UnsafeMutableBufferPointer<wgkit_finding>
  private let texts = TextStore()

  init(_ list: [Finding]) {
    unsafe findings = .allocate(capacity: list.count)
    for (index, found) in list.enumerated() {
      var finding = unsafe wgkit_finding()
      unsafe finding.code = texts.add(found.kind.slug)
      unsafe finding.message = texts.add(found.message)
      unsafe finding.line = UInt64(found.location.line)
      unsafe finding.column = UInt64(found.location.column)
      unsafe finding.severity = UInt32(
        found.severity == .error ? WGKIT_FINDING_ERROR : WGKIT_FINDING_WARNING)
      unsafe findings.initializeElement(at: index, to: finding)
    }
  }

  deinit { unsafe findings.deallocate() }
}

@implementation @c
public func wgkit_check_text(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ target: UInt32,
  _ check: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let characters = unsafe try required(text, length, "text", upTo: largestText, .tooLarge)
    let target = try Target(number: target)
    let result = unsafe try required(check, "check")
    let findings = unsafe Finding.all(in: Span(_unsafeElements: characters), for: target)
    unsafe try store(CheckObject(findings), in: CheckObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_check_file(
  _ file: OpaquePointer?, _ target: UInt32, _ check: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let target = try Target(number: target)
    let result = unsafe try required(check, "check")
    let object = unsafe try required(file, in: FileObject.handles, "file")
    let findings = Finding.all(in: object.contents, for: target)
    unsafe try store(CheckObject(findings), in: CheckObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_check_findings(
  _ check: OpaquePointer?, _ findings: UnsafeMutablePointer<UnsafePointer<wgkit_finding>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(findings, "findings", count, stride)
    let object = unsafe try required(check, in: CheckObject.handles, "check")
    unsafe result.write(object.findings)
  }
}

@implementation @c
public func wgkit_check_free(_ check: OpaquePointer?) -> wgkit_status {
  unsafe free(check, in: CheckObject.handles)
}
