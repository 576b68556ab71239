import CFuzzer
import CallSequences
import Glibc

/// Sequences of calls of the C interface: whatever they are, each ends with a status, no handle is what
/// it is not, and nothing is written where it was not asked for.
@main
enum FuzzCalls {
  static func main() {
    calls_prepare()
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { (bytes, count) in
        let sequence = calls_begin(calls_folder(), nil)
        calls_run(sequence, bytes, count)
        calls_end(sequence)
        return 0
      })
  }
}
