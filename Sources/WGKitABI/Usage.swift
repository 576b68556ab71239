// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

@implementation @c
public func wgkit_usage_compare(
  _ last: UnsafePointer<wgkit_usage_sample>?, _ next: UnsafePointer<wgkit_usage_sample>?,
  _ delta: UnsafeMutablePointer<wgkit_usage_delta>?,
  _ kept: UnsafeMutablePointer<wgkit_usage_sample>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    var before: UsageSample?
    if unsafe last != nil { before = unsafe UsageSample(try readable(last, "last")) }
    let next = unsafe UsageSample(try readable(next, "next"))
    let result = unsafe try required(delta, "delta")
    let place = unsafe try required(kept, "kept")
    let difference = UsageDelta(from: before, to: next)
    var said = wgkit_usage_delta()
    said.received_bytes = difference.receivedBytes
    said.sent_bytes = difference.sentBytes
    said.kind = difference.kind.rawValue
    unsafe result.pointee = said
    unsafe place.pointee = wgkit_usage_sample(difference.kept)
  }
}

@implementation @c
public func wgkit_usage_read_epoch(
  _ netns: OpaquePointer?, _ index: UInt32, _ boot: UnsafeMutablePointer<UInt64>?,
  _ device: UnsafeMutablePointer<UInt64>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let bootResult = unsafe try required(boot, "boot")
    let deviceResult = unsafe try required(device, "device")
    let id = unsafe try KernelController(in: try namespace(netns)).usageID(index: index)
    unsafe bootResult.pointee = KernelController.usageBoot
    unsafe deviceResult.pointee = id
  }
}

@implementation @c
public func wgkit_usage_date_at(
  _ time: Int64, _ offset: Int32, _ date: UnsafeMutablePointer<wgkit_usage_date>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(date, "date")
    let day = CivilDate(at: time, offset: offset)
    var said = wgkit_usage_date()
    said.year = day.year
    said.month = UInt8(truncatingIfNeeded: day.month)
    said.day = UInt8(truncatingIfNeeded: day.day)
    unsafe result.pointee = said
  }
}
