internal import CWGKit
internal import WGKit

extension UsageSample {
  init(_ sample: UnsafePointer<wgkit_usage_sample>) {
    let sample = unsafe sample.pointee
    let isNever = sample.handshake_seconds == 0 && sample.handshake_nanoseconds == 0
    self.init(
      receivedBytes: sample.received_bytes, sentBytes: sample.sent_bytes,
      lastHandshake: isNever
        ? nil
        : Timestamp(
          seconds: sample.handshake_seconds, nanoseconds: Int64(sample.handshake_nanoseconds)),
      time: sample.time, began: sample.began, ended: sample.ended, boot: sample.boot,
      device: sample.device)
  }
}

extension wgkit_usage_sample {
  init(_ sample: UsageSample) {
    self.init()
    boot = sample.boot
    device = sample.device
    began = sample.began
    ended = sample.ended
    time = sample.time
    received_bytes = sample.receivedBytes
    sent_bytes = sample.sentBytes
    handshake_seconds = sample.lastHandshake?.seconds ?? 0
    handshake_nanoseconds = UInt32(truncatingIfNeeded: sample.lastHandshake?.nanoseconds ?? 0)
  }
}
