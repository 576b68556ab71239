internal import WGKit

extension Command {
  static var set: Command {
    Command(
      "set",
      "INTERFACE [listen-port PORT] [fwmark MARK] [private-key FILE] [peer KEY [remove]"
        + " [preshared-key FILE] [endpoint HOST:PORT] [persistent-keepalive SECONDS]"
        + " [allowed-ips LIST]]...",
      2...Int.max, summary: "Change an interface, add, change and remove peers",
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
                                  "" for none; with + before an entry it is added,
                                  with - it is taken away

        FILE can be - for standard input, once. A key itself is never an argument:
        every user of the machine can read command lines.

        Not as with wg: refused are ports above 65535, ports by the name of a service,
        and IPv4 addresses with fewer than four numbers or with leading zeros.
        """
    ) { (words, _) throws(WGError) in
      let interface = try words.interfaceName(at: 0)
      var line = SetLine(words.rest, in: "wgk set")
      try words.kernel.apply(line.read(), to: interface)
      return true
    }
  }
}
