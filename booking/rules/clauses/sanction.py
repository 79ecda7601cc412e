"""利用停止・登録抹消: what follows from what happened, and for how long (PENALTY).

A sanction is counted from the day on which something was found, and judged on the day of asking,
whatever the day of use.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict, model_validator

from booking.rules.ask import Ask, Group, Incident, Person, Step
from booking.rules.clauses.history import Period, first_of, last_of
from booking.rules.clauses.months import months_after
from booking.rules.clauses.points import Number
from booking.rules.clauses.setting import Setting
from booking.rules.clauses.term import ASKING, Findings, Grain, Term, broken, for_each, holds, unknown
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Status
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day
from facilities.rules.stages import DAY, fiscal_year_end

Months = Annotated[int, Interval(ge=1, le=120)]
PERIODS: Mapping[str, Period] = {
    "next_month": "month",
    "next_quarter": "quarter",
    "next_fiscal_year": "fiscal_year",
}
Effect = Literal[Status.SUSPENDED, Status.DEREGISTERED, Status.LOWER_CLASS]


class When(BaseModel):
    """From when it follows; what is older than `within_months` does not count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    points: Number | None = None
    """From so many points."""
    events: Listed[str] | None = None
    """From these events (keys of your own)."""
    times: Annotated[int, Interval(ge=1, le=1000)] = 1
    """So often."""
    within_months: Months | None = None
    """Only those of the last so many months count."""
    # Points that end with the fiscal year; three cancellations in one month.
    within: Period | None = None
    """Only those of the same week, month, quarter or fiscal year count (年度の終わりに消える)."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.points is None) == (self.events is None):
            raise ValueError("give either `points` or `events`")
        if self.points is not None and "times" in self.model_fields_set:
            raise ValueError("`times` counts `events`: leave it out with `points`")
        if self.within is not None and self.within_months is not None:
            raise ValueError("give either `within_months` or `within`")
        return self

    def reached(self, incidents: Sequence[Incident], asked_on: date, at: Setting) -> date | None:
        """The last day up to `asked_on` on which enough was found; None if it never was."""
        found = sorted((one for one in incidents if one.on <= asked_on), key=lambda one: one.on)
        # The last such day, from which it runs anew: a second time while it lasts makes it longer.
        return next((one.on for one in reversed(found) if self._enough(one, found, at)), None)

    def _enough(self, last: Incident, found: Sequence[Incident], at: Setting) -> bool:
        """Whether that incident, and those before it, make it full; one that counts nothing does not."""
        since = self._since(last.on)
        total = sum((self._weight(one, at) for one in found if since < one.on <= last.on), Decimal())
        return self._weight(last, at) > 0 and total >= (self.points or self.times)

    def _since(self, last: date) -> date:
        """The last day that does not count."""
        if self.within is not None:
            return first_of(self.within, last) - DAY
        # Since, not from: three months back from 10 June leave 10 March out (民法140条).
        return months_after(last, -self.within_months) if self.within_months else date.min

    def _weight(self, one: Incident, at: Setting) -> Decimal:
        if self.events is not None:
            return Decimal(one.count if one.event in self.events else 0)
        return one.count * at.points_for(one.event, one.cause)


class Sanction(Term):
    """利用停止・登録抹消: what follows from what happened, and for how long.

    It is counted from the day on which it was found, that day left out, or with `begins` from a first day
    later on; it is judged on the day of asking. With none of `months`, `days` and `until` it is for good.
    `steps` are what it bars, `rooms` and `users` those for whom. It gives the values `status` and
    `first_day`, the day after its last.

    Broken while it lasts; cannot tell without the `incidents`.
    """

    code: ClassVar[Code] = Code.SANCTION
    own_grain: ClassVar[Grain] = Grain.ASK
    carries: ClassVar[tuple[str, ...]] = ("PENALTY",)

    type: Literal["sanction"]
    when: When
    """When it follows."""
    effect: Effect
    """What follows."""
    months: Months | None = None
    """For so many months."""
    days: Annotated[int, Interval(ge=1, le=3650)] | None = None
    """For so many days."""
    # 56 takes the draw of the next month from who did not confirm a win.
    begins: Literal["next_month", "next_quarter", "next_fiscal_year"] | None = None
    """It begins on the first day of the next one (翌月の1か月間); left out, at once."""
    # 43 ends a use that is another than was applied for: who is sent home may come again the next day.
    until: Literal["fiscal_year_end", "same_day"] | None = None
    """Until the fiscal year ends, or the very day."""
    # 55 bars the representative and the deputy of a deleted group, in whichever group they come back.
    of: Literal["group", "person"] = "group"
    """The incidents of the group count, or those of each person who comes."""
    roles: Listed[str] | None = None
    """Those that happened while the person was this in a group (keys of your own)."""
    steps: Listed[Step] = ASKING

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if sum(given is not None for given in (self.months, self.days, self.until)) > 1:
            raise ValueError("give one of `months`, `days` and `until`, or none of them: for good")
        if self.roles is not None and self.of == "group":
            raise ValueError('`roles` are those of people: they need `of = "person"`')
        if self.begins is not None and self.until == "same_day":
            raise ValueError("what ends the same day does not begin later: leave `begins` out")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if self.of == "person":
            return for_each(ask.party.everyone, self.code, lambda person: self._of_person(person, ask, at))
        group = ask.party.group
        if group is None:
            return unknown(self.code, "group")
        if isinstance(group, Group):
            return self._of(group.incidents, ask, at)
        return unknown(self.code, "incidents") if group else holds(self.code)

    def status(self, ask: Ask, at: Setting) -> Status | None:
        """What it makes of whom it judges; None if that cannot be told."""
        (reason, *_) = self.judge(ask, at)
        found = {Finding.HOLDS: Status.IN_GOOD_STANDING, Finding.BROKEN: Status(self.effect)}
        return found.get(reason.finding)

    def _of_person(self, person: Person, ask: Ask, at: Setting) -> Findings:
        incidents = person.incidents
        # What happened while they were something else in a group was another's to answer for.
        if incidents is not None and self.roles is not None:
            incidents = tuple(one for one in incidents if one.role in self.roles)
        return self._of(incidents, ask, at)

    def _of(self, incidents: Sequence[Incident] | None, ask: Ask, at: Setting) -> Findings:
        if incidents is None:
            return unknown(self.code, "incidents")
        asked_on = local_day(ask.asked_at, at.zone)
        found_on = self.when.reached(incidents, asked_on, at)
        if found_on is None:
            return holds(self.code)
        before, until_on = self._before(found_on), self._until(found_on)
        if (until_on is not None and until_on < asked_on) or (self.begins and asked_on <= before):
            return holds(self.code)
        values: dict[str, object] = {} if until_on is None else {"until_on": until_on}
        return broken(self.code, effect=self.effect, **values)

    def first_day(self, ask: Ask, at: Setting) -> date | None:
        """The day after it ends, of whom it bars from the step of the question."""
        found = self.judge(ask, at) if ask.step in self.steps else ()
        ends = [r.values["until_on"] for r in found if r.finding is Finding.BROKEN and "until_on" in r.values]
        days = [day for day in ends if isinstance(day, date)]
        return max(days) + DAY if days else None

    def _before(self, found_on: date) -> date:
        """The day before it begins; the day on which it was found is not counted (民法140条)."""
        if self.begins is None:
            return found_on
        return last_of(PERIODS[self.begins], found_on)

    def _until(self, found_on: date) -> date | None:
        """The last day of it."""
        before = self._before(found_on)
        if self.months is not None and self.begins is not None:
            # Whole months, that of 28 February up to 31 March: `before` has not the number of its last day.
            return months_after(before + DAY, self.months) - DAY
        if self.months is not None:
            return months_after(before, self.months)
        if self.days is not None:
            return before + timedelta(days=self.days)
        began = before + DAY if self.begins else before
        return {"fiscal_year_end": fiscal_year_end(began), "same_day": before}.get(self.until or "")
