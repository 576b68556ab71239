import Testing
import WGConfig
import WGModel

/// What a template becomes, as text.
func render(
  _ template: String, _ values: Template.Values = [:], options: Template.Options = []
) throws(WGError) -> String {
  try Template(parsing: template, options: options).render(values).text
}

/// The error of a template; nil, which is a failure of the test, when there is none.
func templateError(
  _ template: String, _ values: Template.Values = [:], options: Template.Options = [],
  sourceLocation: SourceLocation = #_sourceLocation
) -> WGError? {
  do throws(WGError) {
    let text = try render(template, values, options: options)
    Issue.record("rendered: \(text)", sourceLocation: sourceLocation)
    return nil
  } catch { return error }
}

extension Document {
  /// The whole text: a test's keys are no secrets.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

let samplePrivate = "4AXOL7tyNG5sUSgBpYSuDmFgp6PV3BkgnXlO7JKvQnw="
let samplePreshared = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="
let samplePublic = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="
