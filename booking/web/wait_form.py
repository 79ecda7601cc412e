"""The form in which somebody says for what they wait: a time, or weekdays and hours of the room."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.queries.boards import zone_of
from booking.queries.wishes import Hours
from booking.rules.waiting import Wish, wish_for
from booking.rules.weeks import wall
from facilities.models import Room
from facilities.queries.rooms import lent_rooms
from facilities.rules.spans import Span, local_day

A_WEEK = timedelta(days=7)
WEEKS = (2, 4, 12)
LENGTHS = (60, 90, 120, 180, 240)  # minutes
HOURS = range(7, 24)  # where nothing says when the room is lent
EVERY_DAY = range(7)


@dataclass
class Form:
    """What was typed, and what is wrong with it. `kind` is "slot" or "wish"; `hours` are what the room's
    weeks can give."""

    kind: str
    weekdays: list[int]
    from_hour: int
    until_hour: int
    minutes: int
    weeks: int
    hours: Hours
    others: bool = False
    errors: list[dict[str, str]] = field(default_factory=list)

    @property
    def days(self) -> list[int]:
        """The weekdays on which one can wait for the room."""
        return sorted(self.hours.pieces) or [*EVERY_DAY]

    @property
    def starts(self) -> list[int]:
        """The full hours at which a use may begin, so that at least an hour of it is lent."""
        ends = self.hours.ends
        return [*HOURS] if ends is None else [*range(ends[0] // 60, -(-ends[1] // 60))]

    @property
    def until(self) -> list[int]:
        return [hour + 1 for hour in self.starts]

    @classmethod
    def proposing(cls, slot: Span | None, hours: Hours, zone: ZoneInfo) -> "Form":
        """Before anything was typed: the time that was asked for; else no weekday, as nobody has named one,
        and all the hours that there are."""
        form = cls("wish", [], 0, 24, 120, 4, hours)
        if slot is None:
            return replace(form, from_hour=form.starts[0], until_hour=form.until[-1])
        day = local_day(slot.start, zone)
        first, last = wall(slot.start, day, zone) // 60, -(-wall(slot.end, day, zone) // 60)
        return replace(
            form,
            kind="slot",
            weekdays=[day.weekday()],
            from_hour=max(first, form.starts[0]),
            until_hour=min(last, form.until[-1]),
            minutes=next((one for one in LENGTHS if one * 60 >= slot.seconds), LENGTHS[-1]),
        )

    @classmethod
    def asked(cls, data: QueryDict, before: "Form") -> "Form":
        """As an address proposes it: a search that found nothing leads here with its conditions."""
        form = cls.typed(data, before)
        return replace(form, kind=before.kind, weekdays=form.weekdays or before.weekdays)

    @classmethod
    def typed(cls, data: QueryDict, before: "Form") -> "Form":
        weekdays = [day for day in before.days if str(day) in data.getlist("weekday")]
        return cls(
            kind="slot" if data.get("kind") == "slot" and before.kind == "slot" else "wish",
            weekdays=weekdays,
            from_hour=_number(data.get("from"), before.starts, before.from_hour),
            until_hour=_number(data.get("until"), before.until, before.until_hour),
            minutes=_number(data.get("minutes"), LENGTHS, before.minutes),
            weeks=_number(data.get("weeks"), WEEKS, before.weeks),
            hours=before.hours,
            others=data.get("others") == "1",
        )

    def wish(self, room: Room, slot: Span | None, today: date) -> Wish | None:
        """What it means; None after noting what is wrong."""
        if self.kind == "slot" and slot is not None:
            return wish_for(room.pk, [slot], zone_of(room))
        if (self.until_hour - self.from_hour) * 60 < self.minutes:
            self._wrong("id_from", _("使いたい長さが入るように、時間の幅を広げてください。"))
        elif not self._is_lent():
            self._wrong(
                "id_from", _("えらんだ曜日のその時間は、開いていません。曜日か時間を変えてください。")
            )
        if self.errors:
            return None
        return Wish(
            rooms=frozenset(one.pk for one in (rooms_like(room) if self.others else [room])),
            first=today,
            last=today + self.weeks * A_WEEK,
            # Nobody has named one: any of those on which the room is lent will do.
            weekdays=frozenset(self.weekdays or self.days),
            from_minute=self.from_hour * 60,
            until_minute=self.until_hour * 60,
            seconds=self.minutes * 60,
        )

    def _is_lent(self) -> bool:
        """Other rooms have hours of their own, and a hall without any known hours has not said no."""
        if self.others or self.hours.ends is None:
            return True
        window = (self.from_hour * 60, self.until_hour * 60)
        return self.hours.give(self.weekdays or self.days, *window, self.minutes)

    def _wrong(self, where: str, words: str) -> None:
        self.errors.append({"field": where, "words": words})


def rooms_like(room: Room) -> list[Room]:
    """The hall's rooms that do as well: whoever wants to be loud goes where it may be loud."""
    lent = lent_rooms(room.facility_id)
    return list(lent.filter(loud=True) if room.loud else lent)


def _number(text: str | None, allowed: Sequence[int], otherwise: int) -> int:
    return next((number for number in allowed if str(number) == text), otherwise)
