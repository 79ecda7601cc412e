"""抽選: when one enters a draw, learns its result and confirms a win."""

from dataclasses import replace
from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.counted import CountedDay
from booking.rules.clauses.months import months_before
from booking.rules.clauses.scope import Fit
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, unknown
from booking.rules.clauses.window import (
    ASK,
    Window,
    beginning,
    day_of,
    ending,
    from_then,
    gravest,
    until_then,
)
from booking.rules.codes import Code
from booking.rules.verdict import Finding
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day

ROUND = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)


class OfProgramme(Term):
    """Speaks of uses of rooms, or with `programme` of that programme of the hall and of nothing else."""

    programme: str | None = None
    """It speaks of signing up for this programme of the hall (a key of your own), and of nothing else."""

    def speaks(self, ask: Ask, at: Setting) -> Fit:
        return super().speaks(ask, at) if ask.facts.programme == self.programme else None


class Round(BaseModel):
    """A draw whose days were named."""

    model_config = ROUND

    uses_from: date
    """For uses from this day on."""
    uses_until: date
    """For uses up to this day, it too."""
    from_: CountedDay = Field(alias="from")
    """From when."""
    until: CountedDay
    """Until when."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.uses_until < self.uses_from:
            raise ValueError("`uses_until` is before `uses_from`")
        return self


class Between(OfProgramme):
    """A step that is open from one moment to another, both counted back from the use, or on named days.

    With `perhaps` nobody published just which of the days in between it is: then the hall is asked.
    """

    late: ClassVar[Code]
    own_grain: ClassVar[Grain] = Grain.DAY

    from_: CountedDay | None = Field(default=None, alias="from")
    """From this moment on."""
    until: CountedDay | None = None
    """Up to this moment, it too."""
    # 34 names the days of each quarter's draw: no offset comes to them.
    calendar: Listed[Round] | None = None
    """In place of `from` and `until`: rounds whose days were named. A use in none of them is asked of the
    hall."""
    # 06 draws for two months ahead, on days that nobody has found.
    perhaps: bool = False
    """Just when in between is not published: then the hall is asked."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.calendar is None) == (self.from_ is None and self.until is None):
            raise ValueError("give `from` and `until`, or else a `calendar`")
        return self

    @property
    def needs_day(self) -> bool:
        ends = [end for end in (self.from_, self.until) if end]
        return self.calendar is not None or any(end.needs_day for end in ends)

    def first_day(self, ask: Ask, at: Setting) -> date | None:
        begin, _ = self._ends_of(ask)
        return day_of(beginning(begin, ask, at), at) if begin and self._says_when(ask) else None

    def last_day(self, ask: Ask, at: Setting) -> date | None:
        _, end = self._ends_of(ask)
        return day_of(ending(end, ask, at), at) if end and self._says_when(ask) else None

    def _says_when(self, ask: Ask) -> bool:
        """Whether its days are those of the step of the question, and published."""
        return ask.step in self.steps and ask.facts.programme == self.programme and not self.perhaps

    def _ends_of(self, ask: Ask) -> tuple[CountedDay | None, CountedDay | None]:
        if self.calendar is None:
            return self.from_, self.until
        # Where two overlap, the one that is written first.
        rounds = (r for r in self.calendar if ask.day and r.uses_from <= ask.day <= r.uses_until)
        return next(((r.from_, r.until) for r in rounds), (None, None))

    def judge(self, ask: Ask, at: Setting) -> Findings:
        begin, end = self._ends_of(ask)
        if begin is None and end is None:
            return ASK
        found = [from_then(begin, self.code, ask, at)] if begin else []
        told = gravest([*found, until_then(end, self.late, ask, at)] if end else found)
        # Only inside: that it is too early or too late is certain, whichever day in between it is.
        return ASK if self.perhaps and told[0].finding is Finding.HOLDS else told


