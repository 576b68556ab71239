// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

/// The names of devices as an array for C.
@safe
final class DeviceList: @unchecked Sendable {
  static let handles = HandleTable<DeviceList>(.deviceList)

  // Written by the initializer, read-only from then on.
  let names: UnsafeMutableBufferPointer<wgkit_interface_name>

  init(_ list: [InterfaceName]) {
    unsafe names = .allocate(capacity: list.count)
    for (index, name) in list.enumerated() {
      unsafe names.initializeElement(at: index, to: wgkit_interface_name(name))
    }
  }

  deinit { unsafe names.deallocate() }
}

@implementation @c
public func wgkit_device_list_read(
  _ netns: OpaquePointer?, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(list, "list")
    let netns = unsafe try namespace(netns)
    let devices = DeviceList(try KernelController(in: netns).devices())
    unsafe try store(devices, in: DeviceList.handles, to: result)
  }
}

@implementation @c
public func wgkit_device_list_names(
  _ list: OpaquePointer?, _ names: UnsafeMutablePointer<UnsafePointer<wgkit_interface_name>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(names, "names", count, stride)
    let devices = unsafe try required(list, in: DeviceList.handles, "list")
    unsafe result.write(devices.names)
  }
}

@implementation @c
public func wgkit_device_list_free(_ list: OpaquePointer?) -> wgkit_status {
  unsafe free(list, in: DeviceList.handles)
}
