internal import WGKit

extension Command {
  static var templateRender: Command {
    Command(
      "render",
      "FILE|NAME [--braces] [--output FILE] [NAME=VALUE]... [+SECTION [NAME=VALUE]...]...",
      1...Int.max, options: [.braces],
      summary: "Put values into a template and print the configuration file",
      details: """
        NAME=VALUE       the value of a name: wgk template names
        NAME=@FILE       the value stands in a file: always so for private and
        NAME=-           preshared keys; or it comes from standard input, once
        NAME=A NAME=B    a list of two; a comma never begins another entry
        NAME=yes, =no    whether a section without elements is there
        +SECTION         begins an element of a section: the values behind it are the
                         element's, up to the next one

        --output FILE    write the file, with mode 0600, whole or not at all
        --braces         {name} is a place for a value as well

        A value cannot add a line, a key, an entry or a command: what it may hold
        depends on where it is to stand, as docs/templates.md says. The result has the
        keys that the template has, or there is an error and nothing is written.

          wgk template render server address=10.0.0.1/24 listen_port=51820 \\
            private_key=@server.key \\
            +peers name=anna public_key=KEY allowed_ips=10.0.0.2/32 \\
            +peers name=ben public_key=KEY allowed_ips=10.0.0.3/32
        """
    ) { (words, output) throws(WGError) in
      guard let word = words[0] else { return false }
      let file = try TemplateFile(word, words.options)
      var values = TemplateWords(words.rest, for: file.template)
      try values.read()
      let document: Document
      do throws(WGError) {
        document = try file.template.render(values.all)
      } catch { throw file.located(error) }
      try document.withBytes { (text) throws(WGError) in
        if let target = values.output {
          try target.write(text)
        } else {
          if file.template.asksForSecrets { warnAboutWorldAccess() }
          output.print(text)
        }
      }
      return true
    }
  }
}

extension Template {
  /// Whether what is rendered holds a private or a preshared key.
  var asksForSecrets: Bool {
    for name in names where name.kind == .privateKey || name.kind == .presharedKey { return true }
    return false
  }
}
