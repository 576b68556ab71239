internal import CLinux

/// Collects secrets whose number is not known beforehand; every buffer that it outgrows is wiped.
package struct SecretBuilder: ~Copyable {
  private let bytes: SecretBytes

  /// Begins with nothing, and with room for so many bytes.
  package init(roomFor room: Int = 4096) { bytes = SecretBytes(roomFor: room) }

  /// Appends 32 bytes.
  package func append(_ secret: InlineArray<32, UInt8>) { bytes.append(secret.span) }

  /// Appends bytes.
  package func append(_ more: Span<UInt8>) { bytes.append(more) }

  /// Appends the bytes of a text.
  package func append(_ text: String) { bytes.append(text.utf8.span) }

  /// Appends zero bytes.
  package func append(zeros: Int) { bytes.append(zeros: zeros) }

  /// All that was appended.
  package consuming func finish() -> SecretBytes {
    wgkit_wipe_traces()
    return bytes
  }
}
