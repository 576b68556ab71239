// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_document_set(
  _ document: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?, _ key: UInt32,
  _ value: UnsafePointer<CChar>?, _ value_length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(document, error) { (document) throws(WGError) in
    let key = try requiredKey(numbered: key)
    let characters = unsafe try required(value, value_length, "value", upTo: largestText, .tooLarge)
    let value = unsafe Span(_unsafeElements: characters)
    if let peer = unsafe peer {
      try document.set(key, to: value, ofPeer: unsafe try requiredKey(peer, "peer"))
    } else {
      try document.set(key, to: value)
    }
  }
}

@implementation @c
public func wgkit_document_remove(
  _ document: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?, _ key: UInt32,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(document, error) { (document) throws(WGError) in
    let key = try requiredKey(numbered: key)
    if let peer = unsafe peer {
      try document.remove(key, ofPeer: unsafe try requiredKey(peer, "peer"))
    } else {
      try document.remove(key)
    }
  }
}

@implementation @c
public func wgkit_document_add_peer(
  _ document: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ name: UnsafePointer<CChar>?, _ name_length: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(document, error) { (document) throws(WGError) in
    var added = Config.Peer(publicKey: unsafe try requiredKey(peer, "peer"))
    if let name = unsafe name { added.name = unsafe try requiredName(name, name_length) }
    try document.add(added)
  }
}

@implementation @c
public func wgkit_document_remove_peer(
  _ document: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(document, error) { (document) throws(WGError) in
    try document.removePeer(unsafe try requiredKey(peer, "peer"))
  }
}

@implementation @c
public func wgkit_document_disable_peer(
  _ document: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(document, error) { (document) throws(WGError) in
    try document.disablePeer(unsafe try requiredKey(peer, "peer"))
  }
}

@implementation @c
public func wgkit_document_enable_peer(
  _ document: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(document, error) { (document) throws(WGError) in
    try document.enablePeer(unsafe try requiredKey(peer, "peer"))
  }
}

@implementation @c
public func wgkit_document_rename_peer(
  _ document: OpaquePointer?, _ peer: UnsafePointer<wgkit_public_key>?,
  _ name: UnsafePointer<CChar>?, _ name_length: Int, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe edit(document, error) { (document) throws(WGError) in
    let peer = unsafe try requiredKey(peer, "peer")
    try document.renamePeer(peer, to: unsafe try requiredName(name, name_length))
  }
}

// Every edit goes through here.
private func edit(
  _ document: OpaquePointer?, _ error: ErrorPointer,
  _ body: (inout Document) throws(WGError) -> Void
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let edited = unsafe try required(document, in: documentHandles, "document")
    try edited.edit(body)
  }
}

private func requiredKey(numbered number: UInt32) throws(WGError) -> Document.Key {
  guard let key = Document.Key(number: number) else {
    throw WGError(.invalidArgument, "there is no key with the number \(number)")
  }
  return key
}

// What is too long for a name is refused by who reads it; this is what is looked at.
private func requiredName(
  _ name: UnsafePointer<CChar>?, _ length: Int
) throws(WGError) -> String {
  unsafe try requiredString(name, length, "name", upTo: 65536)
}
