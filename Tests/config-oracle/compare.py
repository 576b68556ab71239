"""Compares what WGConfig makes of configuration files with what wg and wg-quick make of them.

Started by Tests/config-oracle/run, which gives it a /run of its own: a server there, which pretends to
be an interface, records what `wg addconf` sends.
"""

import argparse
import base64
import collections
import ipaddress
import json
import multiprocessing
import os
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path

import generate

HERE = Path(__file__).parent
NAME_HOST = "192.0.2.77"  # what resolve.c answers
SPACE = b" \t\n\v\f\r"


class Tools:
    """One version of wg and wg-quick."""

    def __init__(self, title, root, shim):
        if root:
            self.wg = [f"{root}/usr/lib64/ld-linux-x86-64.so.2", "--library-path",
                       f"{root}/usr/lib/x86_64-linux-gnu", f"{root}/usr/bin/wg"]
            self.quick = f"{root}/usr/bin/wg-quick"
        else:
            self.wg, self.quick = ["/usr/bin/wg"], "/usr/bin/wg-quick"
        said = subprocess.run([*self.wg, "--version"], capture_output=True, text=True, check=True)
        self.version = re.search(r"v([0-9.]+)", said.stdout).group(1)
        self.is_new = self.version > "1.0.2025"
        self.keeps_hash_in_hooks = "unstripped_value" in Path(self.quick).read_text("utf-8")
        self.title = f"{title}, {self.version}"
        self.environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "LD_PRELOAD": shim,
                            "WG_ENDPOINT_RESOLUTION_RETRIES": "0"}


class Interface:
    """A socket that wg takes for an interface in userspace."""

    def __init__(self, name):
        self.name = name
        self.sent = None
        Path("/run/wireguard").mkdir(exist_ok=True)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(f"/run/wireguard/{name}.sock")
        self.socket.listen(8)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.socket.accept()
            with connection:
                data = b""
                while not data.endswith(b"\n\n"):
                    more = connection.recv(1 << 20)
                    if not more:
                        break
                    data += more
                if data:
                    self.sent = data.decode().splitlines()
                    connection.sendall(b"errno=0\n\n")

    def add(self, tools, path):
        """The lines that `wg addconf` sends; nothing when it rejects the file."""
        self.sent = None
        done = subprocess.run([*tools.wg, "addconf", self.name, path], env=tools.environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"wg ended with status {done.returncode}")
        return self.sent if done.returncode == 0 else None


# ---- What both sides say, in one form ---------------------------------------------------------


def clamped(text):
    raw = bytearray.fromhex(text)
    if any(raw):
        raw[0] &= 248
        raw[31] = raw[31] & 127 | 64
    return raw.hex()


def endpoint(text):
    host, port = text.rsplit(":", 1)
    host = host.strip("[]")
    zone = ""
    if "%" in host:
        host, zone = host.split("%")
        zone = "%" + {"1": "lo"}.get(zone, zone)
    try:
        host = str(ipaddress.ip_address(host))
    except ValueError:
        host = NAME_HOST
    return f"{host}{zone}:{port}"


def network(text):
    return ipaddress.ip_network(text, strict=False)


def normal(lines):
    """The device's values, and the peers in order with the allowed IPs that stand in the end."""
    device, peers = {}, []
    for line in lines:
        name, _, value = line.partition("=")
        if name == "set" or not line:
            continue
        if name == "public_key":
            peers.append({"public_key": value, "replace": False, "ips": []})
        elif name == "allowed_ip":
            peers[-1]["ips"].append(value)
        elif name == "replace_allowed_ips":
            peers[-1]["replace"] = True
        elif name == "endpoint":
            peers[-1][name] = endpoint(value)
        elif peers:
            peers[-1][name] = value
        else:
            device[name] = clamped(value) if name == "private_key" else value
    for peer in peers:
        ips = [(ip.startswith("-"), ip.lstrip("-")) for ip in peer["ips"]]
        if any(removed for removed, _ in ips):
            last = {network(ip): removed for removed, ip in ips}
            ips = [one for one in ips if last[network(one[1])] == one[0]]
            ips.sort(key=lambda one: one[0])
        peer["ips"] = [(removed, str(ipaddress.ip_interface(ip))) for removed, ip in ips]
    return device, peers


