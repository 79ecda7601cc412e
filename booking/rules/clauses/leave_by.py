"""帰宅時間: until when some ages may stay (HOURS_BY_STAGE, HOURS_SEASONAL by `on`)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask
from booking.rules.clauses.accompanied import OF_AGE
from booking.rules.clauses.aged import bounds, is_of
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
from facilities.rules.stages import Cohort
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
        late = self._too_late(ask, self.ages.cohort(day, at.mode), until_at)
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
        meant = self.ages.cohort(ask.day, at.mode)
        are = [is_of(person, meant) for person in ask.party.everyone]
        binds = bool(are) and all(are) if self.of == "only" else True in are
        return self.time if binds else None

    def _too_late(self, ask: Ask, meant: Cohort | None, until_at: int) -> Findings:
        """What it says of a use that ends after the time."""
        people = ask.party.everyone
        late = broken(self.code, **bounds(self.ages), time=self.time, until_at=until_at)
        cannot_tell = unknown(self.code, "ages", **bounds(self.ages))
        if self.of == "only":
            are = [is_of(person, meant) for person in people]
            # One who is known to be of other ages lifts it for all; one who may be leaves it open.
            if False in are:
                return holds(self.code)
            if None in are:
                return cannot_tell
        findings = {True: late, False: holds(self.code), None: cannot_tell}
        return for_each(people, self.code, lambda person: findings[is_of(person, meant)])
