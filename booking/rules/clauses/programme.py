"""館の行事: places in a programme of the hall, for whom, and how one applies (PROG_QUOTA)."""

from typing import Annotated, ClassVar, Literal

from annotated_types import Ge
from pydantic import BaseModel, ConfigDict

from booking.rules.ask import Ask, Channel, Person, Step
from booking.rules.clauses.aged import bounds
from booking.rules.clauses.lottery import Between
from booking.rules.clauses.term import Findings, Setting, broken, for_each, holds, unknown
from booking.rules.codes import Code
from facilities.rules.ages import Ages
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day
from facilities.rules.stages import Cohort, within_any


class Places(BaseModel):
    """So many places, for these ages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    places: Annotated[int, Ge(1)]
    """How many."""
    ages: Ages | None = None
    """For whom; left out, for everybody."""


class Programme(Between):
    """館の行事の申しこみ: places in a programme of the hall, for whom, and how one applies.

    Each who comes is of the ages of one row of `places`, on the day of the programme, or, if that is not one
    day, on the day of asking. It gives the value `outcome`: `place`, and if more apply than there are places
    `draw` or `waiting`. It gives the value `fee` for all who come.

    Broken before and after, through another channel, and by other ages.
    """

    code: ClassVar[Code] = Code.ENTRY_EARLY
    late: ClassVar[Code] = Code.ENTRY_LATE
    carries: ClassVar[tuple[str, ...]] = ("PROG_QUOTA", "FCFS", "TIE_LOTTERY")

    type: Literal["programme"]
    programme: str
    """Which programme (a key of your own)."""
    places: Listed[Places]
    """The places, one row for each group of ages."""
    by_lot: bool = False
    """If too many apply, lots decide; else the order does."""
    channels: Listed[Channel] | None = None
    """One applies through these."""
    fee: Annotated[int, Ge(0)] | None = None
    """Yen for each; 0 is free."""
    steps: Listed[Step] = (Step.ENTER,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return (*super().judge(ask, at), *self._channel(ask), *self._ages(ask, at))

    def outcome(self, ask: Ask, at: Setting) -> Literal["draw", "waiting", "place"] | None:
        """What an application comes to; None if that cannot be told."""
        places, applicants = self._open_to(ask, at), ask.facts.applicants
        if places is None or applicants is None:
            return None
        if applicants <= places:
            return "place"
        return "draw" if self.by_lot else "waiting"

    def _channel(self, ask: Ask) -> Findings:
        if self.channels is None:
            return ()
        if ask.channel is None:
            return unknown(Code.CHANNEL, "channel")
        named = ask.channel in self.channels
        return holds(Code.CHANNEL) if named else broken(Code.CHANNEL, channels=list(self.channels))

    def _ages(self, ask: Ask, at: Setting) -> Findings:
        rows = self._cohorts(ask, at)
        # One row is for everybody, so that no age can be the wrong one.
        if None in rows:
            return ()
        meant = [cohort for cohort in rows if cohort is not None]
        values = {"ages": [bounds(row.ages) for row in self.places]}
        findings = {
            True: holds(Code.PROGRAMME_AGE),
            False: broken(Code.PROGRAMME_AGE, **values),
            None: unknown(Code.PROGRAMME_AGE, "ages", **values),
        }

        def find(person: Person) -> Findings:
            return findings[within_any(person.born, meant)]

        return for_each(ask.party.everyone, Code.PROGRAMME_AGE, find)

    def _open_to(self, ask: Ask, at: Setting) -> int | None:
        """How many places there are for people such as those who come."""
        people = ask.party.everyone
        for row, cohort in zip(self.places, self._cohorts(ask, at), strict=True):
            if row.ages is None or (people and all(person.born.within(cohort) for person in people)):
                return row.places
        return None

    def _cohorts(self, ask: Ask, at: Setting) -> list[Cohort | None]:
        """Of each row whom it means; None for one that means everybody."""
        day = ask.day or local_day(ask.asked_at, at.zone)
        return [row.ages.cohort(day, at.mode) if row.ages else None for row in self.places]
