import DumpWalk
import Netlink
import WGControl
import WGModel

var deviceRows: [Row] {
  [1, 2, 64].flatMap { count in
    let what = "\(count) allowed IP\(count == 1 ? "" : "s") a peer"
    return [
      Row("dump decoded, \(what)") { size in
        let messages = RecordedDump.messages(peers: size, allowedIPs: count)
        return { try RecordedDump.device(messages).peers.count }
      },
      Row("dump walked in C, \(what)") { size in
        let messages = RecordedDump.messages(peers: size, allowedIPs: count)
        return { RecordedDump.walked(messages) }
      },
    ]
  } + [
    Row("dump decoded, with preshared keys") { size in
      let messages = RecordedDump.messages(peers: size, allowedIPs: 1, presharedKey: 9)
      return { try RecordedDump.device(messages).peers.count }
    },
    Row("update written as messages") { size in
      let name = try InterfaceName("wg0")
      let update = try wanted(size).wholeUpdate
      return {
        var encoder = KernelEncoder(update, for: name)
        var count = 0
        while !encoder.isFinished {
          var message = MessageWriter(type: 0x1c)
          encoder.fill(&message)
          count &+= message.withBytes { $0.byteCount }
        }
        return count
      }
    },
    Row("difference of one peer found") { size in
      let device = try RecordedDump.device(RecordedDump.messages(peers: size, allowedIPs: 1))
      var configuration = DeviceConfiguration(device)
      configuration.peers[size / 2].persistentKeepalive = 21
      let wanted = configuration
      return { try device.difference(to: wanted).update.peers.count }
    },
    Row("metrics of a device") { size in
      let device = try RecordedDump.device(RecordedDump.messages(peers: size, allowedIPs: 1))
      return {
        var metrics = Metrics()
        try metrics.add(device)
        return metrics.utf8.count
      }
    },
  ]
}

private func wanted(_ size: Int) throws -> DeviceConfiguration {
  var configuration = DeviceConfiguration()
  configuration.peers = try (0..<size).map { number in
    PeerConfiguration(publicKey: Made.key(number), allowedIPs: [try Made.allowedIP(number)])
  }
  return configuration
}

extension DeviceConfiguration {
  fileprivate var wholeUpdate: DeviceUpdate {
    DeviceUpdate(
      replacesPeers: true,
      peers: peers.map { PeerUpdate(publicKey: $0.publicKey, allowedIPs: $0.allowedIPs) })
  }
}

/// The kernel's answer to WG_CMD_GET_DEVICE, laid out as the kernel does it.
enum RecordedDump {
  static func device(_ messages: [[UInt8]]) throws(NetlinkError) -> Device {
    var decoder = KernelDecoder()
    for message in messages { try unsafe decoder.add(message.span.bytes) }
    return try decoder.finish()
  }

  /// Every byte is touched and nothing is kept.
  static func walked(_ messages: [[UInt8]]) -> Int {
    var result = walk()
    for message in messages {
      unsafe message.withUnsafeBytes { (bytes) in
        unsafe walk_payload(bytes.baseAddress, bytes.count, &result)
      }
    }
    return Int(truncatingIfNeeded: result.sum)
  }

  /// A message is full at 32 KiB; a peer that does not fit goes on in the next one.
  static func messages(peers: Int, allowedIPs: Int, presharedKey: UInt8 = 0) -> [[UInt8]] {
    var messages: [[UInt8]] = []
    var part: [UInt8] = []
    func close() {
      // WGDEVICE_A_IFNAME and WGDEVICE_A_PEERS, behind the generic header.
      messages.append(
        [0, 1, 0, 0] + attribute(2, Array("wg0\0".utf8)) + attribute(1, bytes(UInt32(7)))
          + attribute(0x8008, part))
      part = []
    }
    for number in 0..<peers {
      var left = allowedIPs
      var isFirst = true
      repeat {
        // WGPEER_A_PUBLIC_KEY; what follows stands in the first part alone.
        let key = Made.key(number).bytes
        var peer = attribute(1, key.indices.map { key[$0] })
        if isFirst {
          peer += attribute(2, [UInt8](repeating: presharedKey, count: 32))
          peer += attribute(6, bytes(UInt64(0x6500_0000 + number)) + bytes(UInt64(number)))
          peer += attribute(5, bytes(UInt16(25)))
          peer +=
            attribute(8, bytes(UInt64(number) << 20)) + attribute(7, bytes(UInt64(number) << 21))
          peer += attribute(10, bytes(UInt32(1)))
          peer += attribute(4, [2, 0, 0xca, 0x6c, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0])
        }
        var networks: [UInt8] = []
        while left > 0, part.count + peer.count + networks.count < 32_500 {
          left -= 1
          let address = UInt32(10 << 24 | (number * allowedIPs + left) & 0xff_ffff)
          let network =
            attribute(1, bytes(UInt16(2))) + attribute(2, bytes(address.bigEndian))
            + attribute(3, [32])
          networks += attribute(0x8000, network)
        }
        peer += attribute(0x8009, networks)
        part += attribute(0x8000, peer)
        isFirst = false
        if part.count > 32_000 { close() }
      } while left > 0
    }
    close()
    return messages
  }

  private static func attribute(_ type: UInt16, _ payload: [UInt8]) -> [UInt8] {
    let padding = [UInt8](repeating: 0, count: -payload.count & 3)
    return bytes(UInt16(truncatingIfNeeded: payload.count + 4)) + bytes(type) + payload + padding
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
