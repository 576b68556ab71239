import CFaults
import Glibc
import WGKit

/// One operation, with every one of its calls made to fail.
struct Sweep {
  private let operation: Operation
  private(set) var attempts = 0
  private var faults: [String] = []
  // Without a fault: what it reads, and the state before and after.
  private var result = ""
  private var before = ""
  private var after = ""

  init(_ operation: Operation) { self.operation = operation }

  /// What a plan does to one call.
  struct Plan {
    let call: Int
    let action: faults_action
    var value: Int32 = 0
    var forever = false
  }

  /// The faults found, as sentences.
  mutating func run() -> [String] {
    do throws(WGError) {
      try operation.prepare()
      before = try operation.state()
      faults_begin(0, faults_none, 0, 0)
      defer { faults_end() }
      result = try operation.run()
      let count = faults_end()
      after = try operation.state()
      let names = (1...max(1, count)).map { unsafe String(cString: faults_name($0)) }
      guard count > 0 else { return ["it made no call"] }
      guard result != "" || before != after else { return ["it reads nothing and changes nothing"] }
      for (index, name) in names.enumerated() {
        for plan in plans(for: name, number: index + 1) { try attempt(plan, name) }
      }
    } catch {
      faults.append("\(error)")
    }
    return faults
  }

  private static let numbers = [
    EPERM, EINTR, EIO, EBADF, EAGAIN, ENOMEM, EACCES, EINVAL, EMFILE, ENOBUFS, ECONNREFUSED,
  ]

  private func plans(for name: String, number: Int) -> [Plan] {
    var plans: [Plan] = []
    for value in operation.isLong ? [EINTR, EIO, ENOBUFS] : Self.numbers {
      for forever in [false, true] {
        plans.append(Plan(call: number, action: faults_fail, value: value, forever: forever))
      }
    }
    switch name {
    case "recvmsg":
      plans += [
        faults_short, faults_truncated, faults_late, faults_swap, faults_forged_sender,
        faults_forged_sequence, faults_forged_port, faults_forged_no_port,
      ].map { Plan(call: number, action: $0) }
      plans.append(Plan(call: number, action: faults_late, forever: true))
      plans.append(Plan(call: number, action: faults_forged_sender, forever: true))
      plans += [EINTR, EIO, EAGAIN, ENOMEM].map {
        Plan(call: number, action: faults_late_fail, value: $0)
      }
    case "sendto", "getsockname", "getrandom":
      plans.append(Plan(call: number, action: faults_short))
    default: break
    }
    return plans
  }

  // What has to be ignored: the operation goes on as if nothing had happened.
  private static func isHarmless(_ plan: Plan, _ name: String) -> Bool {
    switch plan.action {
    case faults_forged_sender, faults_forged_sequence, faults_forged_port, faults_forged_no_port:
      true
    case faults_late: !plan.forever
    case faults_late_fail: plan.value == EINTR
    case faults_fail:
      switch name {
      // For good, what is opened later fails too.
      case "close": !plan.forever
      // Comforts of newer kernels.
      case "setsockopt": !plan.forever
      case "sendto", "getrandom": plan.value == EINTR && !plan.forever
      case "recvmsg": (plan.value == EINTR || plan.value == EAGAIN) && !plan.forever
      default: false
      }
    default: name == "getrandom" && plan.action == faults_short
    }
  }

  private mutating func attempt(_ plan: Plan, _ name: String) throws(WGError) {
    if try operation.state() != before { try operation.prepare() }
    let descriptors = Self.openDescriptors()
    let clock = ContinuousClock.now
    faults_begin(plan.call, plan.action, plan.value, plan.forever ? 1 : 0)
    var failure: WGError?
    var read = ""
    do throws(WGError) { read = try operation.run() } catch { failure = error }
    faults_end()
    guard faults_acted() != 0 else { return }
    attempts += 1
    func complain(_ text: String) {
      let kind = plan.forever ? "for good" : "once"
      let said = failure.map { "\($0)" } ?? "nothing was thrown"
      faults.append(
        "\(name), call \(plan.call), action \(plan.action.rawValue) \(plan.value) \(kind): \(text)"
          + " (\(said))")
    }
    if Self.openDescriptors() != descriptors { complain("a descriptor is left open") }
    // The clock of the library is moved on by calls.c, this one is not read through it for the wait.
    if ContinuousClock.now - clock > .seconds(60) { complain("it waited") }
    let state = try operation.state()
    if let failure {
      if Self.isHarmless(plan, name) { complain("it should have been overcome") }
      if state != before, !Self.admitsEffect(failure) {
        let what = state == after ? "it is" : "a part is"
        complain("\(what) in force, and the error does not say that it may be")
      }
      if let text = Self.flaw(in: failure) { complain(text) }
    } else {
      let isSame =
        plan.action == faults_swap ? Self.words(read) == Self.words(result) : read == result
      if !isSame {
        complain("something else was read: \(read.utf8.count) bytes of \(result.utf8.count)")
      }
      if state != after { complain("it is not in force") }
    }
  }

  // For what may come in another order.
  private static func words(_ text: String) -> [Substring] {
    text.split { $0 == " " || $0 == "\n" }.sorted()
  }

  private static func admitsEffect(_ error: WGError) -> Bool {
    error.code == .partiallyApplied || error.message.contains("may be in force")
  }

  // A sentence without a secret, with a known code.
  private static func flaw(in error: WGError) -> String? {
    if !error.message.hasPrefix("cannot ") { return "its text is no sentence" }
    if !(1...64).contains(error.code.rawValue) { return "its code is \(error.code.rawValue)" }
    let secrets = [Fixture.key.exposedBase64(), Fixture.presharedKey.exposedBase64()]
    for secret in secrets {
      let text = secret.withExposedBytes { bytes in
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
      }
      if error.message.contains(text) { return "its text has a secret" }
    }
    return nil
  }

  private static func openDescriptors() -> Int {
    (0..<256).count { fcntl($0, F_GETFD) >= 0 }
  }
}
