"""When the things of a hall are all in use."""

from collections.abc import Sequence
from itertools import pairwise

from facilities.rules.spans import Span, merge


def used_up(stock: int, loans: Sequence[tuple[Span, int]]) -> list[Span]:
    """When as many as there are go with bookings; `loans` are when how many do."""
    edges = sorted({at for span, _ in loans for at in (span.start, span.end)})
    out = ((since, sum(count for span, count in loans if since in span)) for since, _ in pairwise(edges))
    return merge(
        Span(since, until)
        for (since, count), (_, until) in zip(out, pairwise(edges), strict=True)
        if count >= stock
    )


def at_once(stretches: Sequence[Sequence[Span]]) -> list[Span]:
    """When all of some stretches run at once; never, for none."""
    found = list(stretches[0]) if stretches else []
    for others in stretches[1:]:
        found = [both for one in found for other in others if (both := one.intersection(other))]
    return found


def without(stock: int, loans: Sequence[tuple[int, Span, int]]) -> set[int]:
    """Of bookings that go with a thing (each its key, its time, how many), those for which `stock` no longer
    suffices: whoever comes first in the sequence keeps theirs."""
    kept: list[tuple[Span, int]] = []
    lacking = set()
    for key, span, count in loans:
        # Where so many are out, fewer are left than it takes.
        if used_up(stock - count + 1, [one for one in kept if one[0].overlaps(span)]) or count > stock:
            lacking.add(key)
        else:
            kept.append((span, count))
    return lacking
