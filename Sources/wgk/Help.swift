internal import Sentences
internal import WGKit

extension Command {
  static var help: Command {
    Command(
      "help", "[COMMAND...]", 0...2, summary: "Show this help, or that of a command"
    ) { (words, output) throws(WGError) in
      guard let first = words[0] else {
        printOverview(&output)
        return true
      }
      if first == "usage" { throw UsageProgram.run(words.rest, for: "--help") }
      var (command, path) = try all.choose(words, calledAs: "wgk")
      if words.count > 1 {
        guard case .choose(let commands) = command.action else {
          throw mistake("\(path) has no commands", in: path)
        }
        (command, path) = try commands().choose(words.rest, calledAs: path)
      }
      command.printHelp(calledAs: path, &output)
      return true
    }
  }

  /// Prints the help of the whole program.
  static func printOverview(_ output: inout Output) {
    output.print(
      """
      usage: wgk [--netns NAMESPACE] [COMMAND [ARGUMENT...]]

      Controls the WireGuard interfaces of this machine. Without a command: wgk show.

      --netns NAMESPACE, or -n: work in another network namespace. It is a name that
      'ip netns' gave, the path of a namespace's file, or pid:NUMBER for that of a
      process. Files and host names are those of the caller all the same.


      """)
    printList(all, &output)
    output.print(
      """

      'wgk COMMAND --help' says more. 'wgk --version' prints the version.

      Results go to standard output, everything else to standard error. The exit
      status is 0 when all was done and 1 otherwise, as with wg.

      """)
  }
}
