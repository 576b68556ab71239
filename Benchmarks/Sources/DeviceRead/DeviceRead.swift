import DeviceWalk
import Glibc
import WGKit

/// Times the reading, writing and changing of one device by WGKit and by whole processes, and beside
/// the reading a walk that keeps nothing.
///
/// It needs a kernel with WireGuard and the right to make an interface: `Benchmarks/run` starts it
/// in the harness. It prints raw samples, one a line; `Benchmarks/report` does the statistics.
@main
enum DeviceRead {
  static func main() {
    let options = Options(CommandLine.arguments.dropFirst())
    do {
      let name = try InterfaceName("bench0")
      try LinkController().create(name)
      try KernelController().apply(update(peers: options.peers), to: name)
      check(name, options)
      printVersions()
      run(contenders(name, options), rounds: options.rounds)
      // These take longer, and leave the device as they found it.
      run(try Writing(name, options).contenders, rounds: max(options.rounds / 5, 2), warm: 1)
      try LinkController().delete(name)
    } catch {
      stop("\(error)")
    }
  }

  /// Peers with one IPv4 and one IPv6 allowed IP each, and keys that nobody holds the other half of.
  static func update(peers count: Int) throws(WGError) -> DeviceUpdate {
    var update = DeviceUpdate(privateKey: .set(try PrivateKey.generate()), listenPort: 51820)
    for index in 0..<count {
      var key = InlineArray<32, UInt8>(repeating: 7)
      for place in 0..<4 { key[place] = UInt8(truncatingIfNeeded: index >> (8 * place)) }
      let v4 = try IPPrefix("10.\(index >> 16 & 255).\(index >> 8 & 255).\(index & 255)/32")
      let (high, low) = (String(index >> 16, radix: 16), String(index & 65535, radix: 16))
      let v6 = try IPPrefix("fd00::\(high):\(low)/128")
      update.peers.append(PeerUpdate(publicKey: PublicKey(bytes: key), allowedIPs: [v4, v6]))
    }
    return update
  }

  /// Everybody must see the same device before anybody is timed.
  static func check(_ name: InterfaceName, _ options: Options) {
    guard let device = try? KernelController().device(name) else { stop("WGKit reads no device") }
    guard device.peers.count == options.peers, device.peers.allowedIPCount == 2 * options.peers
    else {
      stop("WGKit reads \(device.peers.count) peers of \(options.peers)")
    }
    for size in [4096, 32768] {
      let result = walk(name, buffer: size)
      guard result.peers == options.peers, result.allowed_ips == 2 * options.peers else {
        stop("the walk reads \(result.peers) peers of \(options.peers)")
      }
      print(
        "fact", "receives with a buffer of \(size / 1024) KiB", result.receives, separator: "\t")
    }
    guard let wg = options.wg else { return }
    if output(of: dump(wg, name)) != output(of: dump(options.wgk, name)) {
      stop("wg and wgk print different dumps")
    }
  }

  static func printVersions() {
    var system = utsname()
    uname(&system)
    let release = withUnsafeBytes(of: &system.release) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    print("version", "Linux in the harness", release, separator: "\t")
  }

  static func contenders(_ name: InterfaceName, _ options: Options) -> [Contender] {
    var all = [
      Contender(name: "WGKit", row: "read") {
        measure {
          guard let device = try? KernelController().device(name),
            device.peers.count == options.peers
          else { stop("WGKit failed to read the device") }
        }
      },
      Contender(name: "limit: walk in C, 4 KiB", row: "read") {
        measure { _ = walk(name, buffer: 4096) }
      },
      Contender(name: "limit: walk in C, 32 KiB", row: "read") {
        measure { _ = walk(name, buffer: 32768) }
      },
      Contender(name: "wgk show dump", row: "process") {
        measure(process: dump(options.wgk, name))
      },
    ]
    if let wg = options.wg {
      all.append(
        Contender(name: "wg show dump", row: "process") { measure(process: dump(wg, name)) })
    }
    return all
  }

  static func run(_ contenders: [Contender], rounds: Int, warm: Int = 3) {
    // The first rounds bring programs and libraries into memory and are not counted.
    for round in -warm..<rounds {
      for turn in contenders.indices {
        let contender = contenders[(round + warm + turn) % contenders.count]
        contender.prepare()
        let cost = contender.work()
        if round < 0 { continue }
        let place = "sample\t\(contender.row)\t\(round)\t\(contender.name)"
        print("\(place)\tnanoseconds\t\(cost.nanoseconds)")
        print("\(place)\tcpu nanoseconds\t\(cost.cpuNanoseconds)")
        print("\(place)\tuser nanoseconds\t\(cost.userNanoseconds)")
      }
    }
  }

  static func walk(_ name: InterfaceName, buffer size: Int) -> DeviceWalk.walk {
    var result = DeviceWalk.walk()
    let status = walk_device(name.description, size, &result)
    if status != 0 { stop("the walk failed with error number \(status)") }
    return result
  }

  static func dump(_ program: String, _ name: InterfaceName) -> [String] {
    [program, "show", name.description, "dump"]
  }
}

/// One way to do something with the device, in one of the rows: inside a program, or as a process.
struct Contender {
  let name: String
  let row: String
  /// Brings the device into the state that the work begins with; it is not timed.
  var prepare: () -> Void = {}
  let work: () -> Cost
}
