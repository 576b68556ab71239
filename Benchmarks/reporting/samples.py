"""Reads samples and makes medians and ratios of them.

A ratio is taken within a round, where both worked at nearly the same moment; the median of those
ratios is what is printed.
"""

import datetime
import math
import statistics

from .machine import machine
from .rows import row_of


def read(files):
    samples, facts = {}, {"version": {}, "fact": {}, "left out": {}, "date": {}}
    for name in files:
        with open(name, encoding="utf-8") as lines:
            for line in lines:
                kind, *rest = line.rstrip("\n").split("\t")
                if kind == "sample":
                    row, turn, contender, metric, value = rest
                    rounds = samples.setdefault(row, {}).setdefault(metric, {})
                    rounds.setdefault(turn, {})[contender] = float(value)
                elif kind in facts:
                    facts[kind][rest[0]] = rest[1]
    return samples, facts


def spread(values):
    low, _, high = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return {
        "median": statistics.median(values),
        "quartiles": [low, high],
        "range": [min(values), max(values)],
    }


def compare(rounds, baseline):
    """For each contender its own figures and, where both worked, its ratios to the baseline."""
    values, ratios = {}, {}
    # The baseline's own figure comes from the rounds that it shares with the most contenders.
    most = max(len(contenders) for contenders in rounds.values())
    for contenders in rounds.values():
        for name, value in contenders.items():
            if contenders.get(baseline, 0) > 0:
                ratios.setdefault(name, []).append(value / contenders[baseline])
            if name != baseline or len(contenders) == most:
                values.setdefault(name, []).append(value)
    return {
        name: {
            "rounds": len(values[name]),
            "absolute": spread(values[name]),
            "ratio": spread(ratios[name]) if name in ratios else None,
        }
        for name in values
    }


def growth(row, metric, contender):
    """The exponent between the two largest sizes that a contender was measured at."""
    found = sorted(
        (size, metrics[metric][contender]["absolute"]["median"])
        for size, metrics in row["sizes"].items()
        if size is not None and contender in metrics.get(metric, ())
    )
    if len(found) < 2 or found[-2][1] <= 0 or found[-1][1] <= 0:
        return None
    (small, less), (large, more) = found[-2:]
    return math.log(more / less) / math.log(large / small)


def document(samples, facts):
    rows = {}
    for key, metrics in samples.items():
        name, _, size = key.partition("@")
        known = row_of(name)
        row = rows.setdefault(
            name, {"name": name, "title": known.title, "baseline": known.baseline, "sizes": {}}
        )
        row["sizes"][int(size) if size else None] = {
            metric: compare(rounds, known.baseline) for metric, rounds in metrics.items()
        }
    for row in rows.values():
        row["growth"] = {
            contender: exponent
            for contender in contenders_of(row)
            if (exponent := growth(row, row_of(row["name"]).metric, contender)) is not None
        }
    return {
        "date": max(facts["date"].values(), default=datetime.date.today().isoformat()),
        "dates": facts["date"],
        "machine": machine(),
        "versions": facts["version"],
        "left_out": facts["left out"],
        "facts": facts["fact"],
        "rows": list(rows.values()),
    }


def contenders_of(row):
    """All names of a row, in the order in which they came, the baseline first."""
    names = dict.fromkeys(
        name
        for metrics in row["sizes"].values()
        for metric, figures in metrics.items()
        if metric == row_of(row["name"]).metric
        for name in figures
    )
    return sorted(names, key=lambda name: name != row["baseline"])


def figure(row, size, metric, contender):
    """The figures of a contender, or None."""
    return row["sizes"].get(size, {}).get(metric, {}).get(contender)
