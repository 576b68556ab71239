// Written by Templates/embed from Templates/*.conf: change those, and run it again.
extension Template.Shipped {
  static var texts: [(name: String, text: String)] {
    [
      (
        "client",
        #"""
        ${! A client of one server, with the networks behind it that the caller names.

            address       of the client in the tunnel: 10.0.0.2/32
            public_key    of the server
            endpoint      of the server: vpn.example.org:51820
            allowed_ips   the networks that are reached through the tunnel
            note, dns, mtu, name, preshared_key, keepalive   if wanted
        }
        [Interface]
        ${#note}
        # ${note}
        ${/note}
        Address = ${address}
        PrivateKey = ${private_key}
        ${#dns}
        DNS = ${dns}
        ${/dns}
        ${#mtu}
        MTU = ${mtu}
        ${/mtu}

        [Peer]
        ${#name}
        # friendly_name = ${name}
        ${/name}
        PublicKey = ${public_key}
        ${#preshared_key}
        PresharedKey = ${preshared_key}
        ${/preshared_key}
        Endpoint = ${endpoint}
        AllowedIPs = ${allowed_ips}
        ${#keepalive}
        PersistentKeepalive = ${keepalive}
        ${/keepalive}

        """#
      ),
      (
        "full-tunnel",
        #"""
        ${! A client that sends everything through the server, IPv6 too, so that nothing goes past it.

            address       of the client in the tunnel, best one of each family: 10.0.0.2/32, fd00::2/128
            dns           the servers to ask, which must be reached through the tunnel
            public_key    of the server
            endpoint      of the server: vpn.example.org:51820
            note, mtu, name, preshared_key, keepalive   if wanted
        }
        [Interface]
        ${#note}
        # ${note}
        ${/note}
        Address = ${address}
        PrivateKey = ${private_key}
        DNS = ${dns}
        ${#mtu}
        MTU = ${mtu}
        ${/mtu}

        [Peer]
        ${#name}
        # friendly_name = ${name}
        ${/name}
        PublicKey = ${public_key}
        ${#preshared_key}
        PresharedKey = ${preshared_key}
        ${/preshared_key}
        Endpoint = ${endpoint}
        AllowedIPs = 0.0.0.0/0, ::/0
        ${^keepalive}
        PersistentKeepalive = 25
        ${/keepalive}
        ${#keepalive}
        PersistentKeepalive = ${keepalive}
        ${/keepalive}

        """#
      ),
      (
        "server",
        #"""
        ${! A server that clients connect to, each with the addresses that it may use.

            address       of the server in the tunnel, with the length: 10.0.0.1/24
            listen_port   UDP port
            peers         the clients: public_key, allowed_ips, and if wanted name and preshared_key
            note, mtu     if wanted
            nat_interface if wanted, the interface that leads to the internet: clients reach IPv4 through it
        }
        [Interface]
        ${#note}
        # ${note}
        ${/note}
        Address = ${address}
        ListenPort = ${listen_port}
        PrivateKey = ${private_key}
        ${#mtu}
        MTU = ${mtu}
        ${/mtu}
        ${#nat_interface}
        PostUp = sysctl -q -w net.ipv4.ip_forward=1
        PostUp = iptables -A FORWARD -i %i -j ACCEPT; iptables -A FORWARD -o %i -j ACCEPT
        PostUp = iptables -t nat -A POSTROUTING -o ${nat_interface} -j MASQUERADE
        PostDown = iptables -D FORWARD -i %i -j ACCEPT; iptables -D FORWARD -o %i -j ACCEPT
        PostDown = iptables -t nat -D POSTROUTING -o ${nat_interface} -j MASQUERADE
        ${/nat_interface}
        ${#peers}

        [Peer]
        ${#name}
        # friendly_name = ${name}
        ${/name}
        PublicKey = ${public_key}
        ${#preshared_key}
        PresharedKey = ${preshared_key}
        ${/preshared_key}
        AllowedIPs = ${allowed_ips}
        ${/peers}

        """#
      ),
      (
        "site-to-site",
        #"""
        ${! One of two gateways that join the networks behind them.

            The other one has the same, with the sides exchanged.

            address       of this gateway in the tunnel: 10.255.0.1/32
            listen_port   UDP port
            public_key    of the other gateway
            networks      what is behind the other gateway, and its address in the tunnel
            endpoint      of the other gateway; without it, that one has to begin
            note, mtu, name, preshared_key   if wanted
            keepalive     if wanted; 25 where a translation of addresses is in between
        }
        [Interface]
        ${#note}
        # ${note}
        ${/note}
        Address = ${address}
        ListenPort = ${listen_port}
        PrivateKey = ${private_key}
        ${#mtu}
        MTU = ${mtu}
        ${/mtu}
        PostUp = sysctl -q -w net.ipv4.conf.%i.forwarding=1

        [Peer]
        ${#name}
        # friendly_name = ${name}
        ${/name}
        PublicKey = ${public_key}
        ${#preshared_key}
        PresharedKey = ${preshared_key}
        ${/preshared_key}
        ${#endpoint}
        Endpoint = ${endpoint}
        ${/endpoint}
        AllowedIPs = ${networks}
        ${#keepalive}
        PersistentKeepalive = ${keepalive}
        ${/keepalive}

        """#
      ),
      (
        "split-tunnel",
        #"""
        ${! A client that reaches some networks through the server, and all else as before.

            address       of the client in the tunnel: 10.0.0.2/32
            networks      what is behind the server
            public_key    of the server
            endpoint      of the server: vpn.example.org:51820
            dns           if wanted, servers behind the server, and the domains that they know
            note, mtu, name, preshared_key, keepalive   if wanted
        }
        [Interface]
        ${#note}
        # ${note}
        ${/note}
        Address = ${address}
        PrivateKey = ${private_key}
        ${#dns}
        DNS = ${dns}
        ${/dns}
        ${#mtu}
        MTU = ${mtu}
        ${/mtu}

        [Peer]
        ${#name}
        # friendly_name = ${name}
        ${/name}
        PublicKey = ${public_key}
        ${#preshared_key}
        PresharedKey = ${preshared_key}
        ${/preshared_key}
        Endpoint = ${endpoint}
        AllowedIPs = ${networks}
        ${#keepalive}
        PersistentKeepalive = ${keepalive}
        ${/keepalive}

        """#
      ),
    ]
  }
}
