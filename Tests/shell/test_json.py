"""The JSON of wgk on a real kernel: against its schema, its page, `wg show dump` and `ip -j`.

Run in Tests/kernel/vm, with WGKIT_WGK the path of wgk.
"""

import json
import os
import re
import socket
import subprocess
import time
from datetime import datetime, timezone
from pathlib import Path

import jsonschema
import pytest

if os.environ.get("WGKIT_KERNEL_HARNESS") != "1":
    pytest.skip("needs a kernel with WireGuard: run it in Tests/kernel/vm", allow_module_level=True)

WGK = os.environ["WGKIT_WGK"]
DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "wgk-show.schema.json").read_text())
EXAMPLES = [
    json.loads(text) for text in re.findall(r"```json\n(.*?)```", (DOCS / "json.md").read_text(), re.S)
]


def run(*command, text=None, **environment):
    clean = {k: v for k, v in os.environ.items() if k != "WG_HIDE_KEYS"}
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, env={**clean, **environment}
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def closed(schema):
    """The schema with every field named: a new one has to be written down."""
    if isinstance(schema, dict):
        made = {name: closed(value) for name, value in schema.items()}
        return {**made, "additionalProperties": False} if "properties" in schema else made
    return [closed(value) for value in schema] if isinstance(schema, list) else schema


def check(document):
    jsonschema.Draft202012Validator(closed(SCHEMA)).validate(document)
    return document


def shown(*words, **environment):
    return check(json.loads(run(WGK, "show", *words, "--json", **environment)))


def key(number):
    return f"{number:042d}A="


@pytest.fixture
def forty():
    """A device of forty peers that have all that peers can have."""
    lines = ["[Interface]", "PrivateKey = " + run("wg", "genkey").strip(), "FwMark = 0xfffffffe"]
    for number in range(40):
        lines += ["[Peer]", "PublicKey = " + key(number)]
        if number % 3:
            lines.append("PresharedKey = " + run("wg", "genpsk").strip())
        if number % 5 != 1:
            lines.append(f"AllowedIPs = 10.1.{number}.0/24, fd00::{number + 1:x}/128")
        lines += {
            1: [f"Endpoint = 192.0.2.7:{number + 1}"],
            2: ["Endpoint = [2001:db8::7]:65535"],
            3: ["Endpoint = [fe80::1%lo]:9", "PersistentKeepalive = 25"],
        }.get(number % 4, [])
    run("ip", "link", "add", "wgj40", "type", "wireguard")
    run("wg", "setconf", "wgj40", "/dev/stdin", text="\n".join(lines) + "\n")
    run("ip", "link", "add", "wgj0", "type", "wireguard")
    yield "wgj40"
    for name in ("wgj40", "wgj0"):
        run("ip", "link", "del", name)


def dump(device):
    """A device of a document in the words of `wg show INTERFACE dump`."""
    none = "(none)"
    mark = device["firewall_mark"]
    lines = [[
        device["private_key"] or none, device["public_key"] or none,
        str(device["listen_port"] or 0), f"{mark:#x}" if mark else "off",
    ]]  # fmt: skip
    for peer in device["peers"]:
        lines.append([
            peer["public_key"], peer["preshared_key"] or none, endpoint(peer["endpoint"]) or none,
            ",".join(peer["allowed_ips"]) or none, str(peer["latest_handshake_epoch"] or 0),
            str(peer["received_bytes"]), str(peer["sent_bytes"]),
            str(peer["persistent_keepalive"] or "off"),
        ])  # fmt: skip
    return "".join("\t".join(line) + "\n" for line in lines)


def endpoint(value):
    if value is None:
        return None
    scope = f"%{socket.if_indextoname(value['scope_id'])}" if value["scope_id"] else ""
    address = value["address"]
    return f"[{address}{scope}]:{value['port']}" if ":" in address else f"{address}:{value['port']}"


def test_no_device_is_an_empty_document():
    empty = {"version": 1, "devices": [], "errors": []}
    assert shown() == shown("all") == empty


def test_a_device_is_what_wg_dumps(forty):
    (device,) = shown(forty, "--show-keys")["devices"]
    assert dump(device) == run("wg", "show", forty, "dump")
    assert device["name"] == forty and device["index"] == socket.if_nametoindex(forty)
    assert {peer["protocol_version"] for peer in device["peers"]} == {1}


