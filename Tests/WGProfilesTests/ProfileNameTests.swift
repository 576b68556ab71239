import Testing
import WGModel
import WGProfiles

@Suite struct ProfileNameTests {
  @Test func `letters, digits, underscores, dots and dashes are names as they are`() throws {
    let longest = String(repeating: "a", count: 64)
    for text in ["a", "Anna", "anna-phone", "anna.tablet_2", "_x", "7", "a.", longest, "serverx"] {
      #expect(try ProfileName(text).description == text)
    }
  }

  @Test func `a name that is a path, a command or nothing is refused, never rewritten`() {
    let bad = [
      "", ".", "..", ".hidden", "-rf", "a/b", "../etc/passwd", "a b", "a\nb", "a\u{0}b", "a;b",
      "$(id)", "`id`", "ä", "a\u{7f}", "a%i", "a,b", "a=b", "[Peer]", "#a",
      String(repeating: "a", count: 65),
    ]
    for text in bad { #expect(code { _ = try ProfileName(text) } == .invalidName, "\(text)") }
  }

  @Test func `the words of the layouts are no names, in letters of either case`() {
    for text in [
      "server", "Server", "SERVER", "templates", "wg_confs", "coredns", "profiles",
      "profiles.conf", "Profiles.Conf",
    ] {
      #expect(code { _ = try ProfileName(text) } == .invalidName, "\(text)")
    }
  }

  @Test func `an error about a name does not repeat what could steer a terminal`() {
    do {
      _ = try ProfileName("a\u{1b}[2J")
      Issue.record("it was taken")
    } catch {
      #expect(!error.message.contains("\u{1b}"))
    }
  }

  @Test func `names in order are in the order of their bytes`() throws {
    let names = try ["b", "a", "B", "ab", "a.b"].map { try ProfileName($0) }
    #expect(names.sorted().map(\.description) == ["B", "a", "a.b", "ab", "b"])
    #expect(names[1] < names[3] && !(names[3] < names[1]) && !(names[1] < names[1]))
    #expect(try ProfileName("Anna").isSame(as: ProfileName("aNNA")))
    #expect(try !ProfileName("anna").isSame(as: ProfileName("anna2")))
  }
}
