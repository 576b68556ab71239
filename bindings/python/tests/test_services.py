"""Networks of a peer, metrics, QR codes and NAT."""

import subprocess
from ipaddress import collapse_addresses, ip_network

import pytest

import wgkit
from wgkit import metrics, nat, networks, qrcode


def test_networks_are_split_and_joined():
    found = networks.split(["10.1.2.3/8", "10.128.0.0/9", ip_network("fd00::/64")])
    assert found == [ip_network("10.0.0.0/8"), ip_network("fd00::/64")]
    assert networks.full() == [ip_network("0.0.0.0/0"), ip_network("::/0")]
    with pytest.raises(wgkit.InvalidArgument):
        networks.split([])
    with pytest.raises(TypeError):
        networks.split("10.0.0.0/8")
    with pytest.raises(wgkit.InvalidAddress):
        networks.split(["nonsense"])


@pytest.mark.parametrize(
    "excluded",
    [
        ["192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "fd00::/8"],
        ["0.0.0.0/1", "::/0"],
        ["255.255.255.255/32", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"],
        ["10.8.0.0/24", "10.8.0.7/32", "10.8.1.0/24"],
    ],
)
def test_everything_but_some_is_what_pythons_own_arithmetic_says(excluded):
    wanted = []
    for everything in ("0.0.0.0/0", "::/0"):
        left = [ip_network(everything)]
        for network in map(ip_network, excluded):
            next_left = []
            for part in left:
                if part.version != network.version or not part.overlaps(network):
                    next_left.append(part)
                elif part != network and part.supernet_of(network):
                    next_left += part.address_exclude(network)
            left = next_left
        wanted += sorted(collapse_addresses(left))
    assert networks.full(excluded) == wanted


def test_two_sites_that_overlap_are_not_bridged():
    here, there = ["10.1.0.0/16", "fd01::/48"], ["10.2.0.0/16"]
    assert networks.bridge(there, here) == [ip_network("10.2.0.0/16")]
    assert networks.overlaps(there, here) == []
    with pytest.raises(wgkit.InvalidArgument, match="10.1.7.0/24 .* overlaps 10.1.0.0/16"):
        networks.bridge([*there, "10.1.7.0/24"], here)
    pairs = networks.overlaps(["10.1.7.0/24", "10.0.0.0/8"], here)
    assert [(str(one), str(other)) for one, other in pairs] == [
        ("10.0.0.0/8", "10.1.0.0/16"),
        ("10.1.7.0/24", "10.1.0.0/16"),
    ]


def test_metrics_of_no_device_are_help_and_types():
    text = metrics.metrics_text()
    assert text.startswith("# HELP wireguard_peers ") and "{" not in text


def test_a_qr_code_is_closed_and_does_not_show_itself():
    code = qrcode.QRCode("[Interface]\n")
    assert code.width == 21 and code.expose_text().count("\n") == 15
    assert code.expose_svg().startswith("<svg ")
    assert code.expose_text(light=True) != code.expose_text()
    document = wgkit.Document("[Interface]\n")
    assert qrcode.QRCode(document).expose_svg() == code.expose_svg()
    assert repr(code) == "QRCode(redacted)"
    code.close()
    with pytest.raises(wgkit.InvalidHandle):
        code.expose_svg()
    with pytest.raises(wgkit.TooLarge):
        qrcode.QRCode(b"x" * 2954)


def test_nat_refuses_what_makes_no_sense():
    assert nat.forwards() in (True, False)
    with pytest.raises(wgkit.InvalidArgument):
        nat.forwards(5)
    with pytest.raises(wgkit.InvalidArgument):
        nat.add("wg0", ["10.0.0.0/8"], out="wg0")
    with pytest.raises(wgkit.InvalidName):
        nat.remove("a/b")
    with pytest.raises(wgkit.NoSuchInterface):
        nat.add("wg-none")


@pytest.mark.kernel
def test_nat_is_added_read_and_removed():
    assert nat.forwards(6) is False
    nat.enable_forwarding(6)
    assert nat.forwards(6) is True
    with pytest.raises(wgkit.NotFound):
        nat.read("wgnat")
    nat.add("wgnat", ["10.8.0.0/24", "fd08::1/64"], out="eth0")
    assert nat.read("wgnat") == nat.TunnelNAT(
        (ip_network("10.8.0.0/24"), ip_network("fd08::/64")), "eth0"
    )
    nat.add("wgnat", ["10.9.0.0/24"])
    assert nat.read("wgnat") == nat.TunnelNAT((ip_network("10.9.0.0/24"),), None)
    listed = subprocess.run(["nft", "list", "tables"], capture_output=True, text=True, check=True)
    assert "table inet wgkit-wgnat" in listed.stdout
    nat.remove("wgnat")
    with pytest.raises(wgkit.NotFound):
        nat.remove("wgnat")


@pytest.mark.kernel
def test_metrics_have_the_names_that_a_caller_gives():
    interface = wgkit.Interface("wgmetrics")
    interface.create()
    try:
        keys = [pair.public_key for pair in wgkit.generate_keypairs(3)]
        update = wgkit.DeviceUpdate(
            peers=[
                wgkit.PeerUpdate(key, allowed_ips=[f"10.1.{i}.0/24"]) for i, key in enumerate(keys)
            ]
        )
        interface.apply(update)
        with interface.read() as device:
            text = metrics.metrics_text(device, names={keys[0]: 'a"b\\c\nd', keys[1]: ""})
            file = wgkit.Document(f"[Peer]\n# friendly_name = anna\nPublicKey = {keys[2]}\n")
            named = metrics.metrics_text(device, names=file)
            with pytest.raises(wgkit.AlreadyExists):
                metrics.metrics_text(device, device)
    finally:
        interface.delete()
    start = 'wireguard_sent_bytes_total{interface="wgmetrics",public_key="'
    assert (
        f'{start}{keys[0]}",allowed_ips="10.1.0.0/24",friendly_name="a\\"b\\\\c\\nd"}} 0\n' in text
    )
    assert f'{start}{keys[1]}",allowed_ips="10.1.1.0/24",friendly_name=""}} 0\n' in text
    assert f'{start}{keys[2]}",allowed_ips="10.1.2.0/24"}} 0\n' in text
    assert f'{start}{keys[2]}",allowed_ips="10.1.2.0/24",friendly_name="anna"}} 0\n' in named
    assert 'wireguard_peers{interface="wgmetrics"} 3\n' in text
