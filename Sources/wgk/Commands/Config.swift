internal import WGKit

extension Command {
  static var config: Command {
    Command(
      "config", summary: "Read, tidy and store configuration files",
      details: """
        A folder of configurations has one NAME.conf each. One of them is active: its
        text stands in the file ACTIVE, which a tunnel reads and which may be mounted
        there. docs/files.md says more.
        """,
      choose: [
        configGet, configName, configFormat, configImport, configList, configPut, configActivate,
        configRemove,
      ])
  }

  private static var configGet: Command {
    Command(
      "get", "FILE FIELD", 2...2, summary: "Print the values of a key, one a line",
      details: """
        FIELD is a key of the file, in letters of either case: Address, AllowedIPs, DNS,
        Endpoint, PublicKey and so on. PrivateKey and PresharedKey print secrets. The
        exit status is 1 when it is not there. FILE can be - for standard input.
        """
    ) { (words, output) throws(WGError) in
      guard let word = words[0], let name = words[1] else { return false }
      guard let key = Document.Key(name) else {
        throw mistake("there is no key \(name.quoted) in configuration files", in: "wgk config get")
      }
      let document = try word.configuration().document(as: .wgQuick, from: word)
      var isThere = false
      for entry in document.entries where entry.key == key {
        isThere = true
        document.withValue(of: entry) { (value) in output.print(value) }
        output.print("\n")
      }
      return isThere
    }
  }

  private static var configName: Command {
    Command(
      "name", "FILE", 1...1, summary: "Print what a comment calls a client's configuration",
      details: """
        It is the first comment from [Peer] on, or else the first one that there is. One
        with an equals sign counts only when it is # friendly_name = NAME. The exit
        status is 1 when there is none. FILE can be - for standard input.
        """
    ) { (words, output) throws(WGError) in
      guard let word = words[0] else { return false }
      let document = try word.configuration().document(as: .wgQuick, from: word)
      guard let title = document.title else { return false }
      output.print("\(title)\n")
      return true
    }
  }

  private static var configFormat: Command {
    Command(
      "format", "FILE [--dry-run]", 1...1, options: [.dryRun],
      summary: "Rewrite a file in the usual spelling",
      details: """
        Carriage returns and blanks at the ends of lines go, and Key = value is spelled
        as manuals do; comments, order and values stay. The file is replaced whole or
        not at all, and not when somebody else has changed it meanwhile.

        --dry-run prints the result, keys included, and writes nothing.
        """
    ) { (words, output) throws(WGError) in
      guard let word = words[0] else { return false }
      let contents = try word.configuration()
      let document = try contents.document(as: .wgQuick, from: word).formatted()
      try document.withBytes { (text) throws(WGError) in
        if words.options.contains(.dryRun) { return output.print(text) }
        let file = try word.withBytes { (path) throws(WGError) in
          try ConfigFile(utf8: path, followingLinks: true)
        }
        try file.write(text, over: .unchanged(contents))
      }
      return true
    }
  }

  private static var configImport: Command {
    Command(
      "import", "FILE [--base64] [--new]", 1...1, options: [.base64, .new],
      summary: "Store a client's configuration from standard input",
      details: """
        \(importDetails)
        """
    ) { (words, _) throws(WGError) in
      guard let word = words[0] else { return false }
      let file = try word.withBytes { (path) throws(WGError) in try ConfigFile(utf8: path) }
      try words.givenConfiguration().withExposedBytes { (text) throws(WGError) in
        try Finding.requireClient(text)
        try file.write(text, over: words.options.contains(.new) ? .nothing : .anything)
      }
      return true
    }
  }

  private static var configList: Command {
    Command(
      "list", "FOLDER ACTIVE [--json]", 2...2, options: [.json],
      summary: "Print the names of a folder's configurations",
      details: """
        A line is a name, a tab, and whether it is active or stored. With --json, as one
        JSON document (docs/json.md).
        """
    ) { (words, output) throws(WGError) in
      let folder = try words.configFolder
      let names = try folder.names()
      let active = try folder.activeName()
      let isActive = { (name: String) in isText(name.utf8.span, active ?? "") }
      guard words.options.contains(.json) else {
        for name in names {
          output.print(name)
          output.print(isActive(name) ? "\tactive\n" : "\tstored\n")
        }
        return true
      }
      JSONOutput.document("configurations", names, &output) { (name, json, output) in
        json.open(.object, &output)
        json.put("name", .text(name), &output)
        json.put("active", .bool(isActive(name)), &output)
        json.close(.object, &output)
      }
      return true
    }
  }