# ---- The differences of docs/config.md ---------------------------------------------------------


def entry_on(data, line):
    """The key and the value of a line, without white space; and the raw value."""
    text = data.split(b"\n")[line - 1]
    name, _, value = text.split(b"#")[0].partition(b"=")
    compact = value.translate(None, SPACE).decode("latin-1")
    return name.translate(None, SPACE).decode("latin-1").lower(), compact, value.decode("latin-1")


def port_difference(port):
    if re.fullmatch(r"[+-]?\d+", port):
        number = int(port)
        if number > 65535:
            return "port-range"
        if port.startswith("-"):
            return "port-sign"
        return None
    return "service-name" if re.fullmatch(r"[a-z][a-z0-9-]*", port) else None


def endpoint_difference(value):
    host, _, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if port_difference(port):
        return port_difference(port)
    if re.fullmatch(r"\+\d+", port):
        return "endpoint-port-sign"
    if re.fullmatch(r"0+", port):
        return "endpoint-port-zero"
    if host == "*" or re.fullmatch(r"(?i)(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+)){0,3}\.?", host):
        return "number-forms"
    if re.fullmatch(r"[0-9a-fA-F:.]+%.*", host):
        return "zone"
    return None


def is_interface(text):
    if re.search(r"/0\d", text) or "/" in text and not text.split("/")[1].isdigit():
        return False
    try:
        ipaddress.ip_interface(text)
        return "%" not in text
    except ValueError:
        return False


def difference(data, dialect, line):
    """The published difference for which WGKit rejects a line that the others take, or None."""
    if b"\0" in data:
        return "nul"
    name, value, raw = entry_on(data, line)
    if name == "listenport":
        return port_difference(value)
    if name == "endpoint":
        return endpoint_difference(value)
    if dialect != "wg-quick":
        return None
    plain = raw.strip(SPACE.decode())
    words = re.split(r"[ ,\t]+", plain)
    own = {"address", "dns", "mtu", "table", "preup", "postup", "predown", "postdown", "saveconfig"}
    if name in own and b"=" not in data.split(b"\n")[line - 1].split(b"#")[0]:
        return "bare-key"
    if name == "address" and not all(is_interface(word) for word in words if word):
        return "address"
    if name == "dns":
        for word in filter(None, words):
            looks_numeric = re.fullmatch(r"[0-9.]+", word) or ":" in word
            try:
                ipaddress.ip_address(word)
                is_address = "%" not in word
            except ValueError:
                is_address = False
            if looks_numeric and not is_address:
                return "dns"
            if not looks_numeric and not re.fullmatch(r"~?[A-Za-z0-9._-]+", word):
                return "dns"
    if name == "mtu" and (not plain.isascii() or not re.fullmatch(r"0|[1-9]\d{0,9}", plain)
                          or int(plain) >= 1 << 32):
        return "mtu"
    if name == "table" and not re.fullmatch(r"[A-Za-z0-9_.][A-Za-z0-9_.-]*", plain):
        return "table"
    if name in ("preup", "postup", "predown", "postdown"):
        try:
            data.split(b"\n")[line - 1].decode("utf-8")
        except UnicodeDecodeError:
            return "hook-utf8"
    return None


def has_signs(data):
    for text in data.split(b"\n"):
        name, _, value = text.split(b"#")[0].translate(None, SPACE).partition(b"=")
        if name.lower() == b"allowedips" and re.search(rb"(^|,)[+-]", value):
            return True
    return False


def has_unknown_zone(data):
    """Whether an endpoint, be it one that a later one replaces, has an interface not on this machine, or
    the name of one where newer C libraries take only its number: behind an address that is not
    link-local."""
    for text in data.split(b"\n"):
        name, _, value = text.split(b"#")[0].translate(None, SPACE).partition(b"=")
        zone = re.fullmatch(rb"\[?([0-9a-fA-F:.]+)%([^][]+)\]?:[0-9]+", value)
        if name.lower() == b"endpoint" and zone and not zone.group(2).isdigit():
            if zone.group(2) != b"lo" or not is_link_local(zone.group(1)):
                return True
    return False


def is_link_local(text):
    try:
        return ipaddress.ip_address(text.decode()).is_link_local
    except ValueError:
        return False


