"""The result as tables for a terminal."""

from .machine import described
from .rows import row_of
from .samples import contenders_of, figure
from .units import amount, ratio

TITLES = {
    "nanoseconds": "time",
    "cpu nanoseconds": "user + system",
    "user nanoseconds": "user",
    "instructions": "instructions",
    "allocations": "allocations",
    "peak bytes": "memory",
}


def cell(metric, found):
    """A ratio, its quartiles, and in brackets the contender's own median."""
    if found is None:
        return " " * 34
    own = "(" + amount(metric, found["absolute"]["median"]) + ")"
    if not found["ratio"]:
        return f"{'':>8}  {'':11}{own:>13}"
    low, high = found["ratio"]["quartiles"]
    around = "" if low == high else f"{ratio(low)}–{ratio(high)}"
    return f"{ratio(found['ratio']['median']):>8}  {around:<11}{own:>13}"


def table(row):
    head = f"{row['title']} ({row['baseline']} = 1.00)"
    for size, metrics in sorted(row["sizes"].items(), key=lambda one: one[0] or 0):
        shown = [metric for metric in TITLES if metric in metrics]
        yield head if size is None else f"{head}, {size:,}"
        yield f"  {'':34}" + "".join(f"{TITLES[metric]:>34}" for metric in shown)
        for name in contenders_of(row):
            cells = [cell(metric, figure(row, size, metric, name)) for metric in shown]
            if any(one.strip() for one in cells):
                yield f"  {name:<34}{''.join(cells)}".rstrip()
    for name, exponent in row["growth"].items():
        yield f"  {name} grows with the size to the power of {exponent:.2f}"
    yield ""


def lines(result):
    for row in sorted(result["rows"], key=lambda row: row_of(row["name"]).name not in row["name"]):
        yield from table(row)
    for name, fact in result["facts"].items():
        yield f"{name}: {fact}"
    for name, reason in result["left_out"].items():
        yield f"{name} is left out: {reason}"
    yield ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    yield f"{described(result['machine'])}, {result['date']}"