  private static var configPut: Command {
    Command(
      "put", "FOLDER ACTIVE NAME [--base64] [--new]", 3...3, options: [.base64, .new],
      summary: "Store a client's configuration in a folder",
      details: """
        NAME has 1 to 64 letters, digits or -_.#, with neither a dot nor a dash in front.

        \(importDetails)
        """
    ) { (words, _) throws(WGError) in
      let folder = try words.configFolder
      try words.withName { (name) throws(WGError) in
        try ConfigFolder.checkName(name)
        try words.givenConfiguration().withExposedBytes { (text) throws(WGError) in
          try folder.put(text, as: name, mustBeNew: words.options.contains(.new))
        }
      }
      return true
    }
  }

  private static var configActivate: Command {
    Command(
      "activate", "FOLDER ACTIVE NAME", 3...3, summary: "Make a configuration the active one",
      details: """
        ACTIVE gets its text, whole or not at all. Where ACTIVE is mounted, as a single
        file is in a container, it is rewritten in place under a lock.
        """
    ) { (words, _) throws(WGError) in
      let folder = try words.configFolder
      try words.withName { (name) throws(WGError) in try folder.activate(name) }
      return true
    }
  }

  private static var configRemove: Command {
    Command(
      "remove", "FOLDER ACTIVE NAME", 3...3, summary: "Remove a configuration that is not active"
    ) { (words, _) throws(WGError) in
      let folder = try words.configFolder
      try words.withName { (name) throws(WGError) in try folder.remove(name) }
      return true
    }
  }

  private static var importDetails: String {
    """
    It must have PrivateKey, Address, and a peer with PublicKey, Endpoint and
    AllowedIPs, no other error of 'wgk check --client', and no hook: a command in a
    file from elsewhere is refused. What was there stays until the new text is on
    the disk, with mode 0600 from the first byte on, and stays when anything fails.

    --base64   standard input is base64, in lines or not
    --new      a file that is there already is an error
    """
  }
}

extension Document.Key {
  /// The key that a word names, in letters of either case.
  fileprivate init?(_ word: Argument) {
    var number: UInt8 = 0
    while let key = Document.Key(rawValue: number) {
      if word.isLetters(of: key.spelling) {
        self = key
        return
      }
      number += 1
    }
    return nil
  }
}

extension Argument {
  fileprivate func isLetters(of text: StaticString) -> Bool {
    withBytes { (bytes) in
      let letters = Array(text.description.utf8)
      guard bytes.count == letters.count else { return false }
      for index in bytes.indices where bytes[index] | 0x20 != letters[index] | 0x20 { return false }
      return true
    }
  }
}

extension Arguments {
  /// The folder and the tunnel's file that the first two words name.
  fileprivate var configFolder: ConfigFolder {
    get throws(WGError) {
      guard let folder = self[0], let active = self[1] else {
        return try ConfigFolder("", active: "")
      }
      return try folder.withBytes { (folder) throws(WGError) in
        try active.withBytes { (active) throws(WGError) in
          try ConfigFolder(utf8: folder, active: active)
        }
      }
    }
  }

  fileprivate func withName(_ body: (Span<UInt8>) throws(WGError) -> Void) throws(WGError) {
    if let word = self[2] { try word.withBytes(body) }
  }

  /// What standard input says.
  fileprivate func givenConfiguration() throws(WGError) -> SecretBytes {
    let text = try ConfigFile.read(descriptor: 0).text
    guard options.contains(.base64) else { return text }
    let decoded = text.withExposedBytes { (text) in SecretBytes(base64Text: text) }
    guard let decoded else {
      throw WGError(.invalidConfiguration, "standard input is no base64")
    }
    return decoded
  }
}