def test_a_device_with_nothing_has_nothing(forty):
    (device,) = shown("wgj0")["devices"]
    assert device == {
        "name": "wgj0", "index": socket.if_nametoindex("wgj0"), "public_key": None,
        "has_private_key": False, "private_key": None, "listen_port": None,
        "firewall_mark": None, "peers": [],
    }  # fmt: skip


def test_keys_are_hidden_unless_asked_for(forty):
    secrets = run("wg", "show", forty, "preshared-keys").split()[1::2]
    secrets = {secret for secret in secrets if secret != "(none)"}
    secrets.add(run("wg", "show", forty, "private-key").strip())
    assert len(secrets) == 27
    for environment in ({}, {"WG_HIDE_KEYS": "always"}, {"WG_HIDE_KEYS": ""}):
        text = run(WGK, "show", forty, "--json", **environment)
        assert not any(secret in text for secret in secrets)
        (device,) = check(json.loads(text))["devices"]
        assert device["has_private_key"] is True and device["private_key"] is None
        assert sum(peer["has_preshared_key"] for peer in device["peers"]) == 26
    for words, environment in (["--show-keys"], {}), ([], {"WG_HIDE_KEYS": "never"}):
        text = run(WGK, "show", forty, "--json", *words, **environment)
        assert all(secret in text for secret in secrets)


def test_show_keys_is_for_people_too(forty):
    assert run(WGK, "show", forty, "--show-keys") == run("wg", "show", forty, WG_HIDE_KEYS="never")
    assert run(WGK, "show", forty) == run("wg", "show", forty)


def test_all_devices_are_in_one_document(forty):
    document = shown("--show-keys")
    assert [device["name"] for device in document["devices"]] == [forty, "wgj0"]
    assert document["devices"][:1] == shown(forty, "--show-keys")["devices"]
    assert document["errors"] == []


def test_a_handshake_has_a_time(forty):
    names, keys = ("wgja", "wgjb"), [run("wg", "genkey").strip() for _ in range(2)]
    try:
        for here, name in enumerate(names):
            there = run("wg", "pubkey", text=keys[1 - here]).strip()
            run("ip", "link", "add", name, "type", "wireguard")
            run("wg", "setconf", name, "/dev/stdin", text=(
                f"[Interface]\nPrivateKey = {keys[here]}\nListenPort = {51820 + here}\n[Peer]\n"
                f"PublicKey = {there}\nEndpoint = 127.0.0.1:{51821 - here}\n"
                "PersistentKeepalive = 1\n"))  # fmt: skip
            run("ip", "link", "set", name, "up")
        for _ in range(200):
            (peer,) = shown("wgja")["devices"][0]["peers"]
            if peer["latest_handshake"] and peer["received_bytes"] and peer["sent_bytes"]:
                break
            time.sleep(0.1)
        epoch = int(run("wg", "show", "wgja", "latest-handshakes").split()[1])
        assert peer["latest_handshake_epoch"] == epoch > 0
        read = datetime.strptime(peer["latest_handshake"], "%Y-%m-%dT%H:%M:%SZ")
        assert read.replace(tzinfo=timezone.utc).timestamp() == epoch
        assert peer["received_bytes"] > 0 and peer["sent_bytes"] > 0
    finally:
        for name in names:
            run("ip", "link", "del", name)


@pytest.mark.parametrize("name", ['q"u\\o', "é", "{},[]"])
def test_a_name_of_any_bytes_is_text(name):
    run("ip", "link", "add", name, "type", "wireguard")
    try:
        (device,) = shown()["devices"]
        assert device["name"] == "".join(
            character if character.isascii() and character != " " else
            "".join(f"\\x{byte:02x}" for byte in character.encode()) for character in name
        )  # fmt: skip
        found = json.loads(run(WGK, "link", "list", "--json"))["interfaces"]
        assert device["name"] in [interface["name"] for interface in found]
    finally:
        run("ip", "link", "del", name)


