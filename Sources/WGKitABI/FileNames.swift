// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_file_name_slug(
  _ text: UnsafePointer<CChar>?, _ text_length: Int, _ taken: UnsafePointer<wgkit_text>?,
  _ taken_count: Int, _ taken_stride: Int, _ name: UnsafeMutablePointer<CChar>?,
  _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let text = unsafe try requiredString(text, text_length, "text", upTo: longestText)
    let buffer = unsafe try TextBuffer(name, capacity, size)
    let names = unsafe try requiredNames(taken, taken_count, taken_stride)
    try buffer.write(FileName.slug(text, taken: names).utf8.span)
  }
}

private var longestText: Int { 65536 }
private var mostNames: Int { 10_000 }

private func requiredNames(
  _ taken: UnsafePointer<wgkit_text>?, _ count: Int, _ stride: Int
) throws(WGError) -> [String] {
  guard count <= mostNames else {
    throw WGError(
      .tooLarge, "the argument taken has \(count) elements: \(mostNames) are the most")
  }
  let taken = unsafe try ArrayArgument(taken, "taken", count, stride, upTo: mostNames)
  var names: [String] = []
  for index in unsafe 0..<taken.count {
    guard let name = unsafe taken[index]?.pointee else { continue }
    names.append(unsafe try requiredString(name.bytes, name.length, "taken", upTo: longestText))
  }
  return names
}
