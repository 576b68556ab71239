internal import CLinux
internal import Sentences
internal import WGKit

/// The program.
///
/// A C function under the name that SwiftPM gives to an executable's entry, because Embedded Swift
/// has no `CommandLine`.
@_cdecl("wgk_main")
func entry(_ count: Int32, _ vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  wgkit_keep_memory()
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
  // The reader has gone. Where SIGPIPE is not ignored, it has ended the process already.
  case EPIPE: return 1
  case let error:
    StandardStreams.report("cannot write to standard output: \(systemText(error))")
    return 1
  }
}

private func dispatch(_ words: Arguments, _ output: inout Output) throws(WGError) -> Bool {
  var arguments = words
  var namespace: Argument?
  while let word = arguments[0], word == "--netns" || word == "-n" {
    guard let name = arguments[1] else {
      throw mistake("'--netns' needs a name, a path or pid:NUMBER", in: "wgk")
    }
    arguments = arguments.rest.rest
    namespace = name
    arguments.namespace = try NetworkNamespace(name.text)
    output.namesZones = false
  }
  guard let word = arguments[0] else {
    return try Command.show.run(arguments, calledAs: "wgk show", &output)
  }
  if word == "--help" || word == "-h" {
    Command.printOverview(&output)
    return true
  }
  if word == "--version" || word == "-v" || word == "version" {
    output.print("wgk \(version)\n")
    return true
  }
  // A program of its own: who does not count needs no SQLite.
  if word == "usage" { throw UsageProgram.run(arguments.rest, in: namespace) }
  let (command, path) = try Command.all.choose(arguments, calledAs: "wgk")
  return try command.run(arguments.rest, calledAs: path, &output)
}
