"""月○回・週1回・1日4時間: how much one may use in a period, and when that is loosened."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge
from pydantic import BaseModel, ConfigDict, Field, model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.counted import CountedDay
from booking.rules.clauses.history import Period, Use, bands_of, first_of, means, uses_asked, uses_of_asker
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.clauses.window import from_then
from booking.rules.codes import Code
from booking.rules.verdict import Finding
from facilities.rules.listed import Listed
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

    def has_come(self, ask: Ask, at: Setting, ended: int) -> bool:
        """For a use of which so many others of its period have ended."""
        if self.after_uses is not None:
            return ended >= self.after_uses
        found = from_then(self.from_, Code.QUOTA, ask, at) if self.from_ else ()
        return all(reason.finding is Finding.HOLDS for reason in found)


class Quota(Term):
    """月○回・週1回・1日4時間: how much one may use in a period, this use counted.

    Counted are the uses of the group that asks, or else of the person, in the rooms, on the days and in the
    hours of which the term speaks, but for those under one of its exceptions. A booking of which no times are
    known is one band.

    Broken by more; cannot tell without the `history`.
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
    per: Period
    """In which period, the one in which the use lies; a week begins on Monday."""
    counted: Literal["together", "by_hall", "by_room"] = "together"
    """All together, or for each hall or each room by itself."""
    a_day_once: bool = False
    """Uses of a room on one day count as one (1セットで1回)."""
    released: Released | None = None
    """When it is loosened."""
    may_allow: Words | None = None
    """Who may allow more, as people read it."""
    steps: Listed[Step] = (Step.BOOK,)

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        if self.a_day_once and self.unit != "uses":
            raise ValueError("`a_day_once` counts uses: leave `unit` out")
        return self

    @cached_property
    def grain(self) -> Grain:
        return super().grain if self.unit == "uses" else Grain.SPAN

    def measure(self, ask: Ask, at: Setting) -> Hashable:
        return self._amounts(uses_asked(ask, at), at)[:1]

    def so_far(self, ask: Ask, at: Setting) -> float:
        """How much of it whoever asks has used of the period in which the question's day lies."""
        return self._used(self._had(ask, at), at)

    def _had(self, ask: Ask, at: Setting) -> list[Use]:
        return [use for use in uses_of_asker(ask, at) or () if self._counts(use, ask, at)]

    def judge(self, ask: Ask, at: Setting) -> Findings:
        had, counted = uses_of_asker(ask, at), self._had(ask, at)
        cap = self._cap(counted, ask, at)
        if cap is None:
            return holds(self.code)
        amounts = self._amounts([*counted, *self._asked(ask, at)], at)
        if sum(amount or 0 for amount in amounts) > cap * self._whole:
            return broken(self.code, most=cap, used=self._used(counted, at), **self._values)
        lacking = {"history": had is None, "time": None in amounts}
        facts = [fact for fact, is_lacking in lacking.items() if is_lacking]
        return unknown(self.code, *facts, most=cap, **self._values) if facts else holds(self.code)

    def _asked(self, ask: Ask, at: Setting) -> list[Use]:
        """What the application adds to the period."""
        return [use for use in uses_asked(ask, at) if self._is_in_period(use, ask)]

    def _is_in_period(self, use: Use, ask: Ask) -> bool:
        return first_of(self.per, use.day) == first_of(self.per, known_day(ask))

    def _cap(self, counted: Sequence[Use], ask: Ask, at: Setting) -> int | None:
        ended = sum(use.span is not None and use.span.end <= ask.asked_at for use in counted)
        if self.released and self.released.has_come(ask, at, ended):
            return self.released.most
        return self.most

    def _amounts(self, uses: Iterable[Use], at: Setting) -> tuple[int | None, ...]:
        """What each adds, in seconds for hours; None where that cannot be told."""
        if self.a_day_once:
            uses = {(use.hall, use.room, use.day): use for use in uses}.values()
        return tuple(self._amount(use, at) for use in uses)

    def _amount(self, use: Use, at: Setting) -> int | None:
        if self.unit == "uses":
            return 1
        if self.unit == "hours":
            return use.span.seconds if use.span else None
        return max(1, bands_of(use, at))

    def _used(self, counted: Iterable[Use], at: Setting) -> float:
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

    def _counts(self, use: Use, ask: Ask, at: Setting) -> bool:
        """Whether it lies in the period, and where and when the term speaks of it."""
        if self._is_apart(use, ask) or not self._is_in_period(use, ask):
            return False
        if not (means(self, use.hall, use.room) and use.day in self.on and self._is_within(use, at)):
            return False
        alike = replace(ask, hall=use.hall, room=use.room, day=use.day, span=use.span)
        return not any(scope.fit(alike, at) == () for scope in self._exceptions)

    def _is_within(self, use: Use, at: Setting) -> bool:
        """Whether it lies in the hours of which the term speaks; also where its times were not said."""
        if self.within is None or use.span is None:
            return True
        return self.within.span(use.day, at).contains(use.span)

    def _is_apart(self, use: Use, ask: Ask) -> bool:
        by_hall = self.counted == "by_hall" and use.hall != ask.hall
        return by_hall or (self.counted == "by_room" and (use.hall, use.room) != (ask.hall, ask.room))
