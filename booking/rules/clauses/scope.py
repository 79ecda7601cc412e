"""Of which questions a term speaks: rooms, days, notice, classes of users, channels, hours.

What is left out does not restrict. Scopes are data of one shape, in a term itself and in its
exceptions, so that whatever a hall says "only for" it can also say "except for".
"""

from datetime import date
from functools import cached_property, partial
from typing import Annotated, Literal, Self

from annotated_types import Interval
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from booking.rules.ask import Ask, Channel
from booking.rules.clauses.hours import During
from booking.rules.clauses.setting import Setting
from booking.rules.clauses.users import Speaks, Users
from facilities.rules.days import Days
from facilities.rules.listed import Listed
from facilities.rules.noted import is_meant
from facilities.rules.spans import local_day

EVERY_DAY = Days()
# None: not meant. Else the facts that are lacking to tell, none if it is meant.
Fit = tuple[str, ...] | None


class Notice(BaseModel):
    """How many days before the use it is asked: `{ days_from = 4 }` is four days before or earlier,
    `{ days_to = 3 }` three days before or later, both is between them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # From 0 days on would restrict nothing.
    days_from: Annotated[int, Interval(ge=1, le=1000)] | None = None
    """So many days before the use, or more."""
    # 28 is booked on the web up to four days before, and from three days before by telephone.
    days_to: Annotated[int, Interval(ge=0, le=1000)] | None = None
    """So many days before the use, or fewer; the day of use is 0."""

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.days_from is None and self.days_to is None:
            raise ValueError("give `days_from`, `days_to` or both")
        if self.days_from is not None and self.days_to is not None and self.days_to < self.days_from:
            raise ValueError("`days_to` is less than `days_from`")
        return self

    def means(self, days: int) -> bool:
        """Whether that is so many days before the use."""
        return (self.days_from is None or self.days_from <= days) and (
            self.days_to is None or days <= self.days_to
        )


# In one word what halls say most.
IN_WORDS = {"advance": Notice(days_from=1), "same_day": Notice(days_to=0)}


def _in_a_word(notice: object) -> object:
    if not isinstance(notice, str):
        return notice
    if notice not in IN_WORDS:
        raise ValueError('write "advance", "same_day" or a table, as { days_from = 4 }')
    return IN_WORDS[notice]


class Scope(BaseModel):
    """Of which questions a term speaks: all that is given must fit."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    halls: Listed[str] | None = None
    """These halls; left out, every hall of the file."""
    rooms: Listed[str] | None = None
    """These rooms; left out, every room, and questions that name none."""
    except_rooms: Listed[str] | None = None
    """Not these rooms."""
    on: Days = EVERY_DAY
    """Uses on these days."""
    notice: Annotated[
        Notice | None,
        BeforeValidator(_in_a_word, json_schema_input_type=Literal["advance", "same_day"] | Notice),
    ] = None
    """Asked on the day of use (`same_day`), before it (`advance`), or so many days before it."""
    users: Users | None = None
    """Parties of this kind."""
    through: Listed[Channel] | None = None
    """Asked through these channels."""
    within: During | None = None
    """Uses that lie wholly in these hours; of others it does not speak."""

    @cached_property
    def of_every_day(self) -> bool:
        return self.on == EVERY_DAY

    @cached_property
    def _of_every_use(self) -> bool:
        """Most rules are: a week's grid asks each of them some twenty times whether it is meant."""
        limits = (self.halls, self.rooms, self.except_rooms, self.notice, self.users, self.through)
        return self.of_every_day and not any(limits)

    def speaks_for(self, hall: str) -> bool:
        return self.halls is None or hall in self.halls

    def fit(self, ask: Ask, at: Setting) -> Fit:
        """Whether the question is meant."""
        return _joined(*self._of_the_day(ask, at), self._of_hours(ask, at))

    def fit_of_day(self, ask: Ask, at: Setting) -> Fit:
        """The same for all uses of a day: its times are not looked at."""
        return () if self._of_every_use else _joined(*self._of_the_day(ask, at))

    def fit_of_hours(self, ask: Ask, at: Setting) -> Fit:
        """What is left: whether its times are meant."""
        return _joined(self._of_hours(ask, at))

    def _of_the_day(self, ask: Ask, at: Setting) -> tuple[Speaks, ...]:
        return (
            self._of_hall(ask),
            self._of_room(ask),
            self._of_day(ask, at),
            self._of_notice(ask, at),
            True if self.users is None else self.users.are(ask, at),
            self._of_channel(ask),
        )

    def _of_hall(self, ask: Ask) -> Speaks:
        return self.halls is None or ask.hall is None or ask.hall in self.halls

    def _of_room(self, ask: Ask) -> Speaks:
        # An exception must be claimed: it does not count for a question that names no room.
        if ask.room is None:
            return "room" if self.rooms is not None else True
        named = self.rooms is None or ask.room in self.rooms
        return named and ask.room not in (self.except_rooms or ())

    def _of_day(self, ask: Ask, at: Setting) -> Speaks:
        if self.of_every_day:
            return True
        return "day" if ask.day is None else self.falls_on(ask.day, ask, at)

    def falls_on(self, day: date, ask: Ask, at: Setting) -> Speaks:
        """Whether a day is one of `on`, for the party that asks: what schools have counts for whoever goes
        there."""
        if not self.on.noting:
            return day in self.on
        meant = is_meant(self.on, day, at.school_days, partial(ask.party.goes_to, day=day, mode=at.mode))
        return "school" if meant is None else meant

    def _of_notice(self, ask: Ask, at: Setting) -> Speaks:
        if self.notice is None:
            return True
        if ask.day is None:
            return "day"
        return self.notice.means((ask.day - local_day(ask.asked_at, at.zone)).days)

    def _of_channel(self, ask: Ask) -> Speaks:
        if self.through is None:
            return True
        return "channel" if ask.channel is None else ask.channel in self.through

    def _of_hours(self, ask: Ask, at: Setting) -> Speaks:
        if self.within is None:
            return True
        if ask.span is None or ask.day is None:
            return "time"
        return self.within.span(ask.day, at).contains(ask.span)


def _joined(*facts: Speaks) -> Fit:
    if False in facts:
        return None
    return tuple(fact for fact in facts if isinstance(fact, str))
