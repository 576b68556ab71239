/// A word that changes how a command does its work, wherever it stands among the others.
enum Option {
  /// Print JSON in place of text; docs/json.md describes it.
  case json
  /// Print private and preshared keys.
  case showKeys
  /// Let allowed IPs go from a peer that stays to another one.
  case allowMoves
  /// Take `{name}` in a template for a place of a value too.
  case braces
  /// Print what would be done, and do nothing.
  case dryRun

  /// The word.
  var text: StaticString {
    switch self {
    case .json: "--json"
    case .showKeys: "--show-keys"
    case .allowMoves: "--allow-moves"
    case .braces: "--braces"
    case .dryRun: "--dry-run"
    }
  }
}