# ---- One file ----------------------------------------------------------------------------------


class Checker:
    def __init__(self, tools, name):
        self.tools = tools
        self.interface = Interface(name)
        self.path = f"/run/{name}.conf"
        self.counts = collections.Counter()
        self.faults = []

    def check(self, data, dialect, ours, quick):
        """`quick` is what wg-quick made of the file: its values and the rest, or None."""
        rejected = ours[0][6:] if ours and ours[0].startswith("error ") else None
        theirs = values = None
        if dialect == "wg" or quick is not None:
            rest = data
            if dialect == "wg-quick":
                values, rest = quick
            Path(self.path).write_bytes(rest)
            theirs = self.interface.add(self.tools, self.path)
        if theirs is None:
            self.counts["rejected" if rejected else "only WGKit accepts"] += 1
            if rejected is None:
                if not self.tools.is_new and has_signs(data):
                    self.counts["difference signs"] += 1
                elif has_unknown_zone(data):
                    self.counts["difference zone"] += 1
                else:
                    self.fault(data, dialect, f"{self.tools.title} rejects, WGKit accepts: {ours}")
            return
        if rejected:
            reason = difference(data, dialect, int(rejected.split(":")[0]))
            self.counts[f"difference {reason}"] += 1
            if reason is None or reason == os.environ.get("SHOW"):
                self.fault(data, dialect, f"{self.tools.title} accepts, WGKit rejects: {rejected}")
            return
        self.counts["accepted"] += 1
        own = ("address", "dns", "search", "mtu", "table", "saveconfig", "preup", "postup", "predown",
               "postdown")
        plain = [one for one in ours if one.partition("=")[0] not in (*own, "strip")]
        if normal(plain) != normal(theirs):
            self.fault(data, dialect, f"values: {self.tools.title} {theirs}, WGKit {plain}")
        if dialect == "wg-quick":
            self.check_quick(data, [one for one in ours if one.partition("=")[0] in own], values,
                             bytes.fromhex(ours[-1].removeprefix("strip=")), quick[1])

    def check_quick(self, data, ours, theirs, stripped, rest):
        def form(items):
            made = []
            for item in items:
                name, _, value = item.partition("=")
                if name == "address":
                    value = str(ipaddress.ip_interface(value))
                elif name == "dns":
                    value = str(ipaddress.ip_address(value))
                elif name == "saveconfig":
                    value = {"1": "true", "0": "false"}.get(value, value)
                    if value == "false":
                        continue
                elif name == "mtu":
                    value = value and str(int(value))
                if value or name not in ("mtu", "table"):
                    made.append(f"{name}={value}")
            return sorted(made)

        def cut(items):
            return sorted(item.split("#")[0].rstrip() for item in items)

        if not self.tools.keeps_hash_in_hooks and any("#" in item for item in ours):
            self.counts["difference hook-comment"] += 1
            if cut(form(ours)) == cut(form(theirs)):
                return
        if form(ours) != form(theirs):
            self.fault(data, "wg-quick", f"{self.tools.title} {form(theirs)}, WGKit {form(ours)}")
        if stripped != rest:
            self.fault(data, "wg-quick", f"strip: {self.tools.title} {rest!r}, WGKit {stripped!r}")

    def fault(self, data, dialect, text):
        self.counts["faults"] += 1
        if len(self.faults) < 20:
            self.faults.append(f"{dialect} {data!r}\n    {text}")


# ---- Many files --------------------------------------------------------------------------------


def our_answers(driver, files):
    data = b"".join(b"%s %d\n" % (dialect.encode(), len(file)) + file for file, dialect in files)
    done = subprocess.run([driver], input=data, stdout=subprocess.PIPE, check=True)
    answers, answer = [], []
    for line in done.stdout.decode("utf-8").split("\n"):
        if line == ".":
            answers.append(answer)
            answer = []
        else:
            answer.append(line)
    assert len(answers) == len(files)
    return answers


