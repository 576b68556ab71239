extension Command {
  /// Every command, in the order in which the help lists them.
  static var all: [Command] {
    [
      .show, .set, .sync, .diff, .showconf, .setconf, .addconf, .syncconf, .reload, .strip, .check,
      .config, .totals,
      .genkey, .genpsk, .pubkey, .link, .address, .route, .nat, .template, .profile, .qr, .metrics,
      .usage, .help,
    ]
  }
}
