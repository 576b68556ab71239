"""Configuration files, valid and broken, from a seed."""

import base64
import random


def key(r, clamped=False):
    raw = bytearray(r.randbytes(32))
    if clamped:
        raw[0] &= 248
        raw[31] = raw[31] & 127 | 64
    return base64.b64encode(bytes(raw)).decode()


def v4(r):
    return ".".join(str(r.choice([0, 1, 10, 127, 192, 255, r.randrange(256)])) for _ in range(4))


def v6(r):
    return r.choice(
        ["::", "::1", "fd00::%x" % r.randrange(65536), "2001:db8::%x:%x" % (r.randrange(65536), 7),
         "2001:DB8:0:0:0:0:0:1", "1:2:3:4:5:6:7:8", "::ffff:" + v4(r), "64:ff9b::" + v4(r),
         "fe80::1", "1::8", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7::"])


BAD_ADDRESSES = [
    "10", "10.0.0", "010.0.0.1", "10.0.0.256", "10.0.0.1.1", "::1::", ":1", "12345::", "1:2:3",
    "fe80::1%lo", "fe80::1%1", "[::1]", "x", "", "0x0a000001", "::1.2.3", "*", "10.0.0.1x",
    "::01.2.3.4", "10..0.1", "1:2:3:4:5:6:7:8:9",
]


def prefix(r, bad):
    if r.random() < bad:
        return r.choice(BAD_ADDRESSES) + r.choice(["", "/8", "/32"])
    address, bits = (v4(r), 32) if r.random() < 0.6 else (v6(r), 128)
    if r.random() < bad:
        return address + r.choice(["/", "/-1", "/+8", "/129", "/33", "/a", "/8/8", "/255.0.0.0",
                                   "/0x8", "/99999999999999999999", "/8 8", "/032", "/0128"])
    return address + r.choice(["", "/%d" % r.randrange(bits + 1), "/0%d" % r.randrange(bits + 1),
                               "/%d" % bits])


def signed(r, bad):
    sign = r.choice(["+", "-"]) if r.random() < 0.06 else ""
    if r.random() < bad / 3:
        sign = r.choice(["++", "+-", "--", "+ ", "- "])
    return sign + prefix(r, bad)


def allowed_ips(r, bad):
    items = [signed(r, bad) for _ in range(r.choice([1, 1, 2, 3, 6]))]
    text = r.choice([",", ", ", " , ", ",\t"]).join(items)
    if r.random() < bad:
        text = r.choice([text + ",", "," + text, text.replace(",", ",,", 1), text + " 10.0.0.1"])
    return text


def number(r, bad, limit):
    if r.random() < bad:
        return r.choice([
            "", "-1", "-0", "+", "+5", "++5", "0x10", "0X10", "0x", "5a", "a", "1.5", "off", "on",
            "OFF", "http", "domain", "65536", "70000", "4294967295", "4294967296", "1e3", "5 5",
            "18446744073709551616", "99999999999999999999", "0x100000000", "0xffffffff", "00", "5;",
            "=5", "'5'", "+0", "-65535", "0b1", "6553 5"])
    return r.choice(["%d", "0%d", "%d", "000%d"]) % r.choice([0, 1, 25, 51820, limit,
                                                             r.randrange(limit + 1)])


def mark(r, bad):
    if r.random() < 0.5:
        return r.choice(["off", "OFF", "0x%x" % r.randrange(1 << 32), "0x%X" % r.randrange(1 << 16),
                         "0x0", "0x00000000000001", "0xg", "0x", "0x1ffffffff", "0x-1", "0x 1"])
    return number(r, bad, (1 << 32) - 1)


NAMES = ["vpn.example.org", "a_b.example.org", "localhost", "x", "vpn.example.org.", "a-b", "1.x"]
BAD_HOSTS = ["", "127.1", "0x7f000001", "010.0.0.1", "*", "a..b", ".a", "1.2.3", "256.1.1.1",
             "$(reboot)", "a;b", "fe80::1%", "1.2.3.4%1", "x%1", "fe80::1%nosuch0", "[::1]",
             "192.0.2.1:1", "0x7f.1", "127.0.0.1.", "-", "1.2.3.4.5", "0", "a/b", "::g", "2130706433"]


def endpoint(r, bad):
    if r.random() < bad:
        host = r.choice(BAD_HOSTS)
    else:
        host = r.choice([v4(r), v6(r), r.choice(NAMES), "fe80::1%1", "fe80::1%lo"])
    port = number(r, bad, 65535)
    form = r.choice(["%s:%s", "[%s]:%s"]) if r.random() > bad else r.choice(
        ["%s%s", "[%s]%s", "[%s:%s", "%s]:%s", "[%s]:%s]", "%s:%s:1", "%s %s", "[%s] : %s"])
    return form % (host, port)


def a_key(r, bad):
    text = key(r, clamped=True)
    if r.random() < 0.04:
        return "A" * 43 + "="
    if r.random() < bad:
        return r.choice([
            text[:-1], text + "=", text[1:], "A" + text, text.replace("A", "-"), '"%s"' % text,
            text[:42] + "/=", "(none)", "", text[:20] + " " + text[20:], text[:-1] + " =", "\u00a0",
            base64.b64decode(text).hex()])
    return text


def words(r, pool):
    return r.choice([", ", ",", " ", " , ", ",,"]).join(r.choices(pool, k=r.choice([1, 1, 2, 3])))


HOOKS = ["echo %i", "iptables -A FORWARD -i %i -j ACCEPT; echo a", "", "echo a # b", "# x", "echo a=b",
         "echo \\", "echo \"a  b\"", "ip rule add; [Peer]", "echo \u00e9", "echo 'a", "a\tb"]
GLOB_FREE = ["10.0.0.1/24", "fd00::1/64", "10.0.0.5", "x", "10.0.0.1/33", "10/8", "$(reboot)", "fd00::",
             "10.0.0.1/024", "a;b"]
DNS = ["1.1.1.1", "2606:4700::1111", "example.org", "corp", "~corp", "1.1.1", "1.1.1.1.1", "x_y",
       "fe80::1%lo", "$(x)", "a/b", "1", ".", "a:b"]


def quick_entry(r, bad):
    kind = r.choice(["Address", "Address", "DNS", "MTU", "Table", "PreUp", "PostUp", "PreDown",
                     "PostDown", "SaveConfig"])
    few = 0 if r.random() > bad else len(DNS)
    if kind == "Address":
        return kind, words(r, GLOB_FREE[:3] if not few else GLOB_FREE)
    if kind == "DNS":
        return kind, words(r, DNS[:5] if not few else DNS)
    if kind == "MTU":
        return kind, r.choice(["1420", "1280", "", "0"] if not few else
                              ["x", "14 20", "-1", "01420", "0x500", "1420x", "99999999999"])
    if kind == "Table":
        return kind, r.choice(["auto", "off", "OFF", "Auto", "1234", "main", ""] if not few else
                              ["a b", "-x", "a;b", "$(x)", "'a'", "0x10"])
    if kind == "SaveConfig":
        return kind, r.choice(["true", "false", "TRUE", "False"] if not few else
                              ["yes", "", "1", "truee", "tr ue", "true,"])
    return kind, r.choice(HOOKS)


def entry(r, section, dialect, bad):
    if r.random() < bad / 3:
        return r.choice([("Foo", "1"), ("", "x"), ("PostUp", "echo"), ("Address", "10.0.0.1/24"),
                         ("ListenPort", "5"), ("PublicKey", key(r)), ("Listen-Port", "5"),
                         ("AllowedIP", "::/0"), ("MTU", "1420"), ("\u0130", "1"), ("PrivateKey2", "x")])
    if section == "peer":
        kind = r.choice(["PresharedKey", "Endpoint", "Endpoint", "AllowedIPs", "AllowedIPs",
                         "AllowedIPs", "PersistentKeepalive", "PublicKey"])
        return kind, {
            "PresharedKey": lambda: a_key(r, bad), "PublicKey": lambda: a_key(r, bad),
            "Endpoint": lambda: endpoint(r, bad), "AllowedIPs": lambda: allowed_ips(r, bad),
            "PersistentKeepalive": lambda: r.choice(["off", "OFF", number(r, bad, 65535)]),
        }[kind]()
    if dialect == "wg-quick" and r.random() < 0.6:
        return quick_entry(r, bad)
    kind = r.choice(["PrivateKey", "ListenPort", "FwMark"])
    return kind, {"PrivateKey": lambda: a_key(r, bad), "ListenPort": lambda: number(r, bad, 65535),
                  "FwMark": lambda: mark(r, bad)}[kind]()


SPACES = [" ", "\t", "\v", "\f", "\r", "  "]


def spread(r, text, odd):
    if r.random() < odd and text:
        place = r.randrange(len(text) + 1)
        text = text[:place] + r.choice(SPACES) + text[place:]
    return text


def line(r, name, value, bad, odd):
    case = r.random()
    if case < 0.1:
        name = name.lower()
    elif case < 0.15:
        name = name.upper()
    sign = r.choice([" = ", " = ", "=", " =", "= ", "\t=\t"])
    if r.random() < bad / 4:
        sign = r.choice(["", " ", ":", "==", " = # = "])
    text = r.choice(["", "", "", " ", "\t"]) + spread(r, name, odd) + sign + spread(r, value, odd)
    if r.random() < 0.12:
        text += r.choice([" # note", "#", "# [Peer]", " # a # b", "\t#x=y", "   "])
    return text


def header(r, name, bad, odd):
    if r.random() < bad / 3:
        return r.choice(["[" + name, name + "]", "[%s]x" % name, "[%ss]" % name, "[]", "[%s] ;" % name,
                         "[%s]=" % name, "[[%s]]" % name])
    text = "[" + spread(r, name, odd / 2) + "]"
    if r.random() < 0.1:
        text = r.choice([text.lower(), text.upper(), " " + text, text + "  ", text + " # x"])
    return text


def make(seed, number, dialect):
    """The file of this number, as bytes."""
    r = random.Random("%s/%s/%s" % (seed, number, dialect))
    # Half of the files are good in nearly all they say.
    bad = r.choice([0, 0, 0, 0.02, 0.05, 0.2])
    odd = r.choice([0, 0, 0.02, 0.2])
    lines = []
    if r.random() < 0.2:
        lines.append(r.choice(["# a comment", "", "  ", "#", "\t# x"]))
    sections = ["interface"] * r.choice([1, 1, 1, 1, 0, 2]) + ["peer"] * r.choice([0, 1, 1, 2, 4])
    if r.random() < 0.15:
        r.shuffle(sections)
    keys = []
    for section in sections:
        lines.append(header(r, section.capitalize(), bad, odd))
        if section == "peer" and r.random() > bad / 4:
            if keys and r.random() < 0.1:
                keys.append(r.choice(keys))
            else:
                keys.append(a_key(r, bad))
            lines.append(line(r, "PublicKey", keys[-1], bad, odd))
        for _ in range(r.choice([0, 1, 2, 3, 5])):
            lines.append(line(r, *entry(r, section, dialect, bad), bad, odd))
            if r.random() < 0.08:
                lines.append(r.choice(["", "# name", " ", "#"]))
        if r.random() < 0.7:
            lines.append("")
    end = r.choice(["\n"] * 12 + ["\r\n"] * 3 + (["\r"] if bad else ["\n"]))
    data = bytearray((end.join(lines) + r.choice(["", end, end])).encode())
    if bad and r.random() < 0.2:
        for _ in range(r.choice([1, 1, 2, 5])):
            place = r.randrange(len(data) + 1)
            change = r.randrange(4)
            if change == 0:
                data[place:place] = bytes([r.choice(b" \t\n\r\v\f#[]=,:/+-\0;aZ0\xff\xc2\xa0")])
            elif change == 1:
                del data[place:place + 1]
            elif change == 2 and place < len(data):
                data[place] = r.randrange(256)
            else:
                del data[place:]
    return bytes(data)
