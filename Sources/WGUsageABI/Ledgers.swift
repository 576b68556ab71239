// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit-usage.h.

public import CWGKit
public import CWGUsage
internal import WGKit
internal import WGUsage

/// A ledger that C has a handle of.
final class LedgerObject: Sendable {
  static let handles = HandleTable<LedgerObject>(.usageLedger)

  let ledger: UsageLedger

  init(_ ledger: UsageLedger) { self.ledger = ledger }
}

/// The ledger of a handle.
func ledger(_ handle: OpaquePointer?) throws(WGError) -> UsageLedger {
  unsafe try required(handle, in: LedgerObject.handles, "ledger").ledger
}

/// A namespace's text, which is empty for NULL.
private func namespaceText(
  _ netns: UnsafePointer<CChar>?, _ length: Int
) throws(WGError) -> String {
  guard unsafe netns != nil else { return "" }
  return unsafe try requiredString(netns, length, "netns", upTo: 4095)
}

private func namespace(
  _ netns: UnsafePointer<CChar>?, _ length: Int
) throws(WGError) -> NetworkNamespace {
  let text = unsafe try namespaceText(netns, length)
  return text.utf8.isEmpty ? .current : try NetworkNamespace(text)
}

@implementation @c
public func wgkit_usage_ledger_open(
  _ path: UnsafePointer<CChar>?, _ path_length: Int, _ options: UInt32, _ patience: UInt32,
  _ ledger: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let path = unsafe try requiredString(path, path_length, "path", upTo: 4095)
    let result = unsafe try required(ledger, "ledger")
    guard options & ~UInt32(WGKIT_USAGE_MUST_EXIST) == 0 else {
      throw WGError(.invalidArgument, "the argument options has a bit that is not known")
    }
    let opened = try UsageLedger.open(
      path, creating: options & UInt32(WGKIT_USAGE_MUST_EXIST) == 0,
      patience: Int32(clamping: patience))
    unsafe try store(LedgerObject(opened), in: LedgerObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_usage_ledger_free(_ ledger: OpaquePointer?) -> wgkit_status {
  unsafe free(ledger, in: LedgerObject.handles)
}

@implementation @c
public func wgkit_usage_ledger_collect(
  _ ledger: OpaquePointer?, _ netns: UnsafePointer<CChar>?, _ netns_length: Int,
  _ name: UnsafePointer<CChar>?, _ name_length: Int, _ offset: Int32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    let name = unsafe try required(interface: name, name_length)
    let netns = unsafe try namespace(netns, netns_length)
    try ledger.collect(name, in: netns, zone: .offset(offset))
  }
}

@implementation @c
public func wgkit_usage_ledger_remove_peer(
  _ ledger: OpaquePointer?, _ netns: UnsafePointer<CChar>?, _ netns_length: Int,
  _ name: UnsafePointer<CChar>?, _ name_length: Int, _ peer: UnsafePointer<wgkit_public_key>?,
  _ offset: Int32, _ last: UnsafeMutablePointer<wgkit_usage_sample>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    let name = unsafe try required(interface: name, name_length)
    let netns = unsafe try namespace(netns, netns_length)
    let key = unsafe try requiredKey(peer, "peer")
    if unsafe last != nil { _ = unsafe try required(last, "last") }
    let sample = try ledger.removePeer(key, from: name, in: netns, zone: .offset(offset))
    if let last = unsafe last { unsafe last.pointee = wgkit_usage_sample(sample) }
  }
}

@implementation @c
public func wgkit_usage_ledger_record(
  _ ledger: OpaquePointer?, _ netns: UnsafePointer<CChar>?, _ netns_length: Int,
  _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ entries: UnsafePointer<wgkit_usage_entry>?, _ count: Int, _ stride: Int, _ offset: Int32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    let name = unsafe try required(interface: name, name_length)
    let netns = unsafe try namespaceText(netns, netns_length)
    let array = unsafe try ArrayArgument(entries, "entries", count, stride, upTo: 1_000_000)
    var list: [UsageLedger.Entry] = []
    for index in 0..<array.count {
      guard let entry = unsafe array[index] else { break }
      let bytes = unsafe UnsafeRawPointer(entry)
      let key = unsafe try requiredKey(
        bytes.assumingMemoryBound(to: wgkit_public_key.self), "entries")
      let sample = unsafe UsageSample(
        (bytes + 32).assumingMemoryBound(to: wgkit_usage_sample.self))
      list.append(.init(key, sample))
    }
    try ledger.record(list, of: name, in: netns, zone: .offset(offset))
  }
}

@implementation @c
public func wgkit_usage_ledger_forget(
  _ ledger: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    try ledger.forget(unsafe try requiredKey(peer, "peer"))
  }
}

@implementation @c
public func wgkit_usage_ledger_metrics(
  _ ledger: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let metrics = Array(try ledger.metrics().utf8)
    try buffer.write(metrics.span)
  }
}
