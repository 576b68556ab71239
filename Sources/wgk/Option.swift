/// An option that takes the word behind it.
enum ValuedOption {
  /// Write a file in place of printing.
  case output
  /// A configuration file.
  case config
  /// The interface that packets leave by.
  case out
  /// A network; may come several times.
  case network
  /// The file in which traffic is counted.
  case ledger
  /// The clocks by which a day ends.
  case zone
  /// One month.
  case month
  /// One day.
  case day
  /// How far back.
  case hours
  /// The length of an interval.
  case step
  /// Who is to read a file.
  case target

  /// The word.
  var text: StaticString {
    switch self {
    case .output: "--output"
    case .config: "--config"
    case .out: "--out"
    case .network: "--network"
    case .ledger: "--ledger"
    case .zone: "--zone"
    case .month: "--month"
    case .day: "--day"
    case .hours: "--hours"
    case .step: "--step"
    case .target: "--target"
    }
  }
}

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
  /// Print a picture in the format SVG.
  case svg
  /// The terminal has dark letters on a light ground.
  case light
  /// Turn the forwarding of packets on when it is off.
  case enableForwarding
  /// Standard input is base64.
  case base64
  /// What is there already is an error.
  case new
  /// Check what a client's tunnel needs as well.
  case client
  /// A line for each month.
  case months
  /// Change files alone, and no device.
  case filesOnly
  /// Leave out what cannot be taken over.
  case skipRejected

  /// The word.
  var text: StaticString {
    switch self {
    case .months: "--months"
    case .json: "--json"
    case .showKeys: "--show-keys"
    case .allowMoves: "--allow-moves"
    case .braces: "--braces"
    case .dryRun: "--dry-run"
    case .svg: "--svg"
    case .light: "--light"
    case .enableForwarding: "--enable-forwarding"
    case .base64: "--base64"
    case .new: "--new"
    case .client: "--client"
    case .filesOnly: "--files-only"
    case .skipRejected: "--skip-rejected"
    }
  }
}