class LotteryEntry(Between):
    """抽選の申しこみ: one enters a draw between two moments.

    Broken before and after; cannot tell without the day of use. Where they are counted from the draw
    (`of = "draw"`), it says nothing once that is over: then the `lottery_draw` is broken.
    """

    code: ClassVar[Code] = Code.ENTRY_EARLY
    late: ClassVar[Code] = Code.ENTRY_LATE
    carries: ClassVar[tuple[str, ...]] = ("LOTTERY",)

    type: Literal["lottery_entry"]
    # All are drawn at 14, 28, 29 and 49, and at 33, 35 and 37 only those who meet.
    form: Literal["all", "ties", "in_person"] = "all"
    """All entries are drawn, or only those that meet (`ties`), or one comes to the draw (`in_person`)."""
    # 35 draws what is left once more, among those who were not drawn.
    again: Literal["anybody", "losers"] | None = None
    """A second draw (二次抽選), for `anybody` or only for those who were not drawn before (`facts.lost`): of
    entering at other times it says nothing, and its clause stands `over` those of the first draw."""
    steps: Listed[Step] = (Step.ENTER,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return self._once(ask, at) if self.again is None else self._again(ask, at)

    def _says_when(self, ask: Ask) -> bool:
        return self.again is None and super()._says_when(ask)

    def _again(self, ask: Ask, at: Setting) -> Findings:
        found = super().judge(ask, at)
        if found[0].finding is not Finding.HOLDS:
            return ()
        if self.again == "anybody" or ask.facts.lost:
            return found
        return unknown(Code.LOSERS_ONLY, "lost") if ask.facts.lost is None else broken(Code.LOSERS_ONLY)

    def _once(self, ask: Ask, at: Setting) -> Findings:
        of_draw = any(end.of == "draw" for end in (self.from_, self.until) if end)
        drawn = at.drawn_at(ask) if of_draw else None
        over = isinstance(drawn, int) and ask.asked_at >= drawn
        # Counted from the draw, being late and being drawn are one thing: it is told once, by the draw.
        return () if over else super().judge(ask, at)


class LotteryConfirm(Between):
    """当選の確定手続: a win is confirmed between two moments, and is void afterwards.

    Broken before and after; cannot tell without the day of use.
    """

    code: ClassVar[Code] = Code.CONFIRM_EARLY
    late: ClassVar[Code] = Code.CONFIRM_LATE
    carries: ClassVar[tuple[str, ...]] = ("LOTTERY_CONFIRM",)

    type: Literal["lottery_confirm"]
    steps: Listed[Step] = (Step.CONFIRM,)


class LotteryDraw(OfProgramme, Window):
    """抽選日: when the draw for a use takes place.

    Nobody enters it afterwards: then it is broken.
    """

    code: ClassVar[Code] = Code.DRAWN
    carries: ClassVar[tuple[str, ...]] = ("LOTTERY",)

    type: Literal["lottery_draw"]
    steps: Listed[Step] = (Step.ENTER,)

    @model_validator(mode="after")
    def _not_of_itself(self) -> Self:
        if self.of == "draw":
            raise ValueError("the draw is counted from the use, not from itself")
        return self

    def drawn_at(self, ask: Ask, at: Setting) -> int | str | None:
        """When uses of that room and day are drawn; the fact that is lacking; None if not meant."""
        ask = replace(ask, span=None)  # a draw does not go by the hour
        fit = self.meant(ask, at) if ask.facts.programme == self.programme else None
        if fit is None:
            return None
        drawn = beginning(self, ask, at)
        # The later one: as long as the draw may be still to come, nobody is told that it is over.
        return fit[0] if fit else drawn if isinstance(drawn, str) else drawn.latest

    def judge(self, ask: Ask, at: Setting) -> Findings:
        over = from_then(self, self.code, ask, at)
        if over[0].finding is Finding.BROKEN:
            return holds(self.code)
        return broken(self.code, **self._values(ask, at)) if over[0].finding is Finding.HOLDS else over

    def _values(self, ask: Ask, at: Setting) -> dict[str, object]:
        drawn = beginning(self, ask, at)
        return {} if isinstance(drawn, str) else {"drawn_at": drawn.latest}


class LotteryResult(OfProgramme, Window):
    """当落の確認: from when one can learn the result.

    Without a day of use it is that of the month's own round, where every month has one. Broken before. With
    no moment at all nobody published when: *ask*.
    """

    code: ClassVar[Code] = Code.RESULT_EARLY
    carries: ClassVar[tuple[str, ...]] = ("LOTTERY_RESULT",)
    may_be_unpublished: ClassVar[bool] = True

    type: Literal["lottery_result"]
    steps: Listed[Step] = (Step.RESULT,)

    @property
    def needs_day(self) -> bool:
        return not self._every_month and super().needs_day

    @property
    def _every_month(self) -> bool:
        of_month = self.day is not None or self.nth is not None
        return self.months is not None and self.of != "draw" and of_month

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if not self.published:
            return ASK
        return from_then(self, self.code, self._asked(ask, at), at)

    def first_day(self, ask: Ask, at: Setting) -> date | None:
        known = ask.step in self.steps and ask.facts.programme == self.programme and self.published
        return day_of(beginning(self, self._asked(ask, at), at), at) if known else None

    def _asked(self, ask: Ask, at: Setting) -> Ask:
        if ask.day is None and self.months is not None and self._every_month:
            # The uses whose round has its result in the month of asking.
            return replace(ask, day=months_before(local_day(ask.asked_at, at.zone), -self.months))
        return ask
