"""使用料: what a use costs (FEE_FREE, FEE_SLOT, FEE_SEASON). Whole yen."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal, Self, get_args

from annotated_types import Ge
from pydantic import model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.hours import During
from booking.rules.clauses.scope import EVERY_DAY, Fit
from booking.rules.clauses.setting import WHOLE_HALL, Setting
from booking.rules.clauses.term import Statement
from facilities.rules.ages import Ages
from facilities.rules.lending import InBands, Lending, OnGrid
from facilities.rules.listed import Listed
from facilities.rules.spans import Span, covers
from facilities.rules.stages import AgeMode, Cohort

Yen = Annotated[int, Ge(0)]
Per = Literal["use", "band", "hour", "unit", "day", "person", "thing"]
HOUR = 3600
OF_ITS_TIMES = ("band", "hour", "unit")
BY_TIME = ("band", "hour")


class Price(During):
    """What a part of the day costs."""

    yen: Yen
    """How much, in yen."""


class Fee(Statement):
    """使用料: what a use costs, in whole yen.

    It gives the value `fee`. `yen = 0` is free. With none of `yen`, `prices` and `sum_of` something is to be
    paid, and the amount is not published: the value is `"charged"`.

    Of `prices` per band one that takes in others (全日) stands for them, where all of it is used.

    Of several, those that name rooms go before those that do not, then those that name users, then those that
    name days; equals add up. What is asked for things on loan comes on top.
    """

    carries: ClassVar[tuple[str, ...]] = ("FEE_FREE", "FEE_SLOT", "FEE_SEASON", "ROOM_COMBINE")

    type: Literal["fee"]
    yen: Yen | None = None
    """How much for each `per`."""
    prices: Listed[Price] | None = None
    """Parts of the day with their prices."""
    per: Per | None = None
    """For each `use`; `band` that it touches (with `prices`: part that it touches); `hour` (a begun hour
    counts whole); `unit` of the room's grid; `day` of one application; `person` who comes; `thing` on loan
    of those in `things`."""
    sum_of: Listed[str] | None = None
    """As much as these rooms together (a joined room)."""
    add: bool = False
    """It comes on top of the others (heating)."""
    in_full: bool = False
    """It is paid whole, whatever share of the others is (減免は部屋の料金だけ)."""
    things: Listed[str] | None = None
    """Only for uses with one of these things on loan, on top of the others."""
    ages: Ages | None = None
    """With `per = "person"`: only those of these ages are counted, with one such term for each price
    (大人・中高生)."""

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        given = [name for name in ("yen", "prices", "sum_of") if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"give either `{given[0]}` or `{given[1]}`")
        if self.per is not None and given not in (["yen"], ["prices"]):
            raise ValueError("`per` needs `yen` or `prices`")
        if self.per is None and (self.yen or self.prices):
            raise ValueError("say what the yen are `per`: " + ", ".join(get_args(Per)))
        if self.per == "thing" and self.things is None:
            raise ValueError('`per = "thing"` needs `things`')
        if self.ages is not None and self.per != "person":
            raise ValueError('`ages` need `per = "person"`')
        if self.prices and self.per not in BY_TIME:
            raise ValueError('`prices` are per "band" or per "hour"')
        return self

    @property
    def on_top(self) -> bool:
        """Whether it comes on top of the others."""
        return self.add or self.things is not None

    def meant(self, ask: Ask, at: Setting) -> Fit:
        fit, lent = super().meant(ask, at), ask.facts.things
        if fit is None or self.things is None:
            return fit
        # Until it is known what is lent, the price stands without it.
        if lent is None:
            return (*fit, "things")
        return fit if any(thing in self.things for thing in lent) else None

    @property
    def rank(self) -> tuple[bool, ...]:
        """The more it is about something in particular, the higher."""
        return (self.rooms is not None, self.users is not None, self.on != EVERY_DAY)

    def needs(self, ask: Ask) -> tuple[str, ...]:
        """The facts that are lacking to reckon it."""
        timed = self.per in OF_ITS_TIMES
        aged = self.ages is not None
        facts = {
            "day": (timed or aged) and ask.day is None,
            "time": timed and ask.span is None,
            "size": self.per == "person" and ask.party.headcount is None,
            "ages": aged and ask.day is not None and not self._ages_known(ask),
        }
        return tuple(fact for fact, lacks in facts.items() if lacks)

    def _ages_known(self, ask: Ask) -> bool:
        # By the law's count: the two differ by a birthday, and of whom that is known the age is.
        meant = self._meant(ask, AgeMode.LEGAL)
        return all(person.born.within(meant) is not None for person in ask.party.everyone)

    def _meant(self, ask: Ask, mode: AgeMode) -> Cohort | None:
        return self.ages.cohort(ask.day, mode) if self.ages and ask.day else None

    def amount(self, ask: Ask, at: Setting) -> int | None:
        """Yen for a use of which the needed facts are known; None where they are not published."""
        if self.prices:
            return self._by_parts(self.prices, ask, at)
        number = self._number(ask, at)
        return None if self.yen is None or number is None else self.yen * number

    def _by_parts(self, prices: tuple[Price, ...], ask: Ask, at: Setting) -> int | None:
        if ask.day is None or ask.span is None:
            return None
        spans = [(price.span(ask.day, at), price.yen) for price in prices]
        if self.per == "band":
            return _by_bands(spans, ask.span)
        parts = [(span.intersection(ask.span), yen) for span, yen in spans]
        touched = [(part, yen) for part, yen in parts if part is not None]
        # A part without a price leaves the whole unpublished: a sum of the rest would be too little.
        priced = covers([part for part, _ in touched], ask.span)
        return sum(_begun(part.seconds, HOUR) * yen for part, yen in touched) if priced else None

    def _number(self, ask: Ask, at: Setting) -> int | None:
        if self.per in OF_ITS_TIMES:
            return _times(self.per, ask, at)
        return {
            "day": 1 + len(ask.facts.also_on or ()),
            "person": self._people(ask, at),
            "thing": sum(thing in (self.things or ()) for thing in ask.facts.things or ()),
        }.get(self.per or "", 1)

    def _people(self, ask: Ask, at: Setting) -> int | None:
        if self.ages is None:
            return ask.party.headcount
        meant = self._meant(ask, at.mode)
        return sum(person.count for person in ask.party.everyone if person.born.within(meant))


def _by_bands(priced: Sequence[tuple[Span, int]], use: Span) -> int | None:
    """What the bands that a use touches cost; one that takes in others, if it is used whole."""
    whole = [(span, yen) for span, yen in priced if use.contains(span) and _takes_in(span, priced)]
    bundled = max(whole, key=lambda one: one[0].seconds, default=None)
    single = [(span, yen) for span, yen in priced if span.overlaps(use) and not _takes_in(span, priced)]
    if bundled is None:
        return sum(yen for _, yen in single) if single else None
    return bundled[1] + sum(yen for span, yen in single if not span.overlaps(bundled[0]))


def _takes_in(span: Span, priced: Sequence[tuple[Span, int]]) -> bool:
    return any(span != other and span.contains(other) for other, _ in priced)


def _times(per: Per | None, ask: Ask, at: Setting) -> int | None:
    """How often a use goes into hours, bands or units; None where the room is not lent in such."""
    if ask.day is None or ask.span is None:
        return None
    if per == "hour":
        return _begun(ask.span.seconds, HOUR)
    plan = at.timetable.plan(ask.room or WHOLE_HALL, ask.day) if at.timetable else None
    return _pieces(per, plan.lending, ask.span) if plan else None


def _pieces(per: Per | None, lending: Lending, use: Span) -> int | None:
    if per == "band" and isinstance(lending, InBands):
        return sum(band.span.overlaps(use) for band in lending.bands) or None
    return _begun(use.seconds, lending.step) if per == "unit" and isinstance(lending, OnGrid) else None


def _begun(seconds: int, length: int) -> int:
    """A begun one counts whole."""
    # Rounded up without a float: of whole hours none may become one more.
    return -(-seconds // length)
