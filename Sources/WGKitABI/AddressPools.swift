// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// All address pools that C has.
let poolHandles = HandleTable<EditedValue<AddressPool>>(.addressPool)

@implementation @c
public func wgkit_address_pool_create(
  _ networks: UnsafePointer<wgkit_prefix>?, _ count: Int, _ stride: Int,
  _ pool: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let networks = unsafe try requiredPrefixes(networks, count, stride)
    let result = unsafe try required(pool, "pool")
    unsafe try store(
      EditedValue(try AddressPool(networks: networks)), in: poolHandles, to: result)
  }
}

@implementation @c
public func wgkit_address_pool_take(
  _ pool: OpaquePointer?, _ prefixes: UnsafePointer<wgkit_prefix>?, _ count: Int,
  _ stride: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(pool, error) { (pool) throws(WGError) in
    pool.take(unsafe try requiredPrefixes(prefixes, count, stride))
  }
}

@implementation @c
public func wgkit_address_pool_keep(
  _ pool: OpaquePointer?, _ range: UnsafePointer<CChar>?, _ length: Int, _ excluded: CInt,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(pool, error) { (pool) throws(WGError) in
    let text = unsafe try required(range, length, "range", upTo: 256, .tooLarge)
    let range = unsafe try AddressRange(utf8: Span(_unsafeElements: text))
    if excluded == 0 { pool.reserve(range) } else { pool.exclude(range) }
  }
}

@implementation @c
public func wgkit_address_pool_claim(
  _ pool: OpaquePointer?, _ addresses: UnsafePointer<wgkit_prefix>?, _ count: Int,
  _ stride: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(pool, error) { (pool) throws(WGError) in
    try pool.claim(unsafe try requiredPrefixes(addresses, count, stride))
  }
}

@implementation @c
public func wgkit_address_pool_next(
  _ pool: OpaquePointer?, _ addresses: UnsafeMutablePointer<wgkit_prefix>?, _ capacity: Int,
  _ count: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(pool, error) { (pool) throws(WGError) in
    let count = unsafe try required(count, "count")
    let needed = pool.networks.count
    unsafe count.pointee = needed
    guard capacity >= needed else {
      throw WGError(
        .bufferTooSmall, "there are \(needed) addresses, and the array has room for \(capacity)")
    }
    let result = unsafe try required(addresses, "addresses")
    for (index, address) in try pool.next().enumerated() {
      unsafe result[index] = wgkit_prefix(address)
    }
  }
}

@implementation @c
public func wgkit_address_pool_free(_ pool: OpaquePointer?) -> wgkit_status {
  unsafe free(pool, in: poolHandles)
}

private func edit(
  _ pool: OpaquePointer?, _ error: ErrorPointer,
  _ body: (inout AddressPool) throws(WGError) -> Void
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    try unsafe required(pool, in: poolHandles, "pool").edit(body)
  }
}

private func requiredPrefixes(
  _ prefixes: UnsafePointer<wgkit_prefix>?, _ count: Int, _ stride: Int
) throws(WGError) -> [IPPrefix] {
  let array = unsafe try PrefixArray(prefixes, count, stride)
  return try array[0..<array.count]
}
