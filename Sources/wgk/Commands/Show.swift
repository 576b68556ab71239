internal import Sentences
internal import WGKit

extension Command {
  static var show: Command {
    Command(
      "show", "[INTERFACE | all | interfaces] [FIELD | dump] [--json] [--show-keys]", 0...2,
      options: [.json, .showKeys], summary: "Print what the interfaces are and do",
      details: """
        Without FIELD, in a form for people: keys are hidden unless --show-keys is given
        or WG_HIDE_KEYS is "never", and colours are used on a terminal unless NO_COLOR
        is set or WG_COLOR_MODE is "never". With FIELD or dump, in wg's form for
        programs, with the interface's name in front of each line when all are shown.
        With --json, as one JSON document (docs/json.md); keys are hidden in the same
        way.

        Fields of the interface: public-key, private-key, listen-port, fwmark
        Fields of each peer:     peers (the public keys alone), preshared-keys,
                                 endpoints, allowed-ips, latest-handshakes, transfer,
                                 persistent-keepalive

        dump prints the interface as one line (private key, public key, port, fwmark)
        and each peer as one (public key, preshared key, endpoint, allowed IPs, latest
        handshake, bytes received, bytes sent, keepalive), separated by tabs.
        private-key, preshared-keys and dump print secrets.
        """
    ) { (words, output) throws(WGError) in
      if words.options.contains(.json) { return try showJSON(words, &output) }
      let field = try fieldToShow(words[1])
      guard let word = words[0], !(word == "all") else { return try showAll(field, words, &output) }
      if word == "help", field == nil {
        Command.show.printHelp(calledAs: "wgk show", &output)
      } else if word == "interfaces" {
        guard field == nil else { throw mistake("'interfaces' has no fields", in: "wgk show") }
        try showInterfaces(words, &output)
      } else {
        printDevice(
          try words.kernel.device(word.interfaceName()), field, words, named: false, &output)
      }
      return true
    }
  }

  private static func showJSON(_ words: Arguments, _ output: inout Output) throws(WGError) -> Bool {
    guard words[1] == nil else {
      throw mistake("'--json' prints everything and takes no field", in: "wgk show")
    }
    let showsKeys = words.showsKeys
    var failures: [(InterfaceName, WGError)] = []
    guard let word = words[0], !(word == "all") else {
      // Before anything is printed: where they cannot be listed, there is no document.
      let names = try words.kernel.devices()
      var form = JSONForm(showingKeys: showsKeys, &output)
      for name in names {
        do throws(WGError) {
          form.print(try words.kernel.device(name), &output)
        } catch {
          StandardStreams.report(error.message)
          failures.append((name, error))
        }
      }
      form.finish(failures, &output)
      return failures.isEmpty
    }
    guard !(word == "interfaces") else {
      throw mistake("'interfaces' has no JSON form; 'wgk link list --json' has", in: "wgk show")
    }
    let device = try words.kernel.device(word.interfaceName())
    var form = JSONForm(showingKeys: showsKeys, &output)
    form.print(device, &output)
    form.finish([], &output)
    return true
  }

  private static func fieldToShow(_ word: Argument?) throws(WGError) -> ShownField? {
    guard let word else { return nil }
    guard let field = ShownField(word) else {
      throw mistake("there is no field \(word.quoted)", in: "wgk show")
    }
    return field
  }

  private static func showInterfaces(
    _ words: Arguments, _ output: inout Output
  ) throws(WGError) {
    var separator = ""
    for name in try words.kernel.devices() {
      output.print("\(separator)\(name)")
      separator = " "
    }
    if !separator.isEmpty { output.print("\n") }
  }

  /// Shows every interface.
  ///
  /// One that cannot be read is reported and spoils the exit status, but does not hide the others.
  private static func showAll(
    _ field: ShownField?, _ words: Arguments, _ output: inout Output
  ) throws(WGError) -> Bool {
    var complete = true
    var isFirst = true
    for name in try words.kernel.devices() {
      do throws(WGError) {
        let device = try words.kernel.device(name)
        if field == nil, !isFirst { output.print("\n") }
        printDevice(device, field, words, named: true, &output)
        isFirst = false
      } catch {
        StandardStreams.report(error.message)
        complete = false
      }
    }
    return complete
  }

  private static func printDevice(
    _ device: Device, _ field: ShownField?, _ words: Arguments, named: Bool,
    _ output: inout Output
  ) {
    if let field {
      field.print(device, lineStart: named ? "\(device.name)\t" : "", &output)
    } else {
      HumanForm(device, showingKeys: words.showsKeys).print(&output)
    }
  }
}

extension Arguments {
  /// Whether keys are shown: asked for by the option, or as with `wg`.
  fileprivate var showsKeys: Bool {
    options.contains(.showKeys) || Environment.variable("WG_HIDE_KEYS", is: "never")
  }
}
