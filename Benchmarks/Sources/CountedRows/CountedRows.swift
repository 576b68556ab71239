import Glibc

/// Does one thing a number of times, for a program that counts its instructions.
///
/// It is called as `CountedRows ROW SIZE TIMES FOLDER` or `CountedRows --list`; what it prints is a check of
/// what was done. Rows that need files make them in the folder.
@main
enum CountedRows {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    if Array(words) == ["--list"] { return rows.forEach { print($0.name) } }
    guard words.count == 4, let row = rows.first(where: { $0.name == words[1] }),
      let size = Int(words[2]), let times = Int(words[3]), size > 0, times >= 0
    else {
      print("usage: CountedRows --list | ROW SIZE TIMES FOLDER")
      exit(2)
    }
    // What is prepared costs the same whatever the number of times is.
    let work = try row.prepare(size)
    var check = 0
    for _ in 0..<times { check &+= try work() }
    print(check)
  }

  static var rows: [Row] {
    keyRows + deviceRows + configurationRows + accountRows + fileRows
  }
}

/// Something that is done, after what it needs was made for a size.
struct Row {
  let name: String
  /// Makes the work of one time, which returns a number that it would not have without the work.
  let prepare: (_ size: Int) throws -> () throws -> Int

  init(_ name: String, _ prepare: @escaping (_ size: Int) throws -> () throws -> Int) {
    self.name = name
    self.prepare = prepare
  }
}
