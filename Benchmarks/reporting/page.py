"""The page of the docs: docs/benchmarks.md."""

from .losses import losses
from .machine import described
from .rows import GROUPS, LIMIT, ROWS, is_limit, is_own, row_of
from .samples import contenders_of, figure, growth
from .units import amount, exponent, ratio

HEAD = """# Benchmarks

What WGKit takes beside what a program could use in its place. `Benchmarks/run --write` has made
this page and its picture from what it measured on one machine;
[Benchmarks](../Benchmarks/README.md) says how, and what each contender does.

The contenders took turns, round by round. A ratio is taken within a round, and the median of these
ratios is shown: 2.00 is twice as long as WGKit takes, 0.50 half as long. In brackets is the median
of the contender's own figures. The times of devices are those of an emulated machine, 5 to 20 times
longer than on a real one: only their ratios mean something."""


#: An exponent over this needs a reason.
STEEP = 1.15


def said(found, metric):
    if not found["ratio"]:
        return amount(metric, found["absolute"]["median"])
    return f"{ratio(found['ratio']['median'])} ({amount(metric, found['absolute']['median'])})"


def plain_table(row):
    """A row without sizes: the metrics beside each other."""
    titles = {"nanoseconds": "time", "cpu nanoseconds": "user + system",
              "user nanoseconds": "user", "instructions": "instructions",
              "peak bytes": "memory"}  # fmt: skip
    metrics = [metric for metric in titles if metric in row["sizes"][None]]
    yield "| | " + " | ".join(titles[metric] for metric in metrics) + " |"
    yield "|---|" + "---:|" * len(metrics)
    for name in ordered(row, None):
        cells = []
        for metric in metrics:
            found = figure(row, None, metric, name)
            cells.append(said(found, metric) if found else "")
        yield f"| {shown(name)} | " + " | ".join(cells) + " |"


def sized_table(row):
    """A row of sizes: these beside each other, and how it grows."""
    metric = row_of(row["name"]).metric
    sizes = sorted(size for size in row["sizes"] if size is not None)
    yield "| | " + " | ".join(f"{size:,}" for size in sizes) + " | memory at most | growth |"
    yield "|---|" + "---:|" * (len(sizes) + 2)
    for name in ordered(row, sizes[0]):
        cells = []
        peak = ""
        for size in sizes:
            found = figure(row, size, metric, name)
            cells.append(said(found, metric) if found else "")
            used = figure(row, size, "peak bytes", name)
            if used:
                peak = amount("peak bytes", used["absolute"]["median"])
        cells += [peak, exponent(row["growth"].get(name))]
        yield f"| {shown(name)} | " + " | ".join(cells) + " |"


def ordered(row, size):
    """Quickest first."""
    metric = row_of(row["name"]).metric

    def place(name):
        found = figure(row, size, metric, name)
        return found["absolute"]["median"] if found else float("inf")

    return sorted(contenders_of(row), key=place)


def shown(name):
    return f"*{name}*" if name.startswith(LIMIT) else name.replace("|", "\\|")


def comparison(row):
    yield f"### {row['title']}"
    yield ""
    yield f"{row['baseline']} is 1.00" + (
        ", by the processor's time." if row_of(row["name"]).metric == "cpu nanoseconds" else "."
    )
    yield ""
    yield from plain_table(row) if None in row["sizes"] else sized_table(row)
    yield ""
    note = row_of(row["name"]).note
    if note:
        yield note
        yield ""


