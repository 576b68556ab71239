"""What the rows are called, what is 1.00 in them, and what cannot be quicker."""

from dataclasses import dataclass

CLOCK = "nanoseconds"
PROCESSOR = "cpu nanoseconds"


@dataclass(frozen=True)
class Row:
    name: str
    title: str
    baseline: str = "WGKit"
    #: The metric that is quoted.
    metric: str = CLOCK
    #: Said beneath the table.
    note: str = ""


LIMIT = "limit: "

ROWS = {
    row.name: row
    for row in (
        Row("pair", "One key pair: 32 random bytes and their public key"),
        Row("derive", "The public key of a private key: 32 bytes in, 32 bytes out"),
        Row(
            "batch",
            "10,000 key pairs, each of them",
            note="All but WGKit make them one by one. The limit is the randomness, 32 bytes of the"
            " kernel's for each key: its ratio is the share that it has.",
        ),
        Row("base64", "A public key written in base64 and read again"),
        Row("start", "The start of a program that prints its version", "wgk", PROCESSOR),
        Row("genkey", "`genkey | pubkey`, two processes and a pipe", "wgk", PROCESSOR),
        Row("load", "A library loaded into a program in C", "libwgkit"),
        Row("load-python", "A library loaded by ctypes", "libwgkit"),
        Row("import", "A Python package imported, from the start of the import", "wgkit"),
        Row(
            "parse-swift",
            "A configuration file parsed",
            "WGKit",
            PROCESSOR,
            "`WGKit` decodes every value, in Swift; `WGKit, document` is what an edit needs. Both"
            " and the limit, a copy of the file and a search for its newlines, are the fastest of"
            " 15 times.",
        ),
        Row(
            "parse",
            "A configuration file parsed from Python",
            "wgkit",
            PROCESSOR,
            "`wgkit` checks every value and makes a Python object of it, `wgkit, document` makes"
            " none, wgconfig and wg-conf keep values as text.",
        ),
        Row("edit", "One peer of a file changed in Python: read, edit, write", "wgkit", PROCESSOR),
        Row("render", "A server's file made from values in Python", "wgkit", PROCESSOR),
        Row(
            "answered-setconf",
            "A file given to a device by a process, its start taken off",
            "wgk setconf",
            PROCESSOR,
            "In this row and the next two both programs run with a library that answers them as the"
            " kernel does, so that the kernel's part is left out, and nothing is emulated. A peer"
            " has an IPv4 and an IPv6 allowed IP.",
        ),
        Row("answered-dump", "A device read by a process", "wgk show dump", PROCESSOR),
        Row(
            "answered-syncconf",
            "A device synced by a process when one peer differs",
            "wgk syncconf",
            PROCESSOR,
        ),
        Row("profile", "A client created in a store of so many", "wgkit"),
        Row("usage", "One sample of every peer put into the ledger", "wgkit"),
        Row("python-pair", "One key pair from Python", "wgkit"),
        Row("read", "10,000 peers read, in a program"),
        Row("process", "10,000 peers read, as a process", "wgk show dump"),
        Row(
            "write",
            "10,000 peers written to a device without any, in a program",
            note="The device has no private key: with one the kernel multiplies on a curve for each"
            " peer that it is given, which takes ten times as long as all else, whoever gives"
            " them. This holds for the next row too.",
        ),
        Row("setconf", "10,000 peers written, as a process: file and all", "wgk setconf"),
        Row("sync", "A device of 10,000 peers synced when one differs, in a program"),
        Row(
            "syncconf",
            "A device of 10,000 peers synced when one differs, as a process: file and all",
            "wgk syncconf",
        ),
        Row("python-read", "10,000 peers read from Python", "wgkit, peers"),
        Row(
            "python-read-slow", "10,000 peers read from Python by packages of PyPI", "wgkit, peers"
        ),
        Row("python-write", "10,000 peers written from Python", "wgkit"),
        Row("python-sync", "A device synced from Python when one peer differs", "wgkit"),
    )
}

#: Which row belongs to which heading of the page.
GROUPS = {
    "Keys": ("pair", "derive", "batch", "base64", "python-pair"),
    "Processes and libraries": ("start", "genkey", "load", "load-python", "import"),
    "Configuration files": ("parse-swift", "parse", "edit", "render"),
    "`wg` and `wgk` without the kernel": (
        "answered-setconf",
        "answered-dump",
        "answered-syncconf",
    ),
    "Devices": (
        "read",
        "process",
        "write",
        "setconf",
        "sync",
        "syncconf",
        "python-read",
        "python-read-slow",
        "python-write",
        "python-sync",
    ),
    "Clients and traffic": ("profile", "usage"),
}

#: Why a contender is quicker, by row and contender.
_AT_LOAD = (
    "libwgkit tests its arithmetic and makes its tables when it is loaded, so that a fork meets"
    " none half made; libsodium does that in `sodium_init`, which is not called here"
)
_PART = "libwgkit needs it and loads it too"
_ALL = "it imports what its keys need, wgkit all of its modules and their library"
_FIRST_KEY = "before its first key `wgk` tests its arithmetic and makes a table of 77 KB"
_CTYPES = "wgkit hands its library each value by itself, through ctypes"
_SMALLEST = "for one peer the call through ctypes takes longer than the work"
_TEXT = "it keeps every value as text and checks none"
_LARGER = "a program ten times as large has more to bring into memory"
_TRANSLATED = (
    "`wgk` takes fewer instructions, of more code, and the emulator translates code anew in"
    " every process"
)
REASONS = {
    ("base64", "OpenSSL"): "it looks letters up in a table; WGKit computes them, so that no address"
    " depends on a key, and makes a string",
    ("genkey", "wg"): _FIRST_KEY,
    ("load", "libmnl"): _PART,
    ("load-python", "libmnl"): _PART,
    ("load", "libsodium"): _AT_LOAD,
    ("load-python", "libsodium"): _AT_LOAD,
    ("import", "wgconfig"): "it is one file of Python without a library",
    ("import", "cryptography"): _ALL,
    ("import", "PyNaCl"): _ALL,
    ("parse", "wgconfig"): _TEXT,
    ("parse", "wg-conf"): _TEXT,
    ("parse", "wireguard-tools"): _SMALLEST,
    ("edit", "wgconfig"): _SMALLEST,
    ("edit", "wg-conf"): _SMALLEST,
    ("edit", "wireguard-tools"): _SMALLEST,
    ("render", "wgconfig"): _SMALLEST,
    ("render", "wireguard-tools"): _CTYPES,
    ("python-sync", "wg syncconf"): _CTYPES,
    ("process", "wg show dump"): _TRANSLATED,
    ("setconf", "wg setconf"): _TRANSLATED,
    ("syncconf", "wg syncconf"): _TRANSLATED,
    ("answered-dump", "wg show dump"): _LARGER,
    ("answered-syncconf", "wg syncconf"): _LARGER,
    ("answered-setconf", "wg setconf"): _LARGER,
}


def row_of(name):
    """The row of that name, or that of a thing which WGKit does by itself."""
    return ROWS.get(name) or Row(name, name[:1].upper() + name[1:], "WGKit", PROCESSOR)


def is_limit(contender):
    return contender.startswith(LIMIT)


def is_own(contender):
    """Whether it is another way of WGKit's own."""
    return (
        contender.split(",")[0] in ("WGKit", "wgkit", "libwgkit") or contender.split()[0] == "wgk"
    )
