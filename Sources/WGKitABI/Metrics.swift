// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

/// Metrics, and the names for the devices that are still to come.
struct NamedMetrics: Sendable {
  var metrics = Metrics()
  var names: [(key: PublicKey, name: String)] = []
}

/// All metrics that C has.
let metricsHandles = HandleTable<EditedValue<NamedMetrics>>(.metrics)

@implementation @c
public func wgkit_metrics_create(
  _ metrics: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(metrics, "metrics")
    unsafe try store(EditedValue(NamedMetrics()), in: metricsHandles, to: result)
  }
}

@implementation @c
public func wgkit_metrics_add_name(
  _ metrics: OpaquePointer?, _ key: UnsafePointer<wgkit_public_key>?,
  _ name: UnsafePointer<CChar>?, _ name_length: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let key = unsafe try requiredKey(key, "key")
    let name = unsafe try requiredString(name, name_length, "name", upTo: 1024)
    let object = unsafe try required(metrics, in: metricsHandles, "metrics")
    try object.change { (value) throws(WGError) in value.names.append((key, name)) }
  }
}

@implementation @c
public func wgkit_metrics_add_names(
  _ metrics: OpaquePointer?, _ document: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let object = unsafe try required(metrics, in: metricsHandles, "metrics")
    let names = unsafe try requiredDocument(document).namedPeers
    try object.change { (value) throws(WGError) in value.names += names }
  }
}

@implementation @c
public func wgkit_metrics_add_device(
  _ metrics: OpaquePointer?, _ device: OpaquePointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let object = unsafe try required(metrics, in: metricsHandles, "metrics")
    let device = unsafe try required(device, in: DeviceSnapshot.handles, "device").device
    try object.edit { (value) throws(WGError) in
      try value.metrics.add(device, names: PeerNames(value.names))
    }
  }
}

@implementation @c
public func wgkit_metrics_to_text(
  _ metrics: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let object = unsafe try required(metrics, in: metricsHandles, "metrics")
    try buffer.write(object.value.metrics.utf8.span)
  }
}

@implementation @c
public func wgkit_metrics_free(_ metrics: OpaquePointer?) -> wgkit_status {
  unsafe free(metrics, in: metricsHandles)
}
