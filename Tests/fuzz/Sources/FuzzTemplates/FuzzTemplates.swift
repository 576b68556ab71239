import Fuzzing
import WGConfig
import WGModel

/// Templates and the values put into them: a result is a configuration whose keys are those that the
/// template's author wrote, with every section expanded; anything else is an error with a place.
@main
enum FuzzTemplates {
  static func main() {
    fuzz { (bytes, count) in
      FuzzTemplates.test(Input(bytes, count))
      return 0
    }
  }

  private static func test(_ made: Input) {
    var input = made
    let options: Template.Options = input.byte() & 1 == 0 ? [] : .braces
    // A shipped template, or one that the fuzzer made up.
    let choice = Int(input.byte())
    let shipped = Template.shipped
    let text =
      choice < shipped.count ? Array(shipped[choice].text.utf8) : input.piece()
    let template: Template
    do {
      template = try Template(parsing: text.span, options: options)
    } catch {
      expect(error.code == .invalidTemplate || error.code == .tooLarge, true, "\(error.code)")
      return
    }
    // The same choices with texts that cannot mean anything to a parser.
    var same = input
    let plainValues = Self.values(for: template.names, in: nil, plain: true, &same)
    let values = Self.values(for: template.names, in: nil, plain: false, &input)
    let result: Document
    do {
      result = try template.render(values)
    } catch {
      expect(error.code == .invalidTemplate || error.code == .tooLarge, true, "\(error.code)")
      expect(error.message.utf8.allSatisfy { $0 >= 0x20 }, true, "a message in one line")
      return
    }
    let outline = lines(of: result)
    expect((try? Config(result)) != nil, true, "a result that is a configuration")
    guard let plain = try? template.render(plainValues) else { return }
    expect(outline, lines(of: plain), "the keys of a result")
  }

  private static func lines(of document: Document) -> [String] {
    document.sections.enumerated().flatMap { (index, section) in
      [section.kind.name] + document.entries(of: index).map { "\($0.line) \($0.key.name)" }
    }
  }

  /// Values for the names of a template, as the fuzzer wants them.
  private static func values(
    for names: [Template.Name], in section: String?, plain: Bool, _ input: inout Input
  ) -> Template.Values {
    var values = Template.Values()
    for name in names where section == nil || name.sections.contains(section ?? "") {
      let isRecord = section == nil && names.contains { $0.sections.contains(name.text) }
      values[name.text] = value(for: name, names, isRecord: isRecord, plain: plain, &input)
    }
    return values
  }

  private static func value(
    for name: Template.Name, _ names: [Template.Name], isRecord: Bool, plain: Bool,
    _ input: inout Input
  ) -> Template.Value? {
    switch input.byte() % 12 {
    case 0: return nil
    case 1: return .flag(input.byte() & 1 == 0)
    case 2: return .number(UInt64(input.byte()) << 8 | UInt64(input.byte()))
    case 3: return text(plain, &input)
    case 4:
      return .list(
        (0..<input.byte() % 4).map { _ in text(plain, &input) })
    case 5 where isRecord:
      return .records(
        (0..<input.byte() % 4).map { _ in values(for: names, in: name.text, plain: plain, &input) })
    case 6:
      return (try? EndpointText(String(decoding: input.piece(), as: UTF8.self))).map {
        .endpoint($0)
      }
    case 7: return (try? IPAddress(utf8: input.piece().span)).map { .address($0) }
    default: return good(name.kind)
    }
  }

  private static func text(_ plain: Bool, _ input: inout Input) -> Template.Value {
    let text = String(decoding: input.piece(), as: UTF8.self)
    return .text(plain && !text.isEmpty ? "1" : text)
  }

  private static func good(_ kind: Template.Name.Kind) -> Template.Value? {
    let key = [UInt8](repeating: 7, count: 32)
    switch kind {
    case .privateKey: return (try? PrivateKey(bytes: key.span)).map { .privateKey($0) }
    case .presharedKey: return (try? PresharedKey(bytes: key.span)).map { .presharedKey($0) }
    case .publicKey: return (try? PublicKey(bytes: key.span)).map { .publicKey($0) }
    case .list: return (try? IPPrefix("10.0.0.1/32")).map { .prefix($0) }
    case .endpoint: return .text("192.0.2.1:1")
    case .text: return .number(7)
    case .hook, .note: return .text("x")
    case .section: return .flag(true)
    }
  }
}
