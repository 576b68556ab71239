// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

/// A network namespace that C has a handle of.
final class NamespaceObject: Sendable {
  static let handles = HandleTable<NamespaceObject>(.namespace)

  let namespace: NetworkNamespace

  init(_ namespace: NetworkNamespace) { self.namespace = namespace }
}

/// The namespace of a handle; NULL is the calling thread's.
func namespace(_ handle: OpaquePointer?) throws(WGError) -> NetworkNamespace {
  guard let handle = unsafe handle else { return .current }
  return unsafe try required(handle, in: NamespaceObject.handles, "netns").namespace
}

@implementation @c
public func wgkit_namespace_from_name(
  _ name: UnsafePointer<CChar>?, _ length: Int, _ netns: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let name = unsafe try requiredString(name, length, "name", upTo: 255)
    let result = unsafe try required(netns, "netns")
    unsafe try store(
      NamespaceObject(try .named(name)), in: NamespaceObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_namespace_from_path(
  _ path: UnsafePointer<CChar>?, _ length: Int, _ netns: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let path = unsafe try requiredString(path, length, "path", upTo: 4095)
    let result = unsafe try required(netns, "netns")
    unsafe try store(
      NamespaceObject(try .file(path)), in: NamespaceObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_namespace_from_pid(
  _ pid: Int32, _ netns: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(netns, "netns")
    unsafe try store(
      NamespaceObject(try .process(pid)), in: NamespaceObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_namespace_free(_ netns: OpaquePointer?) -> wgkit_status {
  unsafe free(netns, in: NamespaceObject.handles)
}
