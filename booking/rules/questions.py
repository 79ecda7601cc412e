"""Worked questions: published cases with their answers, in the facts that were published and no others."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, field_validator, model_validator

from booking.rules.ask import Ask, Channel, Step
from booking.rules.circumstances import NOTHING_SAID, Facts
from booking.rules.clauses import Setting
from booking.rules.clauses.points import Number
from booking.rules.facts import FACTS, Attendance, span_of
from booking.rules.verdict import Outcome, Place, Sought, Status, Value
from facilities.rules.days import Noted
from facilities.rules.noted import SchoolDays
from facilities.rules.stages import DAY, AgeMode
from facilities.rules.walltime import WallTime
from facilities.rules.words import Words

LONGEST = timedelta(days=366)  # of what a school has: no holidays last longer


class Answer(BaseModel):
    """What a value question asks for, and its published answer: one of these, as `{ fee = 350 }`."""

    model_config = FACTS

    fee: Annotated[int, Field(ge=0)] | Literal["charged"] | None = None
    """Whole yen; "charged" where the amount is not published."""
    refund: Annotated[int, Field(ge=0, le=100)] | None = None
    """Per cent of the fee that come back."""
    points: Number | None = None
    """Penalty points."""
    status: Status | None = None
    """How the group, or the person, stands."""
    first_day: date | None = None
    """The first day on which the question's step can be taken: a use be booked, a draw entered, its result
    learnt, a win confirmed. For whom a sanction bars, the day after it."""
    last_day: date | None = None
    """The last one: to book, to enter, to confirm, to cancel."""
    leave_by: WallTime | None = None
    """By when the party has left."""
    lapses: date | None = None
    """The last day on which a provisional booking can be completed."""
    pay_by: date | None = None
    """The last day on which the fee can be paid."""
    outcome: Place | None = None
    """What an application comes to."""
    no_show: bool | None = None
    """Whether it counts as not turned up for."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("ask for one value, as { fee = 350 }: " + ", ".join(Sought))
        return self

    @property
    def sought(self) -> Sought:
        return Sought(next(iter(self.model_fields_set)))

    @property
    def value(self) -> Value:
        value: Value = getattr(self, self.sought)
        return value


class Noting(BaseModel):
    """What a school has from a day to another, both meant."""

    model_config = FACTS

    school: str
    """Which school."""
    noted: Noted
    """What it has."""
    from_: date = Field(alias="from")
    """From this day on."""
    until: date
    """Up to this day, it too."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.from_ <= self.until <= self.from_ + LONGEST:
            raise ValueError("`until` is not before `from`, nor more than a year after it")
        return self

    @property
    def days(self) -> Iterator[date]:
        return (self.from_ + DAY * ahead for ahead in range((self.until - self.from_).days + 1))


class Question(BaseModel):
    """A published case: who would do what, where and when, and the answer."""

    model_config = FACTS

    id: str
    """Q1, Q2, …"""
    asked: datetime
    """The moment of the application or arrival, on the hall's clock, with its seconds."""
    step: Step
    """What they would do."""
    hall: str | None = None
    """Which hall; needed only if the file has several."""
    room: str | None = None
    """Which room."""
    day: date | None = None
    """The day of use."""
    from_: WallTime | None = Field(default=None, alias="from")
    """When the use begins; alone, the moment of being there."""
    to: WallTime | None = None
    """When it ends."""
    channel: Channel | None = None
    """How they ask."""
    purpose: str | None = None
    """What for: the key that the clause has for it."""
    facts: Facts = NOTHING_SAID
    """What else is known."""
    school_days: tuple[Noting, ...] = ()
    """What schools have on which days, as calendars that the hall has brought in say."""
    party: Attendance = Attendance()
    """Who would come."""
    answer: Outcome | None = None
    """The published verdict."""
    value: Answer | None = None
    """The published value."""
    by: tuple[str, ...] = ()
    """The clauses that decide."""
    note: str | Words = ""
    """Why, in a few words: in English, or in both languages."""

    @field_validator("asked")
    @classmethod
    def _on_the_halls_clock(cls, asked: datetime) -> datetime:
        # An offset would have to agree with the zone of a hall that a file of several names elsewhere.
        if asked.tzinfo is not None:
            raise ValueError("is on the hall's own clock: leave the offset out")
        return asked

    @model_validator(mode="after")
    def _of_one_piece(self) -> Self:
        if self.answer is None and self.value is None:
            raise ValueError("say its `answer` (allow, refuse, ask), its `value`, or both")
        if self.from_ is not None and self.day is None:
            raise ValueError("`from` needs a `day`")
        if self.to is not None and (self.from_ is None or self.to <= self.from_):
            raise ValueError("`to` needs a `from` before it")
        return self

    @model_validator(mode="after")
    def _of_possible_people(self) -> Self:
        for number, somebody in enumerate(self.party.people, 1):
            try:
                # By the law's count: how the file's halls count is not known within a question.
                somebody.cohort(self.day or self.asked.date(), AgeMode.LEGAL)
            except ValueError:
                raise ValueError(f"the ages said of person {number} cannot be true together") from None
        return self

    @property
    def sought(self) -> Sought | None:
        """What it asks for besides a verdict, if it does."""
        return self.value.sought if self.value else None

    @property
    def known(self) -> SchoolDays:
        """Its `school_days`, as a hall would know them."""
        return SchoolDays.told((day, one.noted, one.school) for one in self.school_days for day in one.days)

    def ask(self, hall: str, at: Setting) -> Ask:
        """The question to the judge of `hall`."""
        return Ask(
            step=self.step,
            asked_at=int(self.asked.replace(tzinfo=at.zone).timestamp()),
            hall=hall,
            room=self.room,
            day=self.day,
            span=None if self.day is None else span_of(self.day, self.from_, self.to, at.zone),
            channel=self.channel,
            party=self.party.party(self.day or self.asked.date(), hall, self.room or "", at),
            purpose=self.purpose,
            facts=self.facts,
            moment=self.from_ is not None and self.to is None,
        )
