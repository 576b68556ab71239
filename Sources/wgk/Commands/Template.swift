internal import WGKit

extension Command {
  static var template: Command {
    Command(
      "template", summary: "Make configuration files from templates",
      details: """
        A template is a configuration file with ${name} where a value is to stand;
        docs/templates.md describes it. Nothing in it is run. Those that come with
        wgk are called by their names: wgk template list. What is no such name is
        the path of a file.
        """,
      choose: [templateList, templateShow, templateNames, templateRender])
  }

  private static var templateList: Command {
    Command(
      "list", "[--json]", 0...0, options: [.json],
      summary: "Print the templates that come with wgk",
      details: "A line is a name, a tab, and what the template is for."
    ) { (words, output) throws(WGError) in
      let templates = Template.shipped
      guard words.options.contains(.json) else {
        for template in templates {
          for text in [template.name, "\t", template.summary, "\n"] { output.print(text) }
        }
        return true
      }
      JSONOutput.document("templates", templates, &output) { (template, json, output) in
        json.open(.object, &output)
        json.put("name", .text(template.name), &output)
        json.put("summary", .text(template.summary), &output)
        json.close(.object, &output)
      }
      return true
    }
  }

  private static var templateShow: Command {
    Command(
      "show", "NAME", 1...1, summary: "Print a template that comes with wgk",
      details: "For a template of your own: wgk template show client > mine.conf"
    ) { (words, output) throws(WGError) in
      guard let word = words[0], let template = Template.shipped(word.text) else {
        throw mistake("there is no template \(words[0]?.quoted ?? "")", in: "wgk template list")
      }
      output.print(template.text)
      return true
    }
  }

  private static var templateNames: Command {
    Command(
      "names", "FILE|NAME [--braces] [--json]", 1...1, options: [.braces, .json],
      summary: "Print what a template asks for",
      details: """
        A line is a name, what it stands for, whether it is required or optional, and
        the sections that it is in, with tabs between them. What is in a section is
        asked for where the section is. The kinds:

        text        one word                 list        an entry, or several
        endpoint    a host, or one with a port           hook  a word of a command
        note        one line of any text     section     yes or no, or elements
        private-key, preshared-key, public-key

        With --braces, {name} is a place for a value as well. With --json, as one
        JSON document (docs/json.md).
        """
    ) { (words, output) throws(WGError) in
      guard let word = words[0] else { return false }
      let names = try TemplateFile(word, words.options).template.names
      guard words.options.contains(.json) else {
        for name in names {
          output.print(name.text)
          for text in ["\t", name.kind.word, "\t", name.isOptional ? "optional" : "required", "\t"]
          {
            output.print(text)
          }
          if name.sections.isEmpty { output.print("(none)") }
          for index in name.sections.indices {
            if index > 0 { output.print("/") }
            output.print(name.sections[index])
          }
          output.print("\n")
        }
        return true
      }
      JSONOutput.document("names", names, &output) { (name, json, output) in
        json.open(.object, &output)
        json.put("name", .text(name.text), &output)
        json.put("kind", .text(name.kind.word), &output)
        json.put("required", .bool(!name.isOptional), &output)
        json.open("sections", .array, &output)
        for section in name.sections { json.add(.text(section), &output) }
        json.close(.array, &output)
        json.close(.object, &output)
      }
      return true
    }
  }
}

extension Template.Name.Kind {
  /// The kind as `wgk template names` prints it.
  var word: String {
    switch self {
    case .text: "text"
    case .list: "list"
    case .endpoint: "endpoint"
    case .privateKey: "private-key"
    case .presharedKey: "preshared-key"
    case .publicKey: "public-key"
    case .hook: "hook"
    case .note: "note"
    case .section: "section"
    }
  }
}
