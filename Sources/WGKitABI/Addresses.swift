// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

// The longest texts, without the NUL.
private let longestAddress = Int(WGKIT_ADDRESS_TEXT_SIZE) - 1
private let longestPrefix = Int(WGKIT_PREFIX_TEXT_SIZE) - 1
// A host name of 253 bytes, a port, and room for leading zeros: the resolver's own limit.
private let longestEndpoint = 300

@implementation @c
public func wgkit_address_from_text(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ address: UnsafeMutablePointer<wgkit_address>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let characters = unsafe try required(
      text, length, "text", upTo: longestAddress, .invalidAddress)
    let result = unsafe try required(address, "address")
    let value = unsafe try IPAddress(utf8: Span(_unsafeElements: characters))
    unsafe result.pointee = wgkit_address(value)
  }
}

@implementation @c
public func wgkit_address_to_text(
  _ address: UnsafePointer<wgkit_address>?,
  _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let address = unsafe try readable(address, "address")
    let buffer = unsafe try TextBuffer(text, capacity, size)
    var characters: [UInt8] = []
    unsafe try IPAddress(address).append(to: &characters)
    try buffer.write(characters.span)
  }
}

@implementation @c
public func wgkit_prefix_from_text(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ prefix: UnsafeMutablePointer<wgkit_prefix>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let characters = unsafe try required(
      text, length, "text", upTo: longestPrefix, .invalidAddress)
    let result = unsafe try required(prefix, "prefix")
    let value = unsafe try IPPrefix(utf8: Span(_unsafeElements: characters))
    unsafe result.pointee = wgkit_prefix(value)
  }
}

@implementation @c
public func wgkit_prefixes_from_text(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ prefixes: UnsafeMutablePointer<wgkit_prefix>?,
  _ count: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let characters = unsafe try required(
      text, length, "text", upTo: Int(WGKIT_PREFIXES_MAXIMUM) * (longestPrefix + 1),
      .invalidArgument)
    let result = unsafe try required(prefixes, "prefixes")
    let read = try unsafe lines(of: Span(_unsafeElements: characters), upTo: count)
    guard read.count == count else {
      throw WGError(.invalidArgument, "the text has more or fewer than \(count) prefixes")
    }
    for index in read.indices { unsafe result[index] = wgkit_prefix(read[index]) }
  }
}

// The prefixes of a text, and one more than the limit when there are more.
private func lines(of text: Span<UInt8>, upTo limit: Int) throws(WGError) -> [IPPrefix] {
  var prefixes: [IPPrefix] = []
  var start = 0
  while start < text.count, prefixes.count <= limit {
    let rest = text.extracting(start..<text.count)
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
    do throws(WGError) {
      prefixes.append(try IPPrefix(utf8: rest.extracting(0..<end)))
    } catch {
      throw error.at("prefix", prefixes.count)
    }
    start += end + 1
  }
  return prefixes
}

@implementation @c
public func wgkit_prefix_to_text(
  _ prefix: UnsafePointer<wgkit_prefix>?,
  _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let prefix = unsafe try readable(prefix, "prefix")
    let buffer = unsafe try TextBuffer(text, capacity, size)
    var characters: [UInt8] = []
    unsafe try IPPrefix(prefix).append(to: &characters)
    try buffer.write(characters.span)
  }
}

@implementation @c
public func wgkit_endpoint_from_text(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ endpoint: UnsafeMutablePointer<wgkit_endpoint>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let characters = unsafe try required(
      text, length, "text", upTo: longestEndpoint, .invalidAddress)
    let result = unsafe try required(endpoint, "endpoint")
    let value = unsafe try Endpoint(utf8: Span(_unsafeElements: characters))
    unsafe result.pointee = wgkit_endpoint(value)
  }
}

@implementation @c
public func wgkit_endpoint_to_text(
  _ endpoint: UnsafePointer<wgkit_endpoint>?,
  _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let endpoint = unsafe try readable(endpoint, "endpoint")
    let buffer = unsafe try TextBuffer(text, capacity, size)
    var characters: [UInt8] = []
    unsafe try Endpoint(endpoint).append(to: &characters)
    try buffer.write(characters.span)
  }
}

@implementation @c
public func wgkit_endpoint_resolve(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ endpoint: UnsafeMutablePointer<wgkit_endpoint>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let characters = unsafe try required(
      text, length, "text", upTo: longestEndpoint, .invalidAddress)
    let result = unsafe try required(endpoint, "endpoint")
    // What is not UTF-8 becomes something that no host has in its name.
    let value = try Endpoint.resolve(unsafe String(decoding: characters, as: UTF8.self))
    unsafe result.pointee = wgkit_endpoint(value)
  }
}

@implementation @c
public func wgkit_interface_name_from_text(
  _ text: UnsafePointer<CChar>?, _ length: Int,
  _ name: UnsafeMutablePointer<wgkit_interface_name>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let characters = unsafe try required(text, length, "text", upTo: 15, .invalidName)
    let result = unsafe try required(name, "name")
    let value = unsafe try InterfaceName(utf8: Span(_unsafeElements: characters))
    unsafe result.pointee = wgkit_interface_name(value)
  }
}
