"""Where somebody else is quicker than WGKit."""

from .rows import REASONS, is_limit, is_own, row_of
from .samples import contenders_of, figure

#: Less than this is no difference.
CLEAR = 0.97


def losses(result):
    """(row, size, contender, ratio, reason) for each that is quicker and no way of WGKit's own."""
    for row in result["rows"]:
        metric = row_of(row["name"]).metric
        for contender in contenders_of(row):
            if is_limit(contender) or is_own(contender):
                continue
            for size in sorted(row["sizes"], key=lambda size: size or 0):
                found = figure(row, size, metric, contender)
                if found and found["ratio"] and found["ratio"]["median"] < CLEAR:
                    reason = REASONS.get((row["name"], contender), "")
                    yield row, size, contender, found["ratio"]["median"], reason
