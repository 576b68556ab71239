internal import CWGKit
internal import Sentences
internal import WGKit

/// A text of a given length that is UTF-8; the copy is not wiped.
func requiredString(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ name: StaticString, upTo limit: Int
) throws(WGError) -> String {
  let bytes = unsafe try required(text, length, name, upTo: limit, .tooLarge)
  guard let valid = unsafe try? UTF8Span(validating: Span(_unsafeElements: bytes)) else {
    throw WGError(.invalidArgument, "the argument \(name) is not UTF-8")
  }
  return String(copying: valid)
}

/// A public key that is to be read.
func requiredKey(
  _ key: UnsafePointer<wgkit_public_key>?, _ name: StaticString
) throws(WGError) -> PublicKey {
  let bytes = unsafe try required(key, name)
  return unsafe try PublicKey(bytes: Span(_unsafeElements: bytes))
}

/// The most bytes that a configuration file has: what `Document` takes.
var largestText: Int { 0xffff_fffe }
