internal import WGKit

extension Command {
  static var set: Command {
    Command(
      "set", setArguments, summary: "Change an interface, add, change and remove peers",
      details: """
        The changes of one command are sent as one update; a mistake anywhere in the
        command line leaves the interface as it is.

        listen-port PORT          UDP port; 0 for a random one
        fwmark MARK               decimal, 0x and hexadecimal, or off
        private-key FILE          a key in base64; an empty file removes the key
        peer KEY                  public key; what follows is for this peer
          remove                  remove the peer
          preshared-key FILE      a key in base64; an empty file removes the key
          endpoint HOST:PORT      address or name; IPv6 as [ADDRESS]:PORT
          persistent-keepalive SECONDS
                                  1 to 65535, or off
          allowed-ips LIST        ADDRESS[/LENGTH],... in place of what the peer has;
                                  "" for none; with + before an entry they are added

        FILE can be - for standard input, once. A key itself is never an argument:
        every user of the machine can read command lines.

        Not as with wg: ports above 65535, addresses with fewer than four numbers or
        with leading zeros are refused, and errors do not repeat the text of a key.
        """,
      takesAnyWord: true,
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], arguments.count >= 2 else {
          throw usageError(of: "wgk set", setArguments)
        }
        let interface = try name.interfaceName()
        var line = SetLine(arguments.rest)
        try KernelController().apply(line.read(), to: interface)
        return true
      })
  }

  private static var setArguments: String {
    "INTERFACE [listen-port PORT] [fwmark MARK] [private-key FILE] [peer KEY [remove]"
      + " [preshared-key FILE] [endpoint HOST:PORT] [persistent-keepalive SECONDS]"
      + " [allowed-ips LIST]]..."
  }
}
