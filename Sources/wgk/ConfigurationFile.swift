internal import Sentences
internal import WGKit

// Where the commands find configuration files. Links are followed, as wg follows them: what is read is
// neither run nor trusted more for its name.

extension Argument {
  /// The open descriptor that the word stands for: -, /dev/stdin, /dev/fd/NUMBER, as a shell writes it
  /// for <(COMMAND).
  private var descriptor: Int32? {
    if self == "-" || self == "/dev/stdin" { return 0 }
    return withBytes { (bytes) in
      for prefix in ["/dev/fd/", "/proc/self/fd/"] {
        let prefix = Array(prefix.utf8)
        guard bytes.count > prefix.count else { continue }
        var isThere = true
        for index in prefix.indices where bytes[index] != prefix[index] { isThere = false }
        let digits = bytes.extracting(prefix.count..<bytes.count)
        if isThere, let number = try? SettingText.keepalive(digits) { return Int32(number) }
      }
      return nil
    }
  }

  /// Reads the file that the word names.
  func configuration() throws(WGError) -> ConfigFile.Contents {
    if self == "/dev/null" {
      return ConfigFile.Contents(text: SecretBytes(count: 0) { _ in }, mode: nil)
    }
    if let descriptor { return try ConfigFile.read(descriptor: descriptor) }
    return try withBytes { (path) throws(WGError) in
      try ConfigFile(utf8: path, followingLinks: true).read()
    }
  }

  /// Reads the file that the word names, or that of the interface that it names.
  func namedConfiguration() throws(WGError) -> ConfigFile.Contents {
    let isPath = withBytes { (bytes) in
      for index in bytes.indices where bytes[index] == UInt8(ascii: "/") { return true }
      let ending = Array(".conf".utf8)
      guard bytes.count >= ending.count else { return false }
      for index in ending.indices
      where bytes[bytes.count - ending.count + index] != ending[index] { return false }
      return true
    }
    guard !isPath, descriptor == nil else { return try configuration() }
    return try ConfigFile(for: interfaceName(), followingLinks: true).read()
  }
}

extension ConfigFile.Contents {
  /// The text taken apart; an error says in which file and where the fault is.
  func document(as dialect: Dialect, from word: Argument) throws(WGError) -> Document {
    do throws(WGError) {
      return try Document(parsing: text, as: dialect)
    } catch {
      throw error.placed(in: word)
    }
  }
}

extension WGError {
  /// The error with the file and the place in its text.
  func placed(in word: Argument) -> WGError { placed(in: word.quoted) }

  /// The error with the file, by its name, and the place in its text.
  func placed(in file: String) -> WGError {
    guard let location else { return self }
    return WGError(
      code, "\(file):\(location.line):\(location.column): \(message)", errno: errno,
      location: location)
  }
}

extension Arguments {
  /// What the file that a word names says to `wg`.
  func config(at place: Int) throws(WGError) -> Config {
    guard let word = self[place] else { return Config() }
    let contents = try word.configuration()
    let document = try contents.document(as: .wg, from: word)
    do throws(WGError) { return try Config(document) } catch { throw error.placed(in: word) }
  }
}
