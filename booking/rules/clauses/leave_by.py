"""帰宅時間: until when some ages may stay (HOURS_BY_STAGE, HOURS_SEASONAL by `on`)."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal

from booking.rules.ask import Ask, Person
from booking.rules.clauses.accompanied import OF_AGE
from booking.rules.clauses.aged import bounds, is_of, is_pupil
from booking.rules.clauses.members import accompanied
from booking.rules.clauses.term import (
    Findings,
    Grain,
    Setting,
    Term,
    broken,
    for_each,
    holds,
    known_day,
    unknown,
)
from booking.rules.codes import Code
from booking.rules.verdict import Finding
from facilities.rules.ages import Ages
from facilities.rules.spans import instant
from facilities.rules.stages import AgeMode
from facilities.rules.walltime import WallTime


class LeaveBy(Term):
    """帰宅時間・退館時間: those of these ages have left by `time`.

    It is asked of each of them, or of a party made up of them only (のみの利用). It gives the
    value `leave_by`.

    Broken by a use that ends later; cannot tell without the ages or the end of the use.
    """

    code: ClassVar[Code] = Code.LEAVE_BY
    own_grain: ClassVar[Grain] = Grain.SPAN
    carries: ClassVar[tuple[str, ...]] = ("HOURS_BY_STAGE", "HOURS_SEASONAL")

    type: Literal["leave_by"]
    ages: Ages
    """Whom it binds."""
    at_school: bool = False
    """Only those of them who go to a school (高校生, and not 高校生世代)."""
    time: WallTime
    """By when they have left."""
    of: Literal["each", "only"] = "each"
    """Each of them, whoever else comes; or `only` parties of nobody else."""
    # 17, 22 and 34 let children stay with a guardian.
    unless_accompanied: bool = False
    """An adult who comes to look after them (`accompanies`) lifts it for all."""

    def own_edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        return (instant(known_day(ask), self.time, at.zone),)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.span is None:
            return unknown(self.code, "time")
        day = known_day(ask)
        until_at = instant(day, self.time, at.zone)
        if ask.span.end <= until_at:
            return holds(self.code)
        late = self._too_late(ask, at, until_at)
        return self._lifted(ask, at, late) if self.unless_accompanied else late

    def _lifted(self, ask: Ask, at: Setting, late: Findings) -> Findings:
        """What is left of it where somebody may look after those who stay."""
        carers = accompanied(ask.party.everyone, OF_AGE.cohort(known_day(ask), at.mode))
        if carers == ():
            return holds(self.code)
        # That somebody may look after them, which nobody has said, can only lift a refusal.
        if carers and any(reason.finding is Finding.BROKEN for reason in late):
            return unknown(self.code, *carers, **bounds(self.ages))
        return late

    def leave_by(self, ask: Ask, at: Setting) -> int | None:
        """Minutes after midnight, for a party that it binds: nobody of other ages may lift it (`only`)."""
        if ask.day is None:
            return None
        are = [self._is_bound(person, ask.day, at.mode) for person in ask.party.everyone]
        binds = bool(are) and all(are) if self.of == "only" else True in are
        return self.time if binds else None

    def _is_bound(self, person: Person, day: date, mode: AgeMode) -> bool | None:
        """Whether somebody is among those whom it binds; None if that cannot be told."""
        facts = [is_of(person, self.ages.cohort(day, mode))]
        facts += [is_pupil(person, day, mode)] if self.at_school else []
        return False if False in facts else None if None in facts else True

    def _too_late(self, ask: Ask, at: Setting, until_at: int) -> Findings:
        """What it says of a use that ends after the time."""
        day, people = known_day(ask), ask.party.everyone
        are = [self._is_bound(person, day, at.mode) for person in people]
        late = broken(self.code, **bounds(self.ages), time=self.time, until_at=until_at)
        if self.of == "only":
            # One who is known to be of other ages lifts it for all; one who may be leaves it open.
            if False in are:
                return holds(self.code)
            if None in are:
                return self._cannot_tell(people, day, at.mode)

        def find(person: Person) -> Findings:
            bound = self._is_bound(person, day, at.mode)
            if bound is None:
                return self._cannot_tell((person,), day, at.mode)
            return late if bound else holds(self.code)

        return for_each(people, self.code, find)

    def _cannot_tell(self, people: Iterable[Person], day: date, mode: AgeMode) -> Findings:
        meant = self.ages.cohort(day, mode)
        lacking = "ages" if any(is_of(person, meant) is None for person in people) else "at_school"
        return unknown(self.code, lacking, **bounds(self.ages))