def test_what_cannot_be_read_is_in_the_document(forty):
    # From a place that every user can read.
    copy = Path("/run/wgk-for-everybody")
    copy.write_bytes(Path(WGK).read_bytes())
    copy.chmod(0o755)
    everybody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", copy)
    failed = subprocess.run([*everybody, "show", "--json"], capture_output=True, text=True)
    assert failed.returncode == 1 and "wgj40" in failed.stderr
    document = check(json.loads(failed.stdout))
    assert document["devices"] == []
    assert [error["interface"] for error in document["errors"]] == ["wgj40", "wgj0"]
    assert all(error["code"] == 5 for error in document["errors"])
    assert "CAP_NET_ADMIN" in document["errors"][0]["message"]
    alone = subprocess.run([*everybody, "show", forty, "--json"], capture_output=True, text=True)
    assert alone.returncode == 1 and alone.stdout == "" and forty in alone.stderr


@pytest.fixture
def network(forty):
    """A veth pair with addresses and routes of several kinds, and a WireGuard interface."""
    script = """
      ip link add js0 type veth peer name js1
      ip link property add dev js0 altname js-alternative
      ip link set js0 up
      ip link set js1 up
      ip link set wgj0 mtu 1300 up
      ip address add 192.0.2.1/24 dev js0
      ip address add 10.50.0.1 peer 10.50.0.2/32 dev js0
      ip address add fd77::1/64 dev wgj0
      ip route add default via 192.0.2.254 dev js0 metric 7 src 192.0.2.1
      ip route add default dev wgj0 table 51820
      ip route add 198.51.100.0/24 nexthop via 192.0.2.2 dev js0 weight 3 nexthop dev wgj0
      ip route add blackhole 10.70.0.0/16
      ip -6 route add 2001:db8::/32 dev wgj0 metric 9
    """
    run("sh", "-ec", script)
    yield
    run("sh", "-c", "ip link del js0; ip route del blackhole 10.70.0.0/16")


def test_interfaces_are_what_ip_says(network):
    found = json.loads(run(WGK, "link", "list", "--json"))
    shown_by_ip = json.loads(run("ip", "-j", "-d", "address", "show"))
    assert found["version"] == 1 and len(found["interfaces"]) == len(shown_by_ip) >= 5
    for interface, other in zip(found["interfaces"], shown_by_ip):
        assert interface["name"] == other["ifname"] and interface["index"] == other["ifindex"]
        assert interface["kind"] == other.get("linkinfo", {}).get("info_kind")
        assert interface["up"] == ("UP" in other["flags"]) and interface["mtu"] == other["mtu"]
        assert interface["operational_state"].replace("-", "").upper() == other["operstate"]
        assert interface["hardware_address"] == other.get("address")
        assert interface["alternative_names"] == other.get("altnames", [])
        assert interface["addresses"] == [
            {
                "address": f"{a['local']}/{a['prefixlen']}",
                "peer": f"{a['address']}/{a['prefixlen']}" if "address" in a else None,
                "scope": a["scope"],
            }
            for a in other["addr_info"]
        ]
        name = other["ifname"]
        alone = json.loads(run(WGK, "link", "show", name, "--json"))
        assert alone == {"version": 1, "interfaces": [interface]}
        listed = json.loads(run(WGK, "address", "list", name, "--json"))
        assert listed == {"version": 1, "addresses": interface["addresses"]}


def test_the_plain_forms_say_what_the_json_says(network):
    lines = run(WGK, "link", "list").splitlines()
    found = json.loads(run(WGK, "link", "list", "--json"))["interfaces"]
    assert lines == [
        "\t".join([
            i["name"], str(i["index"]), i["kind"] or "(none)", "up" if i["up"] else "down",
            i["operational_state"], str(i["mtu"]), i["hardware_address"] or "(none)",
        ])
        for i in found
    ]  # fmt: skip
    text = run(WGK, "link", "show", "js0")
    assert "\n  address: 10.50.0.1/32 peer 10.50.0.2/32\n" in text
    assert "\n  alternative name: js-alternative\n" in text
    assert run(WGK, "address", "list", "js0").splitlines() == [
        a["address"] for i in found if i["name"] == "js0" for a in i["addresses"]
    ]
    none = [{"gateway": None, "interface": None}]
    routes = json.loads(run(WGK, "route", "list", "--json"))["routes"]
    assert run(WGK, "route", "list").splitlines() == [
        "\t".join([
            r["network"], hop["gateway"] or "(none)", hop["interface"] or "(none)",
            str(r["metric"]), str(r["table"]), r["kind"],
        ])
        for r in routes for hop in r["next_hops"] or none
    ]  # fmt: skip


