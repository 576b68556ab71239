// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// A template, and its names as an array for C.
@safe
final class TemplateObject: @unchecked Sendable {
  static let handles = HandleTable<TemplateObject>(.template)

  let template: Template
  // Written by the initializer, read-only from then on.
  let names: UnsafeMutableBufferPointer<wgkit_template_name>
  private let texts = TextStore()

  init(_ template: Template) {
    self.template = template
    unsafe names = .allocate(capacity: template.names.count)
    for (index, known) in template.names.enumerated() {
      var name = unsafe wgkit_template_name()
      unsafe name.name = texts.add(known.text)
      if !known.sections.isEmpty {
        var sections: [UInt8] = []
        for section in known.sections {
          if !sections.isEmpty { sections.append(UInt8(ascii: "/")) }
          sections += section.utf8
        }
        unsafe name.sections = texts.add(sections.span)
      }
      unsafe name.kind = UInt32(known.kind.number)
      unsafe name.is_optional = known.isOptional ? 1 : 0
      unsafe names.initializeElement(at: index, to: name)
    }
  }

  deinit { unsafe names.deallocate() }
}

/// The templates that ship, as an array for C that is never freed.
@safe
final class ShippedTemplates: @unchecked Sendable {
  static let all = ShippedTemplates()

  let list: UnsafeMutableBufferPointer<wgkit_shipped_template>
  private let texts = TextStore()

  private init() {
    let shipped = Template.shipped
    unsafe list = .allocate(capacity: shipped.count)
    for (index, template) in shipped.enumerated() {
      var entry = unsafe wgkit_shipped_template()
      unsafe entry.name = texts.add(template.name)
      unsafe entry.summary = texts.add(template.summary)
      unsafe entry.text = texts.add(template.text)
      unsafe list.initializeElement(at: index, to: entry)
    }
  }
}

@implementation @c
public func wgkit_template_parse(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ options: UInt32,
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let characters = unsafe try required(text, length, "text", upTo: Template.sizeLimit, .tooLarge)
    let result = unsafe try required(result, "result")
    guard options & ~UInt32(WGKIT_TEMPLATE_BRACES) == 0 else {
      throw WGError(.invalidArgument, "there is an option that templates do not know")
    }
    let template = unsafe try Template(
      parsing: Span(_unsafeElements: characters), options: options == 0 ? [] : .braces)
    unsafe try store(TemplateObject(template), in: TemplateObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_template_list_shipped(
  _ templates: UnsafeMutablePointer<UnsafePointer<wgkit_shipped_template>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(templates, "templates", count, stride)
    unsafe result.write(ShippedTemplates.all.list)
  }
}

@implementation @c
public func wgkit_template_shipped(
  _ name: UnsafePointer<CChar>?, _ name_length: Int,
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let characters = unsafe try required(name, name_length, "name")
    let result = unsafe try required(result, "result")
    guard name_length <= longestName,
      let shipped = Template.shipped(unsafe String(decoding: characters, as: UTF8.self))
    else { throw WGError(.notFound, "no template of that name comes with the library") }
    let template = try Template(parsing: shipped.text)
    unsafe try store(TemplateObject(template), in: TemplateObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_template_names(
  _ source: OpaquePointer?, _ names: UnsafeMutablePointer<UnsafePointer<wgkit_template_name>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(names, "names", count, stride)
    let object = unsafe try required(source, in: TemplateObject.handles, "source")
    unsafe result.write(object.names)
  }
}

@implementation @c
public func wgkit_template_render(
  _ source: OpaquePointer?, _ values: OpaquePointer?,
  _ document: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let object = unsafe try required(source, in: TemplateObject.handles, "source")
    let result = unsafe try required(document, "document")
    var given = Template.Values()
    if let values = unsafe values {
      given = unsafe try required(values, in: templateValuesHandles, "values").value.values
    }
    unsafe try store(try object.template.render(given), to: result)
  }
}

@implementation @c
public func wgkit_template_free(_ source: OpaquePointer?) -> wgkit_status {
  unsafe free(source, in: TemplateObject.handles)
}

extension Template.Name.Kind {
  fileprivate var number: Int32 {
    switch self {
    case .text: WGKIT_PLACE_TEXT
    case .list: WGKIT_PLACE_LIST
    case .endpoint: WGKIT_PLACE_ENDPOINT
    case .privateKey: WGKIT_PLACE_PRIVATE_KEY
    case .presharedKey: WGKIT_PLACE_PRESHARED_KEY
    case .publicKey: WGKIT_PLACE_PUBLIC_KEY
    case .hook: WGKIT_PLACE_HOOK
    case .note: WGKIT_PLACE_NOTE
    case .section: WGKIT_PLACE_SECTION
    }
  }
}
