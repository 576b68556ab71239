internal import Sentences
internal import WGKit

/// The template that a word of the command line names: one that comes with wgk, or a file.
struct TemplateFile {
  let template: Template
  /// What errors call it.
  private let title: String

  init(_ word: Argument, _ options: [Option]) throws(WGError) {
    let options: Template.Options = options.contains(.braces) ? .braces : []
    title = word.shown
    do throws(WGError) {
      if let shipped = Template.shipped(word.text) {
        template = try Template(parsing: shipped.text, options: options)
        return
      }
      let file = try word.withBytes { (path) throws(WGError) in
        try ConfigFile(utf8: path, followingLinks: true)
      }
      let text = try file.read(limit: Template.sizeLimit).text
      template = try text.withExposedBytes { (text) throws(WGError) in
        try Template(parsing: text, options: options)
      }
    } catch {
      guard error.code == .notFound else { throw Self.located(error, in: word.shown) }
      throw WGError(
        .notFound,
        "there is neither a template nor a file \(word.quoted); see 'wgk template list'")
    }
  }

  /// An error with the template's name and the place in front, as compilers print it.
  func located(_ error: WGError) -> WGError { Self.located(error, in: title) }

  private static func located(_ error: WGError, in title: String) -> WGError {
    guard let place = error.location else { return error }
    return WGError(
      error.code, "\(title):\(place.line):\(place.column): \(error.message)", location: place)
  }
}

extension Argument {
  /// The word as it is when it is plain, in quotes when it is not.
  fileprivate var shown: String {
    withBytes { (bytes) in
      guard bytes.count < 43 else { return quoted }
      for index in bytes.indices where !(0x21...0x7e ~= bytes[index]) { return quoted }
      return text
    }
  }
}
