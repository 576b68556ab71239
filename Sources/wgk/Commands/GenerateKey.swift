internal import WGKit

extension Command {
  static var genkey: Command {
    Command(
      "genkey", "", 0...0, summary: "Make a private key and print it in base64"
    ) { (_, output) throws(WGError) in
      warnAboutWorldAccess()
      output.print(try PrivateKey.generate().exposedBase64())
      output.print("\n")
      return true
    }
  }

  /// Says, in wg's words, that a secret is about to be written where everybody can read it.
  static func warnAboutWorldAccess() {
    guard StandardStreams.outputIsWorldAccessible else { return }
    StandardStreams.writeError(
      """
      Warning: writing to world accessible file.
      Consider setting the umask to 077 and trying again.

      """)
  }
}
