"""Of which questions a term speaks: rooms, days, notice, classes of users, channels, hours.

What is left out does not restrict. Scopes are data of one shape, in a term itself and in its
exceptions, so that whatever a hall says "only for" it can also say "except for".
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from booking.rules.ask import Ask, Channel
from booking.rules.clauses.hours import During
from booking.rules.clauses.setting import Setting
from booking.rules.clauses.users import Speaks, Users
from facilities.rules.days import Days
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day

EVERY_DAY = Days()
# None: not meant. Else the facts that are lacking to tell, none if it is meant.
Fit = tuple[str, ...] | None


class Scope(BaseModel):
    """All that is given must fit. `notice` tells asking on the day of use from asking before it;
    `through` are channels; `within` are hours in which the whole use must lie."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    halls: Listed[str] | None = None
    rooms: Listed[str] | None = None
    except_rooms: Listed[str] | None = None
    on: Days = EVERY_DAY
    notice: Literal["advance", "same_day"] | None = None
    users: Users | None = None
    through: Listed[Channel] | None = None
    within: During | None = None

    def speaks_for(self, hall: str) -> bool:
        return self.halls is None or hall in self.halls

    def fit(self, ask: Ask, at: Setting) -> Fit:
        """Whether the question is meant."""
        return _joined(*self._of_the_day(ask, at), self._of_hours(ask, at))

    def fit_of_day(self, ask: Ask, at: Setting) -> Fit:
        """The same for all uses of a day: its times are not looked at."""
        return _joined(*self._of_the_day(ask, at))

    def fit_of_hours(self, ask: Ask, at: Setting) -> Fit:
        """What is left: whether its times are meant."""
        return _joined(self._of_hours(ask, at))

    def _of_the_day(self, ask: Ask, at: Setting) -> tuple[Speaks, ...]:
        return (
            self._of_hall(ask),
            self._of_room(ask),
            self._of_day(ask),
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

    def _of_day(self, ask: Ask) -> Speaks:
        if self.on == EVERY_DAY:
            return True
        return "day" if ask.day is None else ask.day in self.on

    def _of_notice(self, ask: Ask, at: Setting) -> Speaks:
        if self.notice is None:
            return True
        if ask.day is None:
            return "day"
        return (ask.day == local_day(ask.asked_at, at.zone)) == (self.notice == "same_day")

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