def quick_answers(tools, files, folder):
    """What wg-quick makes of the files of its dialect, by their place in the list."""
    folder.mkdir(exist_ok=True)
    places = [place for place, (_, dialect) in enumerate(files) if dialect == "wg-quick"]
    for place in places:
        (folder / f"w{place}.conf").write_bytes(files[place][0])
    script = Path(tools.quick).read_text("utf-8").split("# ~~ function override insertion point")[0]
    script += (HERE / "dump-quick.bash").read_text("utf-8")
    (folder / "script").write_text(script, "utf-8")
    names = [str(folder / f"w{place}.conf") for place in places]
    empty = folder / "empty"  # `Address = *` expands to the names of files
    empty.mkdir(exist_ok=True)
    done = subprocess.run(["/bin/bash", str(folder / "script"), *names], cwd=empty,
                          env={"PATH": "/usr/bin:/bin"}, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    answers, answer = [], []
    for item in done.stdout.split(b"\0"):
        if item == b".":
            answers.append(answer)
            answer = []
        else:
            answer.append(item)
    assert len(answers) == len(places), (len(answers), len(places))
    result = {}
    for place, answer in zip(places, answers):
        (folder / f"w{place}.conf").unlink()
        if not answer or answer[-1] == b"failed":
            result[place] = None
        else:
            result[place] = ([item.decode("utf-8", "surrogateescape") for item in answer[:-1]],
                             answer[-1].removeprefix(b"strip="))
    return result


def work(job):
    tools, driver, seed, first, count, number = job
    checker = Checker(tools, f"wgt{number}")
    dialects = ("wg", "wg-quick")
    for begin in range(first, first + count, 500):
        end = min(begin + 500, first + count)
        files = [(generate.make(seed, n, dialects[n % 2]), dialects[n % 2])
                 for n in range(begin, end)]
        run(checker, driver, files, Path(f"/run/quick{number}"))
    return checker.counts, checker.faults


def run(checker, driver, files, folder):
    quick = quick_answers(checker.tools, files, folder)
    for place, ((data, dialect), ours) in enumerate(zip(files, our_answers(driver, files))):
        checker.check(data, dialect, ours, quick.get(place))


def vectors(job):
    tools, driver, folder, number = job
    files = []
    for path in sorted(Path(folder).glob("*.json")):
        for vector in json.loads(path.read_text("utf-8")):
            data = (base64.b64decode(vector["input_base64"]) if "input_base64" in vector
                    else vector["input"].encode())
            files.append((data, {"wg": "wg", "wgQuick": "wg-quick"}[vector["dialect"]]))
    checker = Checker(tools, f"wgt{number}")
    run(checker, driver, files, Path(f"/run/quick{number}"))
    return checker.counts, checker.faults


def report(title, results):
    """One line that says what was compared; answers whether all was well."""
    counts, faults = collections.Counter(), []
    for more, found in results:
        counts += more
        faults += found
    for fault in faults[:20]:
        print(f"    {fault}")
    total = counts["accepted"] + counts["rejected"]
    listed = ", ".join(f"{name.removeprefix('difference ')} {count}"
                       for name, count in sorted(counts.items()) if name.startswith("difference "))
    print(f"{'FAILED' if counts['faults'] else 'ok'}: {title}: accepted by both {counts['accepted']}, "
          f"rejected by both {counts['rejected']}, published differences: {listed or 'none'}; "
          f"faults {counts['faults']}", flush=True)
    return counts["faults"] == 0 and counts["accepted"] > 0 and total > 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", required=True)
    parser.add_argument("--shim", required=True)
    parser.add_argument("--new-tools", default="")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    every = [Tools("Debian 12", "", options.shim)]
    if options.new_tools:
        every.append(Tools("Debian 14", options.new_tools, options.shim))
    passed = failed = 0
    print(f"seed {options.seed}")
    number = 0
    with multiprocessing.Pool(options.jobs, maxtasksperchild=1) as pool:
        for tools in every:
            share = -(-options.files // options.jobs)
            jobs = []
            for first in range(0, options.files, share):
                number += 1
                jobs.append((tools, options.driver, options.seed, first,
                             min(share, options.files - first), number))
            number += 1
            checks = [
                (f"the vectors against {tools.title}",
                 pool.map(vectors, [(tools, options.driver, options.vectors, number)])),
                (f"{options.files} files against {tools.title}", pool.map(work, jobs, chunksize=1)),
            ]
            for title, results in checks:
                if report(title, results):
                    passed += 1
                else:
                    failed += 1
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