def test_routes_are_what_ip_says(network):
    found = json.loads(run(WGK, "route", "list", "--json"))
    assert found["version"] == 1
    ip = []
    for family in "-4", "-6":
        ip += json.loads(run("ip", family, "-j", "-d", "-N", "route", "show", "table", "all"))
    ip = [route for route in ip if str(route.get("table", 254)) != "255"]
    assert len(found["routes"]) == len(ip) >= 6

    def describe(route):
        whole = {"default": ("0.0.0.0/0", "::/0")}.get(route["dst"], (route["dst"],))
        hops = route.get("nexthops") or ([route] if "dev" in route else [])
        return (
            whole, int(route.get("table", 254)), route.get("metric", 0), int(route["protocol"]),
            route.get("prefsrc"), [(h.get("dev"), h.get("gateway"), h.get("weight", 1)) for h in hops],
        )  # fmt: skip

    wanted = [describe(route) for route in ip]
    for route in found["routes"]:
        hops = [(h["interface"], h["gateway"], h["weight"]) for h in route["next_hops"]]
        (match,) = [
            w for w in wanted
            if (route["network"] in w[0] or route["network"].rsplit("/", 1)[0] in w[0])
            and w[1:] == (route["table"], route["metric"], route["origin"],
                          route["preferred_source"], hops)
        ]  # fmt: skip
        wanted.remove(match)
    (shared,) = [r for r in found["routes"] if r["network"] == "198.51.100.0/24"]
    (drop,) = [r for r in found["routes"] if r["kind"] == "blackhole"]
    assert drop["next_hops"] == [] and drop["network"] == "10.70.0.0/16"
    for name in "js0", "wgj0":
        through = json.loads(run(WGK, "route", "list", name, "--json"))["routes"]
        assert shared in through and drop not in through
        assert all(name in [h["interface"] for h in r["next_hops"]] for r in through)


def test_the_page_shows_what_is_printed(network, tmp_path):
    show, difference, links, routes, nat, findings, totals = EXAMPLES
    check(show)
    found = json.loads(run(WGK, "diff", "wgj40", "--json", "listen-port", "1"))
    assert found.keys() == difference.keys()
    assert found["peers"][0].keys() == difference["peers"][0].keys()
    assert fields(links) == fields(json.loads(run(WGK, "link", "show", "wgj0", "--json")))
    assert fields(routes) == fields(json.loads(run(WGK, "route", "list", "js0", "--json")))
    assert fields(show["devices"][0]) == fields(shown("wgj40")["devices"][0])
    run(WGK, "nat", "add", "wgj0", "--network", "10.8.0.0/24")
    assert fields(nat) == fields(json.loads(run(WGK, "nat", "show", "wgj0", "--json")))
    run(WGK, "nat", "remove", "wgj0")
    assert fields(totals) == fields(
        json.loads(run(WGK, "totals", "wgj0", tmp_path / "state", "--json")))
    checked = subprocess.run(
        [WGK, "check", "/dev/stdin", "--json"], input="[Interface]\nMTU = 100\n",
        capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert fields(findings) == fields(json.loads(checked.stdout))


def fields(value):
    """The names of the fields of a document, of the first element of each array."""
    if isinstance(value, dict):
        return {name: fields(inner) for name, inner in value.items()}
    if isinstance(value, list) and value:
        # An element that has the most in it stands for all.
        return [max((fields(inner) for inner in value), key=lambda f: len(str(f)))]
    return None if not isinstance(value, list) else []


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(version=2),
        lambda d: d.pop("errors"),
        lambda d: d["devices"][0].update(listen_port="51820"),
        lambda d: d["devices"][0].update(more=1),
        lambda d: d["devices"][0]["peers"][0].pop("endpoint"),
        lambda d: d["devices"][0]["peers"][0].update(latest_handshake=0),
        lambda d: d["devices"][0]["peers"][0].update(allowed_ips="10.0.0.0/8"),
    ],
)
def test_the_schema_refuses_what_is_not_so(change):
    document = json.loads(json.dumps(EXAMPLES[0]))
    change(document)
    with pytest.raises(jsonschema.ValidationError):
        check(document)
