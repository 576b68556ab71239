internal import Sentences
package import WGModel

extension Template {
  /// What steps ask for, each name once for each chain of sections, in the order of the template.
  static func names(of steps: [Step]) throws(WGError) -> [Name] {
    var names: [Name] = []
    var open: [Int] = []
    for index in steps.indices {
      while let last = open.last, steps[last].end <= index { open.removeLast() }
      let step = steps[index]
      if step.kind == .text { continue }
      var sections: [String] = []
      var isOptional = step.place == nil
      for section in open {
        if steps[section].name == step.name {
          isOptional = true
        } else if steps[section].kind == .section {
          // An inverse section is rendered where nothing is, so it leads to no other values.
          sections.append(nameText(steps[section].name))
        }
      }
      let kind = step.place.map { Name.Kind($0) } ?? .section
      add(
        Name(text: nameText(step.name), kind: kind, sections: sections, isOptional: isOptional),
        to: &names)
      guard names.count <= Limits.names else {
        throw WGError(.tooLarge, "the template has too many names: at most \(Limits.names)")
      }
      if step.place == nil { open.append(index) }
    }
    return names
  }

  private static func add(_ name: Name, to names: inout [Name]) {
    for index in names.indices where names[index].isSameName(as: name) {
      // A place of the value says more than the section does.
      let known = names[index]
      names[index] = Name(
        text: known.text, kind: known.kind == .section ? name.kind : known.kind,
        sections: known.sections, isOptional: known.isOptional && name.isOptional)
      return
    }
    names.append(name)
  }
}

extension Template {
  /// Throws when a text has `{name}` outside of commands: a template without the option
  /// ``Options/braces`` would copy it as it stands.
  package static func refuseBraces(in text: Span<UInt8>) throws(WGError) {
    for step in try Template(parsing: text, options: .braces).steps
    where step.kind != .text && step.kind != .value(.hook)
      && text[step.range.lowerBound] == UInt8(ascii: "{")
    {
      let name = nameText(step.name)
      throw error(
        "{\(name)} would stand in the file as it is: write ${\(name)}", at: step.range.lowerBound,
        of: text)
    }
  }
}

extension Template.Step {
  /// Where in its line a value stands; nil for a section.
  var place: TemplateLine.Place? {
    if case .value(let place) = kind { place } else { nil }
  }
}

extension Template.Name {
  fileprivate func isSameName(as other: Template.Name) -> Bool {
    guard says(Array(text.utf8), other.text), sections.count == other.sections.count else {
      return false
    }
    for index in sections.indices
    where !says(Array(sections[index].utf8), other.sections[index]) { return false }
    return true
  }
}

extension Template.Name.Kind {
  init(_ place: TemplateLine.Place) {
    self =
      switch place {
      case .privateKey: .privateKey
      case .presharedKey: .presharedKey
      case .publicKey: .publicKey
      case .list: .list
      case .endpoint: .endpoint
      case .hook: .hook
      case .comment: .note
      case .key, .other: .text
      }
  }
}
