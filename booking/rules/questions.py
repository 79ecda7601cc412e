"""Worked questions: published cases with their answers, in the facts that were published and no others."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, field_validator, model_validator

from booking.rules.ask import Ask, Channel, Step
from booking.rules.circumstances import NOTHING_SAID, Facts
from booking.rules.clauses import Setting
from booking.rules.clauses.points import Number
from booking.rules.facts import FACTS, Attendance, span_of
from booking.rules.verdict import Outcome, Place, Sought, Status, Value
from facilities.rules.stages import AgeMode
from facilities.rules.walltime import WallTime


class Answer(BaseModel):
    """What a value question asks for, and its published answer: one of these, as `{ fee = 350 }`."""

    model_config = FACTS

    fee: Annotated[int, Field(ge=0)] | Literal["charged"] | None = None
    refund: Annotated[int, Field(ge=0, le=100)] | None = None
    points: Number | None = None
    status: Status | None = None
    first_day: date | None = None
    last_day: date | None = None
    leave_by: WallTime | None = None
    lapses: date | None = None
    outcome: Place | None = None
    no_show: bool | None = None

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


class Question(BaseModel):
    """`asked` is the moment of the application or arrival, on the hall's clock; `by` the deciding clauses."""

    model_config = FACTS

    id: str
    asked: datetime
    step: Step
    hall: str | None = None
    room: str | None = None
    day: date | None = None
    from_: WallTime | None = Field(default=None, alias="from")
    to: WallTime | None = None
    channel: Channel | None = None
    purpose: str | None = None
    facts: Facts = NOTHING_SAID
    party: Attendance = Attendance()
    answer: Outcome | None = None
    value: Answer | None = None
    by: tuple[str, ...] = ()
    note: str = ""

    @field_validator("asked")
    @classmethod
    def _on_the_halls_clock(cls, asked: datetime) -> datetime:
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
                somebody.cohort(self.day or self.asked.date(), AgeMode.LEGAL)
            except ValueError:
                raise ValueError(f"the ages said of person {number} cannot be true together") from None
        return self

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
        )
