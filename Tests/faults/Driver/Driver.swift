import CFaults
import Glibc
import WGKit

/// Lets every call of every operation fail, once and for good, and asks what came of it.
///
/// It needs a kernel with WireGuard and calls.c preloaded: `Tests/faults/run` starts it.
@main
enum Driver {
  static func main() {
    guard faults_are_here() != 0 else {
      print("Driver: calls.c is not preloaded; start Tests/faults/run")
      exit(2)
    }
    faults_print_lines()
    // Nothing may hang: a wait of the library that is not cut short ends the whole run here.
    alarm(300)
    var report = Report()
    // Words of the names of what is to be tried; all without any.
    let only = CommandLine.arguments.dropFirst()
    let isChosen = { (name: String) in only.isEmpty || only.contains { name.contains($0) } }
    do {
      try Fixture.create()
      for operation in try Operation.all() where isChosen(operation.name) {
        var sweep = Sweep(operation)
        report.add(operation.name, sweep.run())
        print("    \(sweep.attempts) attempts")
        report.attempts += sweep.attempts
      }
      for scene in Scene.all where isChosen(scene.name) { report.add(scene.name, scene.run()) }
      try Fixture.delete()
    } catch {
      report.add("the fixture", ["\(error)"])
    }
    print("\(report.attempts) calls failed or were answered falsely")
    print("\(report.passed) passed, \(report.failed) failed")
    exit(report.failed == 0 && report.passed > 0 ? 0 : 1)
  }
}

/// What was found so far.
struct Report {
  private(set) var passed = 0
  private(set) var failed = 0
  var attempts = 0

  /// Takes the faults found by one test; none means that it passed.
  mutating func add(_ name: String, _ faults: [String]) {
    if faults.isEmpty { passed += 1 } else { failed += 1 }
    print(faults.isEmpty ? "ok: \(name)" : "FAILED: \(name)")
    for fault in faults.prefix(20) { print("    \(fault)") }
    if faults.count > 20 { print("    and \(faults.count - 20) more") }
  }
}
