internal import CLinux
internal import Sentences
internal import WGKit

/// The program, which `wgk usage` becomes.
@_cdecl("wgk_usage_main")
func entry(_ count: Int32, _ vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  StandardStreams.occupy()
  var output = Output(descriptor: STDOUT_FILENO, capacity: 65536)
  var done = false
  do throws(WGError) {
    done = try dispatch(unsafe Arguments(count: count, vector: vector), &output)
  } catch {
    StandardStreams.report(error.message)
  }
  switch output.finish() {
  case 0: return done ? 0 : output.failureStatus
  case EPIPE: return 1
  case let error:
    StandardStreams.report("cannot write to standard output: \(systemText(error))")
    return 1
  }
}

private func dispatch(_ words: Arguments, _ output: inout Output) throws(WGError) -> Bool {
  var arguments = words
  while let word = arguments[0], word == "--netns" || word == "-n" {
    guard let name = arguments[1] else {
      throw mistake("'--netns' needs a name, a path or pid:NUMBER", in: "wgk usage")
    }
    arguments = arguments.rest.rest
    arguments.namespace = try NetworkNamespace(name.text)
  }
  if let word = arguments[0], word == "--version" || word == "-v" {
    output.print("wgk-usage \(version)\n")
    return true
  }
  return try Command.usage.run(arguments, calledAs: "wgk usage", &output)
}
