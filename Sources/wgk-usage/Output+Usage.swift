internal import Sentences
internal import WGKit
internal import WGUsage

// What a ledger answers as lines and as JSON; docs/usage.md describes the forms.
extension Output {
  mutating func print(_ record: UsageRecord, byMonth: Bool) {
    if byMonth { print("\(record.month)\t") }
    print(interface: record.namespace, record.interface, record.publicKey)
    print("\t\(record.receivedBytes)\t\(record.sentBytes)\n")
  }

  mutating func print(_ rate: UsageRate) {
    print(interface: rate.namespace, rate.interface, rate.publicKey)
    print(perSecond: rate.receivedBytesPerSecond, rate.sentBytesPerSecond)
  }

  mutating func print(_ interval: UsageInterval) {
    print(Timestamp(seconds: interval.start).rfc3339 ?? "-")
    print(perSecond: interval.receivedBytesPerSecond, interval.sentBytesPerSecond)
  }

  private mutating func print(interface namespace: String, _ name: String, _ key: PublicKey) {
    if !namespace.utf8.isEmpty { print("\(namespace):") }
    print("\(name)\t\(key)")
  }

  private mutating func print(perSecond received: UInt64?, _ sent: UInt64?) {
    for number in [received, sent] {
      print("\t")
      if let number { print(number) } else { print("-") }
    }
    print("\n")
  }

  mutating func print(json records: [UsageRecord], byMonth: Bool) {
    var json = JSONOutput(&self)
    json.open("usage", .array, &self)
    for record in records {
      json.open(.object, &self)
      json.put(record.namespace, record.interface, record.publicKey, &self)
      if byMonth { json.put("month", .text(record.month), &self) }
      json.put("received_bytes", .number(record.receivedBytes), &self)
      json.put("sent_bytes", .number(record.sentBytes), &self)
      json.put("first_seen_epoch", .signed(record.firstSeen), &self)
      json.close(.object, &self)
    }
    json.close(.array, &self)
    json.close(.object, &self)
  }

  mutating func print(json rates: [UsageRate]) {
    var json = JSONOutput(&self)
    json.open("rates", .array, &self)
    for rate in rates {
      json.open(.object, &self)
      json.put(rate.namespace, rate.interface, rate.publicKey, &self)
      json.put("received_bytes_per_second", .init(rate.receivedBytesPerSecond), &self)
      json.put("sent_bytes_per_second", .init(rate.sentBytesPerSecond), &self)
      json.put("milliseconds", .signed(rate.milliseconds), &self)
      json.close(.object, &self)
    }
    json.close(.array, &self)
    json.close(.object, &self)
  }

  mutating func print(json history: [UsageInterval], of key: PublicKey) {
    var json = JSONOutput(&self)
    json.put("public_key", .text(key.base64), &self)
    json.open("history", .array, &self)
    for interval in history {
      json.open(.object, &self)
      json.put("start_epoch", .signed(interval.start), &self)
      json.put("seconds", .signed(interval.seconds), &self)
      json.put("received_bytes_per_second", .init(interval.receivedBytesPerSecond), &self)
      json.put("sent_bytes_per_second", .init(interval.sentBytesPerSecond), &self)
      json.close(.object, &self)
    }
    json.close(.array, &self)
    json.close(.object, &self)
  }
}

extension JSONOutput {
  fileprivate mutating func put(
    _ namespace: String, _ interface: String, _ key: PublicKey, _ output: inout Output
  ) {
    put("namespace", namespace.utf8.isEmpty ? .null : .text(namespace), &output)
    put("interface", .text(interface), &output)
    put("public_key", .text(key.base64), &output)
  }
}

extension UsageRecord {
  /// The month that the record is of: 2026-11.
  fileprivate var month: String {
    let date = CivilDate(daysSince1970: firstDay)
    return "\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)"
  }
}
