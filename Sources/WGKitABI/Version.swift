// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

internal import CWGKit

@implementation @c
public func wgkit_version() -> UnsafePointer<CChar>? {
  // The header's WGKIT_VERSION_STRING, which Swift sees as a String without an address; Tests/ABI
  // compares the two.
  unsafe cString("0.1.0")
}

@implementation @c
public func wgkit_version_number() -> UInt32 { UInt32(WGKIT_VERSION_NUMBER) }
