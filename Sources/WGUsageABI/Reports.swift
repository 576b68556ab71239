// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit-usage.h.

public import CWGKit
public import CWGUsage
internal import WGKit
internal import WGUsage

/// What a ledger answered, as arrays for C.
@safe
final class ReportObject: @unchecked Sendable {
  static let handles = HandleTable<ReportObject>(.usageReport)

  // Written by the initializer, read-only from then on.
  let records: UnsafeMutableBufferPointer<wgkit_usage_record>
  let rates: UnsafeMutableBufferPointer<wgkit_usage_rate>
  let intervals: UnsafeMutableBufferPointer<wgkit_usage_interval>
  private let texts = TextStore()

  init(records: [UsageRecord] = [], rates: [UsageRate] = [], intervals: [UsageInterval] = []) {
    unsafe self.records = .allocate(capacity: records.count)
    unsafe self.rates = .allocate(capacity: rates.count)
    unsafe self.intervals = .allocate(capacity: intervals.count)
    for (index, record) in records.enumerated() {
      var value = unsafe wgkit_usage_record()
      unsafe value.public_key = wgkit_public_key(record.publicKey)
      unsafe value.interface_name = interfaceName(record.interface)
      unsafe value.received_bytes = record.receivedBytes
      unsafe value.sent_bytes = record.sentBytes
      unsafe value.first_seen = record.firstSeen
      unsafe value.first_day = record.firstDay
      unsafe value.netns = texts.add(record.namespace)
      unsafe self.records.initializeElement(at: index, to: value)
    }
    for (index, rate) in rates.enumerated() {
      var value = unsafe wgkit_usage_rate()
      unsafe value.public_key = wgkit_public_key(rate.publicKey)
      unsafe value.interface_name = interfaceName(rate.interface)
      unsafe value.milliseconds = rate.milliseconds
      unsafe value.received_bytes_per_second = rate.receivedBytesPerSecond ?? 0
      unsafe value.sent_bytes_per_second = rate.sentBytesPerSecond ?? 0
      unsafe value.netns = texts.add(rate.namespace)
      unsafe self.rates.initializeElement(at: index, to: value)
    }
    for (index, interval) in intervals.enumerated() {
      var value = wgkit_usage_interval()
      value.start = interval.start
      value.seconds = interval.seconds
      value.received_bytes_per_second = interval.receivedBytesPerSecond ?? 0
      value.sent_bytes_per_second = interval.sentBytesPerSecond ?? 0
      if interval.receivedBytesPerSecond != nil { value.flags = UInt32(WGKIT_USAGE_IS_MEASURED) }
      unsafe self.intervals.initializeElement(at: index, to: value)
    }
  }

  deinit {
    unsafe records.deallocate()
    unsafe rates.deallocate()
    unsafe intervals.deallocate()
  }
}

// The name as it stands in the file, cut to what C has room for.
private func interfaceName(_ text: String) -> wgkit_interface_name {
  guard let name = try? InterfaceName(text) else { return wgkit_interface_name() }
  return wgkit_interface_name(name)
}

/// The peer that is meant, or nil for NULL.
private func optionalKey(
  _ peer: UnsafePointer<wgkit_public_key>?
) throws(WGError) -> PublicKey? {
  guard unsafe peer != nil else { return nil }
  return unsafe try requiredKey(peer, "peer")
}

@implementation @c
public func wgkit_usage_report_read(
  _ ledger: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?, _ first_day: Int64,
  _ end_day: Int64, _ report: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    let result = unsafe try required(report, "report")
    guard first_day <= end_day else {
      throw WGError(.invalidArgument, "the period ends before it begins")
    }
    let period = first_day == 0 && end_day == 0 ? UsagePeriod.total : .days(first_day..<end_day)
    let records = try ledger.usage(in: period, of: unsafe try optionalKey(peer))
    unsafe try store(ReportObject(records: records), in: ReportObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_usage_report_read_months(
  _ ledger: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ report: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    let result = unsafe try required(report, "report")
    let records = try ledger.months(of: unsafe try optionalKey(peer))
    unsafe try store(ReportObject(records: records), in: ReportObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_usage_report_records(
  _ report: OpaquePointer?, _ records: UnsafeMutablePointer<UnsafePointer<wgkit_usage_record>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(records, "records", count, stride)
    let object = unsafe try required(report, in: ReportObject.handles, "report")
    unsafe result.write(object.records)
  }
}

@implementation @c
public func wgkit_usage_report_read_rates(
  _ ledger: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?, _ now: Int64,
  _ report: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    let result = unsafe try required(report, "report")
    let rates = try ledger.rates(at: now, of: unsafe try optionalKey(peer))
    unsafe try store(ReportObject(rates: rates), in: ReportObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_usage_report_rates(
  _ report: OpaquePointer?, _ rates: UnsafeMutablePointer<UnsafePointer<wgkit_usage_rate>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(rates, "rates", count, stride)
    let object = unsafe try required(report, in: ReportObject.handles, "report")
    unsafe result.write(object.rates)
  }
}

@implementation @c
public func wgkit_usage_report_read_history(
  _ ledger: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?, _ now: Int64,
  _ hours: UInt32, _ step: UInt32, _ report: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let ledger = unsafe try WGUsageABI.ledger(ledger)
    let result = unsafe try required(report, "report")
    let intervals = try ledger.history(
      of: unsafe try requiredKey(peer, "peer"), until: now, hours: Int64(hours), step: Int64(step))
    unsafe try store(ReportObject(intervals: intervals), in: ReportObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_usage_report_intervals(
  _ report: OpaquePointer?,
  _ intervals: UnsafeMutablePointer<UnsafePointer<wgkit_usage_interval>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(intervals, "intervals", count, stride)
    let object = unsafe try required(report, in: ReportObject.handles, "report")
    unsafe result.write(object.intervals)
  }
}

@implementation @c
public func wgkit_usage_report_free(_ report: OpaquePointer?) -> wgkit_status {
  unsafe free(report, in: ReportObject.handles)
}
