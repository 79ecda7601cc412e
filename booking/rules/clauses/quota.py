"""月○回・週1回・1日4時間: how much one may use in a period, and when that is loosened."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from annotated_types import Ge
from pydantic import BaseModel, ConfigDict, Field, model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.counted import CountedDay
from booking.rules.clauses.history import (
    Period,
    Use,
    bands_of,
    first_of,
    means,
    runs_of,
    uses_asked,
    uses_of_asker,
)
from booking.rules.clauses.scope import Scope
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.clauses.window import from_then
from booking.rules.codes import Code
from booking.rules.verdict import Finding
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day
from facilities.rules.words import Words

Amount = Annotated[int, Ge(1)]
HOUR = 3600


class Released(BaseModel):
    """When a cap is loosened: give `from` or `after_uses`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    from_: CountedDay | None = Field(default=None, alias="from")
    """From this moment on."""
    after_uses: Amount | None = None
    """Once so many uses of the period have ended."""
    most: Amount | None = None
    """What the cap is then; left out, there is none any more."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.from_ is None) == (self.after_uses is None):
            raise ValueError("give either `from` or `after_uses`")
        return self

    def has_come(self, ask: Ask, at: Setting, others: Iterable[Use]) -> bool:
        """For a use of whose period these are the others."""
        if self.after_uses is not None:
            return sum(_is_over(use, ask.asked_at, at) for use in others) >= self.after_uses
        found = from_then(self.from_, Code.QUOTA, ask, at) if self.from_ else ()
        return all(reason.finding is Finding.HOLDS for reason in found)


class Counting(NamedTuple):
    """A use that counts, what it adds, and the exceptions that mean its room and times.

    Whether one of these fits goes by who asks, and how: then the use does not count.
    """

    use: Use
    amount: int | None
    unless: tuple[Scope, ...]


class Quota(Term):
    """月○回・週1回・1日4時間: how much one may use in a period, this use counted.

    Counted are the uses of the group that asks, or else of the person, in the rooms, on the days and in the
    hours of which the term speaks, but for those under one of its exceptions. A booking of which no times are
    known is one band; of what is asked for, `facts.bands` says how many bands it is.

    Broken by more; cannot tell without the `history`. A use under an exception (`unless`) keeps it, and
    counts for nothing.
    """

    code: ClassVar[Code] = Code.QUOTA
    own_grain: ClassVar[Grain] = Grain.DAY
    measured: ClassVar[bool] = True
    carries: ClassVar[tuple[str, ...]] = ("CAP_PERIOD", "CAP_RELEASE", "CONSEC_SLOTS")

    type: Literal["quota"]
    most: Amount
    """So many."""
    unit: Literal["uses", "hours", "bands"] = "uses"
    """Of what."""
    # Published: a month in one hall (35) or in all of the city's (40), hours a day (30), a week (33).
    per: Period
    """In which period, the one in which the use lies; a week begins on Monday."""
    counted: Literal["together", "by_hall", "by_room"] = "together"
    """All together, or for each hall or each room by itself."""
    # 14, 27 and 36 count bands in a row as one use, and two rooms as two.
    a_day_once: bool = False
    """Uses of a room on one day count as one (1セットで1回)."""
    a_run_once: bool = False
    """Uses of a room that follow each other on one day count as one (続く区分は1回), also over a gap that is
    not lent; morning and evening are two."""
    # After the first use (27, 36), two weeks before (34, 38), or on the day after the draw (33).
    released: Released | None = None
    """When it is loosened."""
    may_allow: Words | None = None
    """Who may allow more, as people read it."""
    steps: Listed[Step] = (Step.BOOK,)

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        once = [name for name in ("a_day_once", "a_run_once") if getattr(self, name)]
        if once and self.unit != "uses":
            raise ValueError(f"`{once[0]}` counts uses: leave `unit` out")
        if len(once) > 1:
            raise ValueError("give either `a_day_once` or `a_run_once`")
        return self

    @cached_property
    def grain(self) -> Grain:
        # Hours, bands and runs go by the times of a use, a number of uses by its day alone.
        return super().grain if self.unit == "uses" and not self.a_run_once else Grain.SPAN

    def measure(self, ask: Ask, at: Setting) -> Hashable:
        if self.a_run_once:
            return ask.span
        return tuple(self._amount(use, at) for use in uses_asked(ask, at))

    def so_far(self, ask: Ask, at: Setting) -> float:
        """How much of it whoever asks has used of the period in which the question's day lies."""
        return self._used(self._counted(self._had(ask, at), ask, at), at)

    def _had(self, ask: Ask, at: Setting) -> Mapping[date, list[Counting]] | None:
        # Once for all uses of a week: so a cap over a year costs what one over a day does.
        return at.once(self, lambda: self._looked_through(uses_of_asker(ask, at), ask, at))

    def _counted(self, had: Mapping[date, list[Counting]] | None, ask: Ask, at: Setting) -> list[Counting]:
        period = first_of(self.per, known_day(ask))
        there = (had or {}).get(period, ())
        # Which uses of a period count goes by who asks, never by the use that is asked about.
        return at.once(self, lambda: [one for one in there if self._counts(one, ask, at)], period)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        had = self._had(ask, at)
        counted = self._counted(had, ask, at)
        cap = self._cap(counted, ask, at)
        if cap is None:
            return holds(self.code)
        amounts = self._amounts([*counted, *self._asked(ask, at)], at)
        # Before what is lacking: what is known may be too much already.
        if sum(amount or 0 for amount in amounts) > cap * self._whole:
            return broken(self.code, most=cap, used=self._used(counted, at), **self._values)
        lacking = {"history": had is None, "time": None in amounts}
        facts = [fact for fact, is_lacking in lacking.items() if is_lacking]
        return unknown(self.code, *facts, most=cap, **self._values) if facts else holds(self.code)

    def _looked_through(
        self, uses: Iterable[Use] | None, ask: Ask, at: Setting
    ) -> Mapping[date, list[Counting]] | None:
        """The uses of which the term speaks, by the first day of their period; None: nobody said."""
        if uses is None:
            return None
        by_period, exceptions = defaultdict(list), self._exceptions
        for use in uses:
            # What cannot be told counts, and is under no exception: an exception must be claimed.
            if _lies_in(self, use, ask, at, untold=True):
                unless = [one for one in exceptions if _lies_in(one, use, ask, at, untold=False)]
                counting = Counting(use, self._amount(use, at), tuple(unless))
                by_period[first_of(self.per, use.day)].append(counting)
        return by_period

    def _asked(self, ask: Ask, at: Setting) -> list[Counting]:
        """What the application adds to the period."""
        period = first_of(self.per, known_day(ask))
        # An application for several days adds to a period only those that lie in it.
        uses = [use for use in uses_asked(ask, at) if first_of(self.per, use.day) == period]
        return [Counting(use, self._amount_asked(use, ask, at), ()) for use in uses]

    def _amount_asked(self, use: Use, ask: Ask, at: Setting) -> int | None:
        said = ask.facts.bands if self.unit == "bands" and use.span is None else None
        return said or self._amount(use, at)

    def _cap(self, counted: Sequence[Counting], ask: Ask, at: Setting) -> int | None:
        others = (one.use for one in self._once(counted, at))
        if self.released and self.released.has_come(ask, at, others):
            return self.released.most
        return self.most

    def _amounts(self, counted: Sequence[Counting], at: Setting) -> list[int | None]:
        """What each adds, in seconds for hours; None where that cannot be told."""
        return [one.amount for one in self._once(counted, at)]

    def _once(self, counted: Sequence[Counting], at: Setting) -> Sequence[Counting]:
        """Those of which each counts, the last for all that come to one with it."""
        if self.a_run_once:
            runs = runs_of((one.use for one in counted), at)
            last = {run[-1] for run in runs}
            return [one for one in counted if one.use in last or one.use.span is None]
        if self.a_day_once:
            return list({(one.use.hall, one.use.room, one.use.day): one for one in counted}.values())
        return counted

    def _amount(self, use: Use, at: Setting) -> int | None:
        if self.unit == "uses":
            return 1
        if self.unit == "hours":
            # In seconds, so that half hours add up exactly.
            return use.span.seconds if use.span else None
        return max(1, bands_of(use, at))

    def _used(self, counted: Sequence[Counting], at: Setting) -> float:
        used = sum(amount or 0 for amount in self._amounts(counted, at)) / self._whole
        return int(used) if used.is_integer() else used

    @property
    def _whole(self) -> int:
        return HOUR if self.unit == "hours" else 1

    @property
    def _values(self) -> dict[str, object]:
        allows = self.may_allow
        by = {"may_allow_ja": allows.ja, "may_allow_en": allows.en} if allows else {}
        return {"unit": self.unit, "per": self.per, **by}

    def _counts(self, one: Counting, ask: Ask, at: Setting) -> bool:
        """Whether it lies where the question counts, and under no exception."""
        use = one.use
        if self._is_apart(use, ask):
            return False
        if not one.unless:
            return True
        alike = replace(ask, hall=use.hall, room=use.room, day=use.day, span=use.span)
        # What an exception means is not limited, and does not count either (38: Sundays from 15:00).
        return not any(scope.fit(alike, at) == () for scope in one.unless)

    def _is_apart(self, use: Use, ask: Ask) -> bool:
        by_hall = self.counted == "by_hall" and use.hall != ask.hall
        return by_hall or (self.counted == "by_room" and (use.hall, use.room) != (ask.hall, ask.room))


def _is_over(use: Use, now: int, at: Setting) -> bool:
    # Of which no times were said, once its day is over.
    return use.span.end <= now if use.span else use.day < local_day(now, at.zone)


def _lies_in(scope: Scope, use: Use, ask: Ask, at: Setting, *, untold: bool) -> bool:
    """Whether a scope means its room, day and hours; where nobody said its times, or whose school has that
    day, `untold`."""
    falls = scope.of_every_day or scope.falls_on(use.day, ask, at)
    if not (means(scope, use.hall, use.room) and falls):
        return False
    if scope.within is None:
        return untold if isinstance(falls, str) else True
    if isinstance(falls, str) or use.span is None:
        return untold
    return scope.within.span(use.day, at).contains(use.span)
