internal import Sentences
internal import WGKit

extension Command {
  static var profileServer: Command {
    Command(
      "server", "STORE [NAME=VALUE]... [--files-only] [--json]", 1...Int.max,
      options: [.filesOnly, .json], summary: "Print or change what clients know of the server",
      details: """
        Without NAME=VALUE prints the settings, a line each. With them changes those and
        writes all files of clients anew, in one step: Endpoint, Networks, DNS,
        AllowedIPs, PersistentKeepalive, MTU, Template, Reserved, Excluded, and for other
        Networks ServerAddresses, the server's own. An empty value takes one away. With
        other Networks a client keeps its place in the network where it can.

        Printed are the names of the clients that must be given their file again by hand.
        """
    ) { (words, output) throws(WGError) in
      let store = try words.store()
      guard words.count > 1 else {
        try output.print(store.server(), asJSON: words.options.contains(.json))
        return true
      }
      let change = try words.serverText(from: 1).change()
      let names = try withSignalsHeld { () throws(WGError) in try store.change(change) }
      guard words.options.contains(.json) else {
        for name in names { output.print("\(name)\n") }
        return true
      }
      JSONOutput.document("reissue", names, &output) { $1.add(.text($0.description), &$2) }
      return true
    }
  }

  static var profileImport: Command {
    Command(
      "import",
      "STORE folder|linuxserver|wg-easy PATH [--dry-run] [--skip-rejected] [--files-only] [--json]",
      3...3,
      options: [.dryRun, .skipRejected, .filesOnly, .json],
      summary: "Take over the clients of another program",
      details: """
        The files are of      and PATH is
        folder        a folder with NAME.conf for each client, the server's file, or both
        linuxserver   the folder /config of the linuxserver image, with peer_NAME/
        wg-easy       the file wg0.json of wg-easy

        A line is + and a client as 'wgk profile list' prints it, or ! with what is not
        taken over and why. A name, key or address is taken as it is or not at all. One
        that cannot be taken is an error, and nothing is changed.

        --dry-run        change nothing
        --skip-rejected  take over the others
        """
    ) { (words, output) throws(WGError) in
      let store = try words.store()
      let format = try words.importFormat(at: 1)
      let found = try ImportedProfiles(reading: words[2]?.text ?? "", as: format)
      let plan = try store.plan(importing: found)
      let skips = words.options.contains(.skipRejected)
      let isDone = skips || plan.rejected.isEmpty
      if isDone, !words.options.contains(.dryRun) {
        _ = try withSignalsHeld { () throws(WGError) in
          try store.add(importing: found, skippingRejected: skips)
        }
      }
      output.print(plan, asJSON: words.options.contains(.json))
      return isDone || words.options.contains(.dryRun)
    }
  }

  static var profileExport: Command {
    Command(
      "export", "STORE NAME [--target TARGET] [--output FILE] [--files-only]", 2...2,
      options: [.filesOnly], valued: [.target, .output],
      summary: "Print a client's configuration file, keys included",
      details: """
        --target TARGET   who is to read it: wg, wg-quick (which is meant when none is
                          named), android or apple; without what that rejects
        --output FILE     write the file, with mode 0600, whole or not at all
        """
    ) { (words, output) throws(WGError) in
      let document = try words.clientDocument()
      try document.withBytes { (text) throws(WGError) in
        if let path = words.value(of: .output) {
          let file = try path.withBytes { (path) throws(WGError) in try ConfigFile(utf8: path) }
          try file.write(text)
        } else {
          warnAboutWorldAccess()
          output.print(text)
        }
      }
      return true
    }
  }

  static var profileQR: Command {
    Command(
      "qr", "STORE NAME [--target TARGET] [--light] [--svg] [--output FILE] [--files-only]", 2...2,
      options: [.light, .svg, .filesOnly], valued: [.target, .output],
      summary: "Print a client's configuration file as a QR code, keys included",
      details: "As 'wgk qr' does it with a file."
    ) { (words, output) throws(WGError) in
      let document = try words.clientDocument()
      try document.withBytes { (text) throws(WGError) in
        try words.printQRCode(of: text, &output)
      }
      return true
    }
  }
}
