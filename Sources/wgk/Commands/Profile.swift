internal import Sentences
internal import WGKit

extension Command {
  static var profile: Command {
    Command(
      "profile", summary: "Keep the clients of a server: files, addresses, peers",
      details: """
        STORE is the folder that has them; a name without a slash, wg0, stands for
        /etc/wireguard/wg0.profiles. Each change is made to the clients' files, the
        server's file and the interface together, or not at all, and no interface is
        restarted. With --files-only no interface is touched. docs/profiles.md says more.
        """,
      choose: [
        profileInit, profileAdd, profileList, profileShow, profileRename, profileEnable,
        profileDisable, profileExpire, profileRemoveExpired, profileRevoke, profileServer,
        profileImport, profileExport, profileQR,
      ])
  }

  private static var profileInit: Command {
    Command(
      "init", "STORE NAME=VALUE... [--files-only]", 2...Int.max, options: [.filesOnly],
      summary: "Make a store for the clients of a server",
      details: """
        The names are those of profiles.conf. Needed are

        Interface=wg0                                  the server's interface
        ConfigFile=/etc/wireguard/wg0.conf             its file, which must be there
        Endpoint=vpn.example.org:51820                 where clients reach it
        Networks=10.8.0.0/24,fd00:8::/64               a client gets an address of each

        and there are DNS, AllowedIPs (what clients send through the tunnel; everything
        unless it is given), PersistentKeepalive, MTU, Template, Layout (plain,
        linuxserver, linuxserver-peer), Reserved and Excluded (addresses and ranges,
        10.8.0.10-10.8.0.19). Peers that the server has stay, and are no clients.
        """
    ) { (words, _) throws(WGError) in
      let settings = try words.serverText(from: 1).settings()
      let (folder, device) = (try words.storeFolder(), words.serverDevice)
      _ = try withSignalsHeld { () throws(WGError) in
        try ProfileStore.create(folder, settings, device: device)
      }
      return true
    }
  }

  private static var profileAdd: Command {
    Command(
      "add", "STORE NAME [NAME=VALUE]... [--files-only] [--json]", 2...Int.max,
      options: [.filesOnly, .json], summary: "Add a client",
      details: """
        Its keys, a preshared key and the lowest free address of each network are made,
        unless they are given:

        PublicKey=KEY              the client keeps its private key to itself
        PrivateKey=@FILE           a pair that there is already
        PresharedKey=@FILE, =none  one that there is, or none
        Addresses=10.8.0.7         its own addresses
        Networks=192.168.7.0/24    networks behind it
        AllowedIPs=10.8.0.0/24     what it sends through the tunnel
        Expires=2027-01-31T00:00:00Z
        State=disabled             it may not connect yet

        A name has 1 to 64 of A-Z a-z 0-9 _ . - and is never changed. Printed is what
        'wgk profile list' prints of it; 'wgk profile export' prints its file.
        """
    ) { (words, output) throws(WGError) in
      let new = try words.newProfile()
      let store = try words.store()
      let profile = try withSignalsHeld { () throws(WGError) in try store.add(new) }
      output.print([profile], asJSON: words.options.contains(.json))
      return true
    }
  }

  private static var profileList: Command {
    Command(
      "list", "STORE [--files-only] [--json]", 1...1, options: [.filesOnly, .json],
      summary: "Print all clients",
      details: """
        A line has, with tabs between: name, public key, addresses, networks behind it,
        what it sends through the tunnel or "(default)", when it was made, when it
        expires or "never", and "enabled" or "disabled". There is no secret among it.
        With --json, as one JSON document (docs/json.md).
        """
    ) { (words, output) throws(WGError) in
      output.print(Array(try words.store().profiles()), asJSON: words.options.contains(.json))
      return true
    }
  }

  private static var profileShow: Command {
    Command(
      "show", "STORE NAME [--files-only] [--json]", 2...2, options: [.filesOnly, .json],
      summary: "Print one client", details: "As 'wgk profile list' does it."
    ) { (words, output) throws(WGError) in
      output.print(
        [try words.store().profile(words.profileName(at: 1))], asJSON: words.options.contains(.json)
      )
      return true
    }
  }

