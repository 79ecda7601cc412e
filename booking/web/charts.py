"""Charts as inline SVG, drawn by the server; colours come from `figures.css`, words from outside.

A chart is a picture of a table that stands below it: it is one image to a screen reader, named by its
sentence. What is told apart by colour is told apart by a pattern and by a label, too.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDE, HIGH = 640, 300  # of the picture, in its own units
LEFT, RIGHT, TOP, BOTTOM = 52, 112, 12, 28
LABEL = 17  # between the lines of two labels
# For each pattern the path that it repeats; the colours lie under it.
PATTERNS = (("dots", "M2 2h2v2h-2z"), ("lines", "M-1 9L9 -1M-1 1L1 -1M7 9L9 7"), ("rows", "M0 6h8"))


class Series(NamedTuple):
    """A band of the columns: its words, its class in the stylesheet, its pattern ("": none), its values."""

    words: str
    look: str
    pattern: str
    values: Sequence[int]


class Bar(NamedTuple):
    words: str
    value: int
    said: str


def stacked(name: str, columns: Sequence[str], series: Sequence[Series]) -> SafeString:
    """Columns of series that lie on one another, the first at the bottom; its words stand beside the last."""
    tops = [sum(one.values[place] for one in series) for place in range(len(columns))]
    ticks = scale(max(tops, default=0))
    places = _places(len(columns))
    return _picture(
        name,
        [
            _patterns(),
            *_lines(ticks),
            *(_column(series, place, x, wide, ticks[-1]) for place, (x, wide) in enumerate(places)),
            *(_under(words, x + wide / 2) for words, (x, wide) in zip(columns, places, strict=True)),
            *_beside(series, len(columns) - 1, ticks[-1]),
        ],
    )


def columns(name: str, words: Sequence[str], values: Sequence[int], look: str) -> SafeString:
    """Plain columns, each with its number over it."""
    ticks, places = scale(max(values, default=0)), _places(len(words))
    numbers = format_html_join(
        "",
        '<text class="v" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (_round(x + wide / 2), _round(_y(value, ticks[-1]) - 5), f"{value:,}")
            for (x, wide), value in zip(places, values, strict=True)
            if value
        ),
    )
    series = [Series("", look, "", values)]
    return _picture(
        name,
        [
            _patterns(),
            *_lines(ticks),
            *(_column(series, place, x, wide, ticks[-1]) for place, (x, wide) in enumerate(places)),
            *(_under(label, x + wide / 2) for label, (x, wide) in zip(words, places, strict=True)),
            numbers,
        ],
    )


def bars(name: str, rows: Sequence[Bar], look: str) -> SafeString:
    """A bar for each row under its words, its number behind it."""
    deep, length = 46, WIDE - 90
    most = max((one.value for one in rows), default=0) or 1
    drawn = format_html_join(
        "",
        '<text x="0" y="{}">{}</text><rect class="{}" x="0" y="{}" width="{}" height="16" rx="4"/>'
        '<text class="v" x="{}" y="{}">{}</text>',
        (
            (
                *(deep * place + 14, one.words, look, deep * place + 21, _round(length * one.value / most)),
                *(_round(length * one.value / most + 8), deep * place + 34, one.said),
            )
            for place, one in enumerate(rows)
        ),
    )
    return _svg(name, WIDE, deep * len(rows) + 2, drawn)


def against(name: str, first: int, now: int) -> SafeString:
    """A bar for now, and a line where the first number was."""
    most = max(first, now) or 1
    bar, line = _round(300 * now / most), _round(min(max(300 * first / most, 2), 298))
    drawn = format_html(
        '<rect class="c-all" x="0" y="5" width="300" height="10" rx="4"/>'
        '<rect class="c-now" x="0" y="5" width="{}" height="10" rx="4"/>'
        '<path class="c-first" d="M{} 0V20"/>',
        bar,
        line,
    )
    return _svg(name, 300, 20, drawn)


def scale(most: int) -> list[int]:
    """Round numbers from 0 to one that is no less than `most`, four or five of them."""
    step = 1
    while step * 4 < most:
        # 1, 2, 5, 10, 20, 50 …
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return [step * place for place in range(-(-most // step) + 1)] if most else [0, 1]


def _places(count: int) -> list[tuple[float, float]]:
    """Where each column begins, and how wide it is."""
    room = (WIDE - LEFT - RIGHT) / max(count, 1)
    wide = min(room * 0.68, 64)
    return [(LEFT + room * place + (room - wide) / 2, wide) for place in range(count)]


def _y(value: float, most: int) -> float:
    return HIGH - BOTTOM - (HIGH - BOTTOM - TOP) * value / most


def _column(series: Sequence[Series], place: int, x: float, wide: float, most: int) -> SafeString:
    ends = [sum(one.values[place] for one in series[:count]) for count in range(len(series) + 1)]
    boxes = zip(series, pairwise(ends), strict=True)
    return format_html_join(
        "",
        "{}",
        (
            (_box(one, x, _y(upper, most), wide, _y(lower, most) - _y(upper, most)),)
            for one, (lower, upper) in boxes
            if upper > lower
        ),
    )


def _box(one: Series, x: float, y: float, wide: float, high: float) -> SafeString:
    where = format_html(
        'x="{}" y="{}" width="{}" height="{}"', *(_round(number) for number in (x, y, wide, high))
    )
    drawn = format_html('<rect class="{}" {}/>', one.look, where)
    return drawn + format_html('<rect fill="url(#p-{})" {}/>', one.pattern, where) if one.pattern else drawn


def _beside(series: Sequence[Series], place: int, most: int) -> list[SafeString]:
    """The words of each series at the height of its part of the last column, never one upon another."""
    if place < 0:
        return []
    told: list[SafeString] = []
    lowest, height = HIGH - BOTTOM + LABEL - 4.0, 0
    for one in series:
        middle = _y(height + one.values[place] / 2, most) + 4
        height += one.values[place]
        lowest = min(middle, lowest - LABEL)
        told.append(format_html('<text x="{}" y="{}">{}</text>', WIDE - RIGHT + 6, _round(lowest), one.words))
    return told


def _lines(ticks: Sequence[int]) -> list[SafeString]:
    return [
        format_html(
            '<path class="g" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>',
            *(LEFT, _round(_y(tick, ticks[-1])), WIDE - RIGHT),
            *(LEFT - 8, _round(_y(tick, ticks[-1]) + 4), f"{tick:,}"),
        )
        for tick in ticks
    ]


def _under(words: str, x: float) -> SafeString:
    return format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', _round(x), HIGH - 8, words)


def _patterns() -> SafeString:
    return format_html(
        "<defs>{}</defs>",
        format_html_join(
            "",
            '<pattern id="p-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<path class="k" d="{}"/></pattern>',
            PATTERNS,
        ),
    )


def _picture(name: str, parts: Sequence[SafeString]) -> SafeString:
    return _svg(name, WIDE, HIGH, format_html_join("", "{}", ((part,) for part in parts)))


def _svg(name: str, wide: int, high: int, drawn: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', wide, high, name, drawn
    )


def _round(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
