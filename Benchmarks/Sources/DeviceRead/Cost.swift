import Glibc

/// What one reading of the device cost.
struct Cost {
  /// Time on the clock.
  var nanoseconds: Int
  /// Time of the processor, in the program and in the kernel on its behalf.
  var cpuNanoseconds: Int
  /// The part of it in the program itself.
  var userNanoseconds: Int
}

/// The cost of work in this process.
func measure(_ work: () -> Void) -> Cost {
  let start = now(), before = usage()
  work()
  let clock = now() - start, after = usage()
  return Cost(
    nanoseconds: clock, cpuNanoseconds: after.cpu - before.cpu,
    userNanoseconds: after.user - before.user)
}

/// The cost of a process from its start to its end; its output goes to /dev/null.
func measure(process command: [String]) -> Cost {
  let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
  defer { close(null) }
  let start = now()
  let used = runProcess(command, output: null)
  return Cost(
    nanoseconds: now() - start, cpuNanoseconds: used.cpu, userNanoseconds: used.user)
}

/// What a process prints.
func output(of command: [String]) -> [UInt8] {
  guard let stream = tmpfile() else { stop("there is no room for a temporary file") }
  defer { fclose(stream) }
  let file = fileno(stream)
  _ = runProcess(command, output: file)
  var bytes = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
  let count = pread(file, &bytes, bytes.count, 0)
  if count != bytes.count || count == 0 { stop("\(command[0]) printed nothing") }
  return bytes
}

private func runProcess(_ command: [String], output: Int32) -> Used {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
  var arguments = command.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var process: pid_t = 0
  let failure = posix_spawn(&process, command[0], &actions, nil, &arguments, environ)
  if failure != 0 { stop("\(command[0]) does not start: error number \(failure)") }
  var status: Int32 = 0
  var cost = rusage()
  if wait4(process, &status, 0, &cost) != process || status != 0 {
    stop("\(command.joined(separator: " ")) failed with status \(status)")
  }
  return nanoseconds(cost)
}

private func now() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1_000_000_000 + now.tv_nsec
}

/// The processor's time in nanoseconds: in the program, and with the kernel's on its behalf.
private typealias Used = (cpu: Int, user: Int)

private func usage() -> Used {
  var cost = rusage()
  getrusage(RUSAGE_SELF.rawValue, &cost)
  return nanoseconds(cost)
}

private func nanoseconds(_ cost: rusage) -> Used {
  let user = cost.ru_utime.tv_sec * 1_000_000_000 + Int(cost.ru_utime.tv_usec) * 1000
  let system = cost.ru_stime.tv_sec * 1_000_000_000 + Int(cost.ru_stime.tv_usec) * 1000
  return (user + system, user)
}
