import CFaults
import WGKit

/// Something that happens to a device while it is being read.
struct Scene {
  let name: String
  let body: () throws(WGError) -> [String]

  /// The faults found, as sentences.
  func run() -> [String] {
    do throws(WGError) { return try body() } catch { return ["\(error)"] }
  }
}

extension Scene {
  static var all: [Scene] { [emptied, changing, renamed, deleted] }

  /// Reads the large device, with `event` happening before datagram `number`; `forever`: and before
  /// each later one.
  private static func read(
    before number: Int, forever: Bool = false, _ event: @escaping @convention(c) () -> Void
  ) -> Result<Device, WGError> {
    // The calls before the first datagram of the device: open, bind, ask for the family and its
    // answer, ask for the device.
    faults_begin(0, faults_none, 0, 0)
    _ = try? Fixture.kernel.device(Fixture.large)
    let count = faults_end()
    let receives = (1...count).filter { unsafe String(cString: faults_name($0)) == "recvmsg" }
    faults_on_call(event)
    faults_begin(receives[1 + number], faults_hook, 0, forever ? 1 : 0)
    defer { faults_end() }
    do throws(WGError) {
      return .success(try Fixture.kernel.device(Fixture.large))
    } catch {
      return .failure(error)
    }
  }

  private static func refill() throws(WGError) {
    let update = DeviceUpdate(
      privateKey: .set(Fixture.key), replacesPeers: true, peers: Fixture.peers(Fixture.largeCount))
    try Fixture.kernel.apply(update, to: Fixture.large)
  }

  private static var emptied: Scene {
    Scene(name: "fault 33: all peers are removed in the middle of a dump") {
      () throws(WGError) in
      let result = read(before: 2) {
        try? Fixture.kernel.apply(DeviceUpdate(replacesPeers: true), to: Fixture.large)
      }
      try refill()
      guard faults_acted() != 0 else { return ["nothing happened"] }
      let count = try result.get().peers.count
      return count == 0 ? [] : ["\(count) peers of a device that had them before and has none"]
    }
  }

  private static var changing: Scene {
    Scene(name: "fault 20: a device that changes with every datagram") { () throws(WGError) in
      let result = read(before: 2, forever: true) {
        let peer = Fixture.peers(1, from: Int.random(in: 1_000..<1_000_000))
        try? Fixture.kernel.apply(DeviceUpdate(peers: peer), to: Fixture.large)
      }
      try refill()
      switch result {
      case .success: return ["a device that nobody ever saw was returned"]
      case .failure(let error):
        return error.code == .interrupted ? [] : ["it failed with \(error)"]
      }
    }
  }

  private static var renamed: Scene {
    Scene(name: "fault 32: a device is renamed in the middle of a dump") { () throws(WGError) in
      let whole = try Fixture.state(of: Fixture.large)
      let result = read(before: 2) { Fixture.shell("ip link set wglarge name wgother") }
      Fixture.shell("ip link set wgother name wglarge")
      return check(result, against: whole)
    }
  }

  private static var deleted: Scene {
    Scene(name: "fault 32: a device is deleted in the middle of a dump") { () throws(WGError) in
      let whole = try Fixture.state(of: Fixture.large)
      // The kernel completes a deletion only when the last dump of the device has ended.
      let result = read(before: 2) { Fixture.shell("ip link del wglarge & sleep 0.3") }
      Fixture.shell(
        "wait; for i in 1 2 3 4 5 6 7 8 9; do ip link show wglarge || break; sleep 0.3; done")
      var faults = check(result, against: whole)
      if Fixture.link(Fixture.large) != " " { faults.append("it is still there") }
      try Fixture.links.create(Fixture.large)
      try refill()
      return faults
    }
  }

  // Whole or an error, never a part.
  private static func check(_ result: Result<Device, WGError>, against whole: String) -> [String] {
    guard faults_acted() != 0 else { return ["nothing happened"] }
    switch result {
    case .success(let device):
      return Fixture.text(device) == whole
        ? [] : ["\(device.peers.count) peers were read of \(Fixture.largeCount)"]
    case .failure(let error):
      return [.noSuchInterface, .interrupted].contains(error.code) ? [] : ["\(error)"]
    }
  }
}
