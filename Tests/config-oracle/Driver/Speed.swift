import Foundation
import WGConfig
import WGModel

/// How long parsing takes and how much memory: `ConfigDriver --speed FILE`.
enum Speed {
  static func measure(_ path: String) throws {
    let file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let before = try residentPeak()
    _ = try Document(parsing: file, as: .wgQuick)
    let memory = try residentPeak() - before
    print("memory \(Double(memory) / Double(file.count))")
    print("document \(try fastest { try Document(parsing: file, as: .wgQuick).sections.count })")
    print("config \(try fastest { try Config(parsing: file, as: .wgQuick).peers.count })")
  }

  // Seconds; the fastest of several times is the one that the machine disturbed least.
  private static func fastest(_ body: () throws -> Int) rethrows -> Double {
    let clock = ContinuousClock()
    var best = Double.infinity
    for _ in 0..<15 {
      let time = try clock.measure { guard try body() > 0 else { exit(3) } }
      best = min(best, Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds))
    }
    return best
  }

  // The most memory that the process ever had, in bytes.
  private static func residentPeak() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      let digits = line.filter(\.isNumber)
      return (Int(digits) ?? 0) * 1024
    }
    return 0
  }
}
