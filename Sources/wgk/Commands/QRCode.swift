internal import WGKit

extension Command {
  static var qr: Command {
    Command(
      "qr", "FILE | NAME [--light] [--svg] [--output FILE]", 1...1, options: [.light, .svg],
      valued: [.output], summary: "Print a configuration file as a QR code",
      details: """
        For the camera of a telephone. The code says all that the file says, keys
        included. A word without a slash that does not end in .conf is a name, and
        stands for /etc/wireguard/NAME.conf; - is standard input. At most 2953 bytes.

        --light          for a terminal with dark letters on a light ground
        --svg            a picture in the format SVG in place of characters
        --output FILE    write the file, with mode 0600, whole or not at all

        It needs libqrencode: the package libqrencode4 of Debian and Ubuntu, libqrencode
        of Alpine.
        """
    ) { (words, output) throws(WGError) in
      guard let word = words[0] else { return false }
      let text = try word.namedConfiguration().text
      try text.withExposedBytes { (text) throws(WGError) in
        try words.printQRCode(of: text, &output)
      }
      return true
    }
  }
}

extension Arguments {
  /// Prints a text as a QR code, or writes it to a file, as the options `--svg`, `--light` and
  /// `--output` say.
  func printQRCode(of text: Span<UInt8>, _ output: inout Output) throws(WGError) {
    let code = try QRCode(encoding: text)
    let picture =
      options.contains(.svg)
      ? code.svg() : code.terminalText(on: options.contains(.light) ? .light : .dark)
    try picture.withExposedBytes { (picture) throws(WGError) in
      if let path = value(of: .output) {
        let file = try path.withBytes { (path) throws(WGError) in try ConfigFile(utf8: path) }
        try file.write(picture)
      } else {
        Command.warnAboutWorldAccess()
        output.print(picture)
      }
    }
  }
}