  private static var profileRename: Command {
    Command(
      "rename", "STORE NAME NEW-NAME [--files-only]", 3...3, options: [.filesOnly],
      summary: "Give a client another name, and its files with it"
    ) { (words, _) throws(WGError) in
      let (store, old, new) = (
        try words.store(), try words.profileName(at: 1), try words.profileName(at: 2)
      )
      _ = try withSignalsHeld { () throws(WGError) in try store.rename(old, to: new) }
      return true
    }
  }

  private static var profileEnable: Command {
    Command(
      "enable", "STORE NAME [--files-only]", 2...2, options: [.filesOnly],
      summary: "Let a client connect again"
    ) { (words, _) throws(WGError) in
      let (store, name) = (try words.store(), try words.profileName(at: 1))
      _ = try withSignalsHeld { () throws(WGError) in try store.enable(name) }
      return true
    }
  }

  private static var profileDisable: Command {
    Command(
      "disable", "STORE NAME [--ledger FILE] [--files-only] [--json]", 2...2,
      options: [.filesOnly, .json], valued: [.ledger],
      summary: "Keep a client from connecting; its files and addresses stay",
      details: removalDetails
    ) { (words, output) throws(WGError) in
      let (store, name) = (try words.store(), try words.profileName(at: 1))
      try words.collect(for: store)
      let gone = try withSignalsHeld { () throws(WGError) in try store.disable(name) }
      output.print([gone], asJSON: words.options.contains(.json))
      return true
    }
  }

  private static var profileExpire: Command {
    Command(
      "expire", "STORE NAME TIME | never [--files-only]", 3...3, options: [.filesOnly],
      summary: "Set when a client expires",
      details: """
        TIME is like 2027-01-31T00:00:00Z. Nothing happens by itself then: 'wgk profile
        remove-expired' removes the clients whose time has come.
        """
    ) { (words, _) throws(WGError) in
      let (store, name) = (try words.store(), try words.profileName(at: 1))
      var moment: Timestamp?
      if let word = words[2], !(word == "never") {
        moment = try word.withBytes { (text) throws(WGError) in try Timestamp(rfc3339: text) }
      }
      _ = try withSignalsHeld { () throws(WGError) in try store.expire(name, at: moment) }
      return true
    }
  }

  private static var profileRemoveExpired: Command {
    Command(
      "remove-expired", "STORE [--ledger FILE] [--files-only] [--json]", 1...1,
      options: [.filesOnly, .json], valued: [.ledger],
      summary: "Remove the clients whose time has come", details: removalDetails
    ) { (words, output) throws(WGError) in
      let store = try words.store()
      try words.collect(for: store)
      let gone = try withSignalsHeld { () throws(WGError) in try store.removeExpired() }
      output.print(gone, asJSON: words.options.contains(.json))
      return true
    }
  }

  private static var profileRevoke: Command {
    Command(
      "revoke", "STORE KEY | NAME [--ledger FILE] [--files-only] [--json]", 2...2,
      options: [.filesOnly, .json], valued: [.ledger],
      summary: "Remove a client: its peer, its section and its files",
      details: "KEY is the whole public key, NAME the whole name.\n\n" + removalDetails
    ) { (words, output) throws(WGError) in
      let store = try words.store()
      let key = try words.publicKey(at: 1, in: store)
      try words.collect(for: store)
      let gone = try withSignalsHeld { () throws(WGError) in try store.revoke(key) }
      output.print([gone], asJSON: words.options.contains(.json))
      return true
    }
  }

  private static var removalDetails: String {
    """
    A line has, with tabs between: name, public key, and the bytes received from and
    sent to the peer since it was added, read immediately before it goes, or "(none)".

    --ledger FILE   take a sample of all peers into the ledger of 'wgk usage' before
    """
  }
}
