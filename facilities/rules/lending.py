"""How a room is lent on a day: in fixed bands, in units on a grid, or freely within its hours.

Each of the three ways answers the same four questions. `planned` are the day's openings before any
dated closure cut them, touching ones joined: a closure takes pieces away but does not move the grid.
`opened` is what is left of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilities.rules.spans import Span

# Boards look so far around a time for bookings that keep it from being had: without a bound, at all of them.
LONGEST_GAP = 4 * 3600  # seconds

Spans = Sequence[Span]
QUARTER = 15 * 60  # seconds
NO_CLAUSE = ""  # no published clause speaks


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece that can be booked as it stands: a band, or the shortest use from one start."""

    span: Span
    name_ja: str = ""
    name_en: str = ""
    clause: str = ""
    bridging: bool = False  # it can be booked together with the next one of its clause, over a gap

    def leads_to(self, later: "Offer") -> bool:
        """Whether both can be one use."""
        # Of one clause only: what one sentence says of its bands says nothing of those of another.
        bridged = self.bridging and later.bridging and self.clause == later.clause
        return bridged or self.span.end == later.span.start


@dataclass(frozen=True, slots=True)
class Gap:
    """What stays free between two bookings, in seconds, by a clause."""

    seconds: int
    clause: str


@dataclass(frozen=True, slots=True)
class InBands:
    """One band, or several that lead to each other. `bands` are in order and do not overlap."""

    bands: tuple[Offer, ...]

    def cells(self, planned: Spans, opened: Spans) -> Sequence[Offer]:
        """The pieces in which the day is drawn; the caller leaves out those that are not open."""
        return self.bands

    def starts(self, planned: Spans, within: Span) -> Sequence[int]:
        """Where uses may begin within a span, in order."""
        return [band.span.start for band in self.bands if band.span.start in within]

    def uses(self, planned: Spans, start: int, latest: int) -> Iterator[Span]:
        """The uses that begin at `start` and end by `latest`, shortest first."""
        last: Offer | None = None
        for band in self.bands:
            follows = last.leads_to(band) if last else band.span.start == start
            if last and not follows:
                return
            if follows and band.span.end <= latest:
                last = band
                yield Span(start, band.span.end)

    def parts(self, start: int, latest: int) -> Iterator[Span]:
        """The parts of one band that begin at `start`, by the quarter hour, shortest first."""
        band = next((band.span for band in self.bands if start in band.span), None)
        if band is None or (start - band.start) % QUARTER:
            return
        for end in range(start + QUARTER, min(latest, band.end) + 1, QUARTER):
            # The whole of it is the band itself, which is lent to everybody and not only to those who may
            # have a part.
            if (start, end) != (band.start, band.end):
                yield Span(start, end)

    def quarters(self, within: Span) -> Sequence[int]:
        """The quarters of an hour of the bands that lie within a span, in order."""
        return _steps([band.span for band in self.bands], within, QUARTER)

    def against(self, planned: Spans, span: Span) -> str | None:
        """The clause that such a use would break, or None."""
        if span in self.uses(planned, span.start, span.end):
            return None
        return next((band.clause for band in self.bands if band.span.overlaps(span)), self.bands[0].clause)


@dataclass(frozen=True, slots=True)
class OnGrid:
    """A use starts every `step` seconds from the opening's start and lasts whole steps."""

    step: int
    shortest: int
    longest: int | None  # None: as long as the room is free
    clause: str

    def cells(self, planned: Spans, opened: Spans) -> Sequence[Offer]:
        return [
            Offer(Span(start, start + self.step), clause=self.clause)
            for stretch in planned
            # A rest that is shorter than a step is no piece.
            for start in range(stretch.start, stretch.end - self.step + 1, self.step)
        ]

    def starts(self, planned: Spans, within: Span) -> Sequence[int]:
        return _steps(planned, within, self.step)

    def uses(self, planned: Spans, start: int, latest: int) -> Iterator[Span]:
        stretch = _around(planned, start)
        if stretch is None or (start - stretch.start) % self.step:
            return
        longest = latest - start if self.longest is None else min(self.longest, latest - start)
        for seconds in range(self.shortest, longest + 1, self.step):
            yield Span(start, start + seconds)

    def against(self, planned: Spans, span: Span) -> str | None:
        stretch = _around(planned, span.start)
        if stretch is None:
            return None  # closed then: there is no grid to be off
        longest = self.longest or span.seconds
        whole = (span.start - stretch.start) % self.step == (span.seconds - self.shortest) % self.step == 0
        return None if whole and self.shortest <= span.seconds <= longest else self.clause


@dataclass(frozen=True, slots=True)
class Freely:
    """Where no clause says how a room is lent, any use within its hours is one, by the quarter hour.

    Uses of a minute, or from 10:07 on, would cut a day into pieces that nobody else can use.
    """

    def cells(self, planned: Spans, opened: Spans) -> Sequence[Offer]:
        # Quarters are counted from what was planned: a closure or a booking must not move those beside it.
        starts = [(_quarter_from(planned, span.start), span.end) for span in opened]
        # A shorter rest between two bookings is drawn as not lent (decision 23).
        return [Offer(Span(start, end)) for start, end in starts if end - start >= QUARTER]

    def starts(self, planned: Spans, within: Span) -> Sequence[int]:
        return _steps(planned, within, QUARTER)

    def uses(self, planned: Spans, start: int, latest: int) -> Iterator[Span]:
        if start == _quarter_from(planned, start):
            for end in range(start + QUARTER, latest + 1, QUARTER):
                yield Span(start, end)

    def against(self, planned: Spans, span: Span) -> str | None:
        if _around(planned, span.start) is None:
            return None
        whole = span.start == _quarter_from(planned, span.start) and span.seconds % QUARTER == 0
        # The quarter hour is ours and no hall's, so that the reason names no clause (decision 23).
        return None if whole else NO_CLAUSE


Lending = InBands | OnGrid | Freely


def _steps(planned: Spans, within: Span, step: int) -> list[int]:
    """The steps of each opening, counted from its start, that lie within a span."""
    return [
        start
        for stretch in planned
        if stretch.overlaps(within)
        for start in range(stretch.start, min(stretch.end, within.end), step)
        if start >= within.start
    ]


def _quarter_from(planned: Spans, at: int) -> int:
    """The first whole quarter hour of the opening that is not before `at`."""
    stretch = _around(planned, at)
    return at if stretch is None else at + (stretch.start - at) % QUARTER


def _around(stretches: Spans, at: int) -> Span | None:
    return next((stretch for stretch in stretches if at in stretch), None)
