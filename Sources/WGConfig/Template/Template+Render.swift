internal import Sentences
public import WGModel

extension Template {
  /// Puts values into the places of the template.
  ///
  /// The result is a configuration file for `wg-quick`, with the keys and sections that the
  /// template's author wrote, in their order, and no others; otherwise there is an error, and nothing
  /// else. The texts in `values` are not wiped; keys and the result are.
  ///
  /// - Parameter values: a value for each name that is needed, and none that the template does not
  ///   ask for.
  /// - Returns: the configuration file.
  /// - Throws: ``WGError/Code/invalidTemplate`` with the place in the template, or
  ///   ``WGError/Code/tooLarge`` when the result would have more than 16 MiB.
  public func render(_ values: Values) throws(WGError) -> Document {
    try requireKnown(values, in: [0..<steps.count])
    var renderer = TemplateRenderer(source, steps)
    return try check(try renderer.render(values), against: renderer.outline)
  }

  /// A value that is asked for nowhere is a mistake: its name may be mistyped, and a line with a secret
  /// or a limit would be missing.
  private func requireKnown(_ values: Values, in ranges: [Range<Int>]) throws(WGError) {
    let entries = values.entries
    var isKnown = [Bool](repeating: false, count: entries.count)
    var bodies = [[Range<Int>]](repeating: [], count: entries.count)
    for range in ranges {
      var index = range.lowerBound
      while index < range.upperBound {
        let step = steps[index]
        index += 1
        if step.kind == .text { continue }
        for place in entries.indices where entries[place].name == step.name {
          isKnown[place] = true
          // What is in a section of records is asked of the records.
          if step.kind == .section, case .records = entries[place].value.content {
            bodies[place].append(index..<step.end)
            index = step.end
          }
        }
      }
    }
    for place in entries.indices {
      guard isKnown[place] || mentioned.contains(entries[place].name) else {
        throw WGError(
          .invalidTemplate,
          "the template does not ask for \(quoted(nameText(entries[place].name))) here; leave it out, or"
            + " correct its name")
      }
      guard case .records(let records) = entries[place].value.content else { continue }
      for record in records { try requireKnown(record, in: bodies[place]) }
    }
  }

  /// Parses the result, which must have the author's lines and values that their keys take.
  private func check(
    _ result: DocumentText, against outline: TemplateOutline
  ) throws(WGError) -> Document {
    do throws(WGError) {
      let document = try Document(result, as: .wgQuick)
      if let line = outline.difference(to: document) {
        throw WGError(
          .invalidTemplate, "a value would change what its line is",
          location: .init(line: line, column: 1))
      }
      _ = try Config(document)
      return document
    } catch {
      var place: WGError.Location?
      if let line = error.location?.line, let origin = outline.origin(of: line) {
        place = source.withBytes { (text) in Template.error("", at: origin, of: text).location }
      }
      throw WGError(
        error.code == .tooLarge ? .tooLarge : .invalidTemplate,
        "the result would be no configuration: \(error.message)", location: place)
    }
  }
}
