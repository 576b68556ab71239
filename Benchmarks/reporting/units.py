"""Numbers as people read them."""


def three(number):
    """Three digits, or all before the point."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def scaled(number, units):
    for factor, unit in units:
        if number >= factor:
            return f"{three(number / factor)} {unit}"
    factor, unit = units[-1]
    return f"{three(number / factor)} {unit}"


def duration(nanoseconds):
    return scaled(nanoseconds, ((1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")))


def count(number):
    if number < 1e4:
        return f"{number:,.0f}"
    return scaled(number, ((1e9, "G"), (1e6, "M"), (1e3, "k")))


def memory(number):
    return scaled(number, ((1e6, "MB"), (1e3, "kB"))) if number else "0"


def amount(metric, number):
    """A number of a metric in its unit."""
    if metric.endswith("nanoseconds"):
        return duration(number)
    return memory(number) if metric == "peak bytes" else count(number)


def exponent(number):
    return "" if number is None else f"{round(number, 2) + 0:.2f}"


def ratio(number):
    """Two digits at least, however small."""
    return three(number) if number >= 0.1 or number <= 0 else f"{number:.2g}"
