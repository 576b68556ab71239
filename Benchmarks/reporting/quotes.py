"""What the README quotes of a run: a few rows of the page, between two marks."""

from .page import shown
from .rows import row_of
from .samples import figure
from .units import ratio

BEGIN, END = "<!-- benchmarks: written by Benchmarks/run -->", "<!-- /benchmarks -->"

#: Row, size and contender.
QUOTED = (
    ("pair", None, "swift-crypto"),
    ("batch", None, "swift-crypto"),
    ("python-pair", None, "cryptography"),
    ("parse-swift", 4096, "wgconfig"),
    ("edit", 4096, "wgconfig"),
    ("answered-setconf", 4096, "wg setconf"),
    ("answered-dump", 4096, "wg show dump"),
    ("answered-syncconf", 4096, "wg syncconf"),
    ("python-read", None, "wg show dump, split"),
    ("python-write", None, "pyroute2, one message a peer"),
    ("python-sync", None, "wg syncconf"),
)


def lines(result):
    rows = {row["name"]: row for row in result["rows"]}
    yield "| | peers | | takes so many times as long |"
    yield "|---|---:|---|---:|"
    for name, size, contender in QUOTED:
        found = name in rows and figure(rows[name], size, row_of(name).metric, contender)
        if found and found["ratio"]:
            peers = "" if size is None else f"{size:,}"
            value = ratio(found["ratio"]["median"])
            yield f"| {row_of(name).title} | {peers} | {shown(contender)} | {value} |"


def replaced(text, result):
    """The README with what this run says."""
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return before + "\n".join([BEGIN, *lines(result), END]) + behind