def alone(rows):
    """What WGKit does by itself."""
    yield "## By size"
    yield ""
    yield (
        "What WGKit does by itself, at the largest size that was measured; in brackets the size."
        " Instructions and allocations are counted under valgrind. Growth is the exponent between"
        " the two largest sizes: 1.00 is a time that grows as the size does, 0.00 one that does"
        " not grow."
    )
    yield ""
    yield "| | time | of its limit | growth | instructions | allocations | memory |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        cells = [row["title"]]
        for metric in ("cpu nanoseconds", "limit", "growth", "instructions", "allocations",
                       "peak bytes"):  # fmt: skip
            if metric == "limit":
                limit = next(filter(is_limit, contenders_of(row)), "")
                cells.append(next(reversed([*of_limit(row, "WGKit", limit)]), ""))
                continue
            if metric == "growth":
                cells.append(exponent(row["growth"].get("WGKit")))
                continue
            found = [(size, figure(row, size, metric, "WGKit")) for size in row["sizes"]]
            found = [(size, one) for size, one in found if one]
            if not found:
                cells.append("")
                continue
            size, one = max(found, key=lambda pair: pair[0])
            of = f" ({size:,})" if size > 1 else ""
            cells.append(amount(metric, one["absolute"]["median"]) + of)
        yield "| " + " | ".join(cells) + " |"
    yield ""
    steep = list(more_than_linear(rows))
    if steep:
        yield from [*steep, ""]


def more_than_linear(rows):
    """Where time grows faster than the size, and what instructions say of it."""
    for row in rows:
        time, instructions = row["growth"].get("WGKit"), growth(row, "instructions", "WGKit")
        if time is None or time <= STEEP:
            continue
        line = f"- {row['title']}: its time grows with {exponent(time)}"
        if instructions is not None and instructions < STEEP:
            line += (
                f", its instructions with {exponent(instructions)}: the rest is memory, which"
                " caches no longer hold or the system gives anew each time"
            )
        yield line + "."


def where_others_lead(result):
    yield "## Where others are quicker"
    yield ""
    yield "How much of WGKit's time they take, and the likely reason, which was not measured apart."
    yield ""
    found = list(losses(result))
    if not found:
        yield "Nowhere in what was measured."
    places = {}
    for row, size, contender, value, reason in found:
        of = places.setdefault((row["name"], contender), (row, reason, []))
        of[2].append(ratio(value) if size is None else f"{ratio(value)} at {size:,}")
    for (_, contender), (row, reason, values) in places.items():
        because = f": {reason}" if reason else ""
        yield f"- {row['title']}: {contender}, {', '.join(values)}{because}."
    yield ""


def limits(result):
    yield "## How far from the limit"
    yield ""
    yield "A limit is what cannot be left out; WGKit takes so many times as long."
    yield ""
    for row in result["rows"]:
        for limit in filter(is_limit, contenders_of(row)):
            parts = []
            for contender in filter(is_own, contenders_of(row)):
                values = list(of_limit(row, contender, limit))
                if values:
                    parts.append(f"{contender} {', '.join(values)}")
            if parts:
                yield f"- {row['title']}, beside {limit[len(LIMIT) :]}: {'; '.join(parts)}."
    yield ""


def of_limit(row, contender, limit):
    """How many times as long as a limit a way of WGKit's takes, for each size."""
    metric = row_of(row["name"]).metric
    for size in sorted(row["sizes"], key=lambda size: size or 0):
        ours, least = (figure(row, size, metric, name) for name in (contender, limit))
        if ours and least and ours["ratio"] and least["ratio"] and least["ratio"]["median"] > 0:
            value = ratio(ours["ratio"]["median"] / least["ratio"]["median"])
            yield value if size is None else f"{value} at {size:,}"


def lines(result):
    rows = {row["name"]: row for row in result["rows"]}
    yield HEAD
    yield ""
    yield "![How many times as long as WGKit](benchmarks.svg)"
    yield ""
    yield f"Measured on {described(result['machine'])}, {result['date']}."
    yield ""
    versions = (f"{name} {version}" for name, version in sorted(result["versions"].items()))
    yield "Versions: " + ", ".join(versions) + "."
    yield ""
    yield from where_others_lead(result)
    yield from limits(result)
    for group, names in GROUPS.items():
        if any(name in rows for name in names):
            yield f"## {group}"
            yield ""
            for name in names:
                if name in rows:
                    yield from comparison(rows[name])
    own = [row for name, row in rows.items() if name not in ROWS]
    if own:
        yield from alone(own)
    yield "## Facts of this run"
    yield ""
    for name, fact in result["facts"].items():
        yield f"- {name}: {fact}"
    for name, reason in result["left_out"].items():
        yield f"- Left out: {name} ({reason})"
