// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// Values, and how many there are in all of them, records within records included.
///
/// Without the two numbers, values that are added to themselves would soon be more than can be counted,
/// or too deep to be let go.
struct CountedValues: Sendable {
  private(set) var values = Template.Values()
  private var count = 0
  private var depth = 0

  private static var mostValues: Int { 1_000_000 }
  // More sections within each other than a template can have.
  private static var mostRecords: Int { 16 }

  mutating func append(_ value: Template.Value, to name: String) throws(WGError) {
    try add(1)
    values.append(value, to: name)
  }

  mutating func append(_ record: CountedValues, to name: String) throws(WGError) {
    guard record.depth < Self.mostRecords else {
      throw WGError(.tooLarge, "at most \(Self.mostRecords) records are within each other")
    }
    try add(1 + record.count)
    depth = max(depth, record.depth + 1)
    values.append(record.values, to: name)
  }

  private mutating func add(_ more: Int) throws(WGError) {
    guard count + more <= Self.mostValues else {
      throw WGError(.tooLarge, "there are at most \(Self.mostValues) values")
    }
    count += more
  }
}

/// All values that C has.
let templateValuesHandles = HandleTable<EditedValue<CountedValues>>(.templateValues)

/// The most bytes that a name of a template has.
var longestName: Int { 64 }

@implementation @c
public func wgkit_template_values_create(
  _ values: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(values, "values")
    unsafe try store(EditedValue(CountedValues()), in: templateValuesHandles, to: result)
  }
}

@implementation @c
public func wgkit_template_values_add_text(
  _ values: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ text: UnsafePointer<CChar>?, _ text_length: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe add(to: values, name, name_length, error) { () throws(WGError) in
    .text(unsafe try requiredString(text, text_length, "text", upTo: 16 << 20))
  }
}

@implementation @c
public func wgkit_template_values_add_address(
  _ values: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ address: UnsafePointer<wgkit_address>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe add(to: values, name, name_length, error) { () throws(WGError) in
    let address = unsafe try readable(address, "address")
    return .address(unsafe try IPAddress(address))
  }
}

@implementation @c
public func wgkit_template_values_add_flag(
  _ values: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int, _ flag: CInt,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe add(to: values, name, name_length, error) { () throws(WGError) in .flag(flag != 0) }
}

@implementation @c
public func wgkit_template_values_add_public_key(
  _ values: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ key: UnsafePointer<wgkit_public_key>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe add(to: values, name, name_length, error) { () throws(WGError) in
    .publicKey(unsafe try requiredKey(key, "key"))
  }
}

@implementation @c
public func wgkit_template_values_add_private_key(
  _ values: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ key: UnsafePointer<wgkit_private_key>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe add(to: values, name, name_length, error) { () throws(WGError) in
    let bytes = unsafe try required(key, "key")
    return .privateKey(unsafe try PrivateKey(bytes: Span(_unsafeElements: bytes)))
  }
}

@implementation @c
public func wgkit_template_values_add_preshared_key(
  _ values: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ key: UnsafePointer<wgkit_preshared_key>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe add(to: values, name, name_length, error) { () throws(WGError) in
    let bytes = unsafe try required(key, "key")
    return .presharedKey(unsafe try PresharedKey(bytes: Span(_unsafeElements: bytes)))
  }
}

@implementation @c
public func wgkit_template_values_add_record(
  _ values: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ record: OpaquePointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let object = unsafe try required(values, in: templateValuesHandles, "values")
    let name = unsafe try requiredString(name, name_length, "name", upTo: longestName)
    let record = unsafe try required(record, in: templateValuesHandles, "record").value
    try object.change { (values) throws(WGError) in try values.append(record, to: name) }
  }
}

@implementation @c
public func wgkit_template_values_free(_ values: OpaquePointer?) -> wgkit_status {
  unsafe free(values, in: templateValuesHandles)
}

// Adds the value that `make` makes of the other arguments.
private func add(
  to values: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ length: Int, _ error: ErrorPointer,
  _ make: () throws(WGError) -> Template.Value
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let object = unsafe try required(values, in: templateValuesHandles, "values")
    let name = unsafe try requiredString(name, length, "name", upTo: longestName)
    let value = try make()
    try object.change { (values) throws(WGError) in try values.append(value, to: name) }
  }
}
