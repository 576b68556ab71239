// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

/// The interfaces of a namespace in the shape in which C reads them.
@safe
final class LinkList: @unchecked Sendable {
  static let handles = HandleTable<LinkList>(.linkList)

  // Written by the initializer, read-only from then on.
  let links: UnsafeMutableBufferPointer<wgkit_link>
  let addresses: UnsafeMutableBufferPointer<wgkit_link_address>

  init(_ interfaces: [Interface]) {
    unsafe links = .allocate(capacity: interfaces.count)
    unsafe addresses = .allocate(capacity: interfaces.reduce(0) { $0 + $1.addresses.count })
    var next = 0
    for (index, interface) in interfaces.enumerated() {
      unsafe links.initializeElement(at: index, to: wgkit_link(interface, addressesFrom: next))
      for address in interface.addresses {
        unsafe addresses.initializeElement(at: next, to: wgkit_link_address(address))
        next += 1
      }
    }
  }

  deinit {
    unsafe links.deallocate()
    unsafe addresses.deallocate()
  }
}

extension wgkit_link {
  fileprivate init(_ interface: Interface, addressesFrom first: Int) {
    self.init()
    name = wgkit_interface_name(interface.name)
    index = interface.index
    mtu = interface.mtu
    operational_state = interface.operationalState.rawValue
    if interface.isUp { flags |= UInt32(WGKIT_LINK_UP) }
    if interface.isRunning { flags |= UInt32(WGKIT_LINK_RUNNING) }
    first_address = UInt64(first)
    address_count = UInt64(interface.addresses.count)
    if let kind = interface.kind {
      unsafe withUnsafeMutableBytes(of: &self.kind) { (field) in
        // The last byte stays a NUL.
        for (place, byte) in kind.utf8.prefix(31).enumerated() { unsafe field[place] = byte }
      }
    }
    if let address = interface.hardwareAddress {
      let bytes = address.bytes.prefix(32)
      hardware_address_length = UInt8(bytes.count)
      unsafe withUnsafeMutableBytes(of: &hardware_address) { (field) in
        for (place, byte) in bytes.enumerated() { unsafe field[place] = byte }
      }
    }
  }
}

extension wgkit_link_address {
  fileprivate init(_ address: InterfaceAddress) {
    self.init()
    prefix = wgkit_prefix(address.prefix)
    if let peer = address.peer { self.peer = wgkit_prefix(peer) }
    scope = address.scope.rawValue
  }
}

@implementation @c
public func wgkit_link_list_read(
  _ netns: OpaquePointer?, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(list, "list")
    let list = unsafe LinkList(try links(netns).interfaces())
    unsafe try store(list, in: LinkList.handles, to: result)
  }
}

@implementation @c
public func wgkit_link_list_links(
  _ list: OpaquePointer?, _ links: UnsafeMutablePointer<UnsafePointer<wgkit_link>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(links, "links", count, stride)
    let list = unsafe try required(list, in: LinkList.handles, "list")
    unsafe result.write(list.links)
  }
}

@implementation @c
public func wgkit_link_list_addresses(
  _ list: OpaquePointer?, _ addresses: UnsafeMutablePointer<UnsafePointer<wgkit_link_address>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(addresses, "addresses", count, stride)
    let list = unsafe try required(list, in: LinkList.handles, "list")
    unsafe result.write(list.addresses)
  }
}

@implementation @c
public func wgkit_link_list_free(_ list: OpaquePointer?) -> wgkit_status {
  unsafe free(list, in: LinkList.handles)
}
