"""The picture of the docs: how many times as long as WGKit the others take."""

import math
from html import escape

from .rows import is_limit, is_own, row_of
from .samples import contenders_of, figure
from .units import ratio

#: The rows of the picture, from above.
SHOWN = ("pair", "batch", "base64", "python-pair", "genkey", "start", "answered-setconf",
         "answered-dump", "answered-syncconf", "process", "setconf", "syncconf", "python-read",
         "python-read-slow", "python-write", "python-sync", "parse-swift", "edit",
         "render")  # fmt: skip
WIDTH, LEFT, RIGHT, LINE = 900, 300, 70, 20
QUICKER, SLOWER, LIMIT = "#c2410c", "#1d4ed8", "#9ca3af"


def bars(row):
    """(name, ratio) of the others, at the largest size at which all who came so far are there."""
    metric = row_of(row["name"]).metric
    size = max(row["sizes"], key=lambda size: size or 0)
    for name in contenders_of(row):
        found = figure(row, size, metric, name)
        if found and found["ratio"] and not is_own(name):
            yield name, found["ratio"]["median"]


def heading(row):
    size = max(row["sizes"], key=lambda size: size or 0)
    title = row["title"].replace("`", "")
    return title if size is None else f"{title}, {size:,} peers"


def drawing(result):
    rows = {row["name"]: row for row in result["rows"]}
    blocks = [(heading(rows[name]), sorted(bars(rows[name]), key=lambda bar: bar[1]))
              for name in SHOWN if name in rows]  # fmt: skip
    blocks = [block for block in blocks if block[1]]
    values = [value for _, found in blocks for _, value in found if value > 0] or [1]
    low = min(math.floor(math.log10(min(values))), 0)
    high = max(math.ceil(math.log10(max(values))), 1)

    def place(value):
        value = max(value, 10**low)
        return LEFT + (math.log10(value) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    top = 60
    height = top + sum(LINE * (len(found) + 1) + 10 for _, found in blocks) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        '<text x="10" y="20" font-size="15" font-weight="bold">How many times as long as WGKit'
        " (1 is WGKit, further left is quicker)</text>",
    ]
    for power in range(low, high + 1):
        x = place(10**power)
        line = "#111827" if power == 0 else "#e5e7eb"
        label = f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
        parts.append(f'<line x1="{x:.1f}" y1="48" x2="{x:.1f}" y2="{height - 10}" '
                     f'stroke="{line}"/>')  # fmt: skip
        parts.append(f'<text x="{x:.1f}" y="42" text-anchor="middle" fill="#374151">{label}</text>')
    y = top
    for title, found in blocks:
        parts.append(f'<text x="10" y="{y + 14}" font-weight="bold">{escape(title)}</text>')
        y += LINE
        for name, value in found:
            colour = LIMIT if is_limit(name) else QUICKER if value < 1 else SLOWER
            left, right = sorted((place(1), place(value)))
            parts.append(
                f'<text x="{LEFT - 170}" y="{y + 14}" fill="#374151">{escape(name)}</text>'
            )
            parts.append(f'<rect x="{left:.1f}" y="{y + 4}" width="{max(right - left, 1):.1f}" '
                         f'height="12" fill="{colour}"/>')  # fmt: skip
            parts.append(f'<text x="{right + 5:.1f}" y="{y + 14}" fill="{colour}">'
                         f"{ratio(value)}</text>")  # fmt: skip
            y += LINE
        y += 10
    return "\n".join([*parts, "</svg>"]) + "\n"
