"""Terms that may speak of a part of the day only: adults from 18:00, children after 17:00."""

from abc import abstractmethod
from datetime import date
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.term import Findings, Grain, Setting, Term, holds, known_day, unknown
from facilities.rules.spans import instant
from facilities.rules.walltime import LATEST, WallTime


class During(BaseModel):
    """`{ from = "17:00" }`, `{ to = "18:00" }` or both; what is left out is the edge of the day."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: WallTime = Field(default=0, alias="from")
    to: WallTime = LATEST

    @model_validator(mode="after")
    def _part_of_a_day(self) -> Self:
        if (self.from_, self.to) == (0, LATEST):
            raise ValueError("give `from`, `to` or both; leave `during` out to mean the whole day")
        if self.to <= self.from_:
            raise ValueError("`to` is not after `from`")
        return self

    def ends(self, day: date, zone: ZoneInfo) -> tuple[int, int]:
        """From which instant of `day` to which."""
        return instant(day, self.from_, zone), instant(day, self.to, zone)

    @property
    def values(self) -> dict[str, object]:
        return {"from": self.from_, "to": self.to}


class DuringTerm(Term):
    """With `during` it holds for every use that keeps out of those hours, and else judges as it does."""

    during: During | None = None

    @property
    def grain(self) -> Grain:
        return Grain.SPAN if self.during else super().grain

    def edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        return () if self.during is None or ask.day is None else self.during.ends(ask.day, at.zone)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if self.during is None:
            return self.judge_people(ask, at)
        if ask.span is None:
            return unknown(self.code, "time")
        from_at, to_at = self.during.ends(known_day(ask), at.zone)
        meets = ask.span.start < to_at and from_at < ask.span.end
        return self.judge_people(ask, at) if meets else holds(self.code)

    @abstractmethod
    def judge_people(self, ask: Ask, at: Setting) -> Findings:
        """What it says of those who come in the hours of which it speaks."""
