"""連続○日まで・続けて○区分まで: how many days or bands on end (CONSEC_DAYS, CONSEC_SLOTS)."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Annotated, ClassVar, Literal

from annotated_types import Ge

from booking.rules.ask import Ask, Step
from booking.rules.clauses.history import Use, bands_on, means, uses_asked, uses_of_asker
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed
from facilities.rules.spans import Span

Amount = Annotated[int, Ge(1)]
Place = tuple[str | None, str | None, date]  # hall, room and day


class ConsecutiveDays(Term):
    """連続○日まで: how many days on end.

    Counted are the days of the same application (`facts.also_on`) and those already booked, in the rooms of
    which the term speaks. Broken by more; cannot tell without the `history`.
    """

    code: ClassVar[Code] = Code.CONSECUTIVE_DAYS
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("CONSEC_DAYS",)

    type: Literal["consecutive_days"]
    most: Amount
    """So many days."""
    closed_days: Literal["break", "count", "skip"] = "break"
    """A closed day between two of them breaks the run, counts too, or is passed over."""
    steps: Listed[Step] = (Step.ENTER, Step.BOOK)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        had = at.once(self, lambda: self._days_of(uses_of_asker(ask, at)))
        used = {*(had or ()), *(use.day for use in uses_asked(ask, at))}
        days = 1 + sum(self._on_end(known_day(ask), step, used, at) for step in (-1, 1))
        # Broken before unknown: uses of which nobody said could only make the run longer.
        if days > self.most:
            return broken(self.code, most=self.most, days=days)
        return unknown(self.code, "history", most=self.most) if had is None else holds(self.code)

    def _days_of(self, uses: Iterable[Use] | None) -> Collection[date] | None:
        """The days of uses in rooms of which the term speaks; None: nobody said."""
        return None if uses is None else {use.day for use in uses if means(self, use.hall, use.room)}

    def _on_end(self, day: date, step: int, used: Collection[date], at: Setting) -> int:
        """How many follow on `day`, forwards or backwards, up to the last with a use."""
        run = closed = 0
        following = day + timedelta(days=step)
        while following in used or self._bridges(following, used, at):
            # Closed days count once a use follows them; those after the last use are no part of the run.
            if following in used:
                run, closed = run + closed + 1, 0
            else:
                closed += self.closed_days == "count"
            following += timedelta(days=step)
        return run

    def _bridges(self, day: date, used: Collection[date], at: Setting) -> bool:
        # Between two uses only: past the last one a hall that stays closed would never end the run.
        return self.closed_days != "break" and min(used) < day < max(used) and at.is_closed(day)


class ConsecutiveBands(Term):
    """続けて○区分まで: how many bands of a day on end.

    Those already booked in the same room are counted. Bands follow each other also over a gap that is not
    lent. Where no times are known, `facts.bands` says how many are asked for. Broken by more; cannot tell
    without the `history`.
    """

    code: ClassVar[Code] = Code.CONSECUTIVE_BANDS
    own_grain: ClassVar[Grain] = Grain.SPAN
    measured: ClassVar[bool] = True
    carries: ClassVar[tuple[str, ...]] = ("CONSEC_SLOTS",)

    type: Literal["consecutive_bands"]
    most: Amount
    """So many bands."""
    steps: Listed[Step] = (Step.ENTER, Step.BOOK)

    def measure(self, ask: Ask, at: Setting) -> Hashable:
        bands = bands_on(known_day(ask), ask.room, at)
        return tuple(band.span.start for band in bands if ask.span and band.span.overlaps(ask.span))

    def judge(self, ask: Ask, at: Setting) -> Findings:
        had = at.once(self, lambda: _by_place(uses_of_asker(ask, at)))
        run = self._run(ask, had or {}, at)
        if run is None:
            return unknown(self.code, "time")
        if run > self.most:
            return broken(self.code, most=self.most, bands=run)
        return unknown(self.code, "history", most=self.most) if had is None else holds(self.code)

    def _run(self, ask: Ask, had: Mapping[Place, list[Span]], at: Setting) -> int | None:
        """How many bands on end it comes to; None where nobody said."""
        if ask.facts.bands is not None or ask.span is None:
            return ask.facts.bands
        bands = [band.span for band in bands_on(known_day(ask), ask.room, at)]
        return _on_end(bands, ask.span, had.get((ask.hall, ask.room, known_day(ask)), ()))


def _by_place(uses: Iterable[Use] | None) -> Mapping[Place, list[Span]] | None:
    """When somebody has which room on which day, as far as times were said; None: nobody said."""
    if uses is None:
        return None
    found = defaultdict(list)
    for use in uses:
        if use.span is not None:
            found[use.hall, use.room, use.day].append(use.span)
    return found


def _on_end(bands: Sequence[Span], asked: Span, booked: Sequence[Span]) -> int:
    """How many bands in a row the use makes with those booked just before and after it."""
    own = [place for place, band in enumerate(bands) if band.overlaps(asked)]
    if not own:
        return 0
    before, after = bands[: own[0]], bands[own[-1] + 1 :]

    def is_booked(band: Span) -> bool:
        return any(band.overlaps(span) for span in booked)

    sides = (takewhile(is_booked, reversed(before)), takewhile(is_booked, after))
    return own[-1] - own[0] + 1 + sum(len(list(side)) for side in sides)
