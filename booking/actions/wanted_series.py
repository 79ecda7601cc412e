"""The dates that somebody wants to book at once, as one value: as `wanted` is for a single one.

Days are the hall's local dates, `now` an instant (seconds, UTC).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from booking.actions.acts import write_series_act
from booking.actions.locks import count_up, lock
from booking.actions.places import must_be_lent, spaces_of_all
from booking.actions.placing import Use, place
from booking.actions.texts import plain
from booking.actions.wanted import ALONE, LONGEST_PURPOSE
from booking.models import Booking, Person, Series
from booking.queries.money import reckon
from booking.queries.party import Asker, Company
from booking.queries.series import Wish
from booking.rules.ask import Channel
from booking.rules.series import MOST, TooMany, falls_on
from facilities import calendars
from facilities.models import Room
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span


@dataclass(frozen=True)
class WantedSeries:
    """Wishes, each meant for a day of `recurrence`, as the series of `room` and `first`; for whom and for
    what."""

    room: Room
    recurrence: Recurrence
    first: Span
    wishes: Sequence[Wish]
    company: Company = ALONE
    purpose: str = ""

    def plain(self) -> "WantedSeries":
        """As it can be stored, its dates in their order. TooMany and ValueError for dates that are no such
        series, Unfit for a text, Absent for a room that nobody lends."""
        for used in {self.room.pk: self.room, **{one.room.pk: one.room for one in self.wishes}}.values():
            must_be_lent(used)
        wishes = _in_order(self.wishes, self.recurrence)
        return replace(self, wishes=wishes, purpose=plain(self.purpose, "purpose", LONGEST_PURPOSE))

    @property
    def body(self) -> dict[str, Any]:
        """By what a request that is sent again is known."""
        return {
            "room": self.room.pk,
            "recurrence": self.recurrence.model_dump(mode="json"),
            "wishes": [
                [one.day.isoformat(), one.room.pk, one.span.start, one.span.end] for one in self.wishes
            ],
            "group": self.company.group,
            "people": sorted(self.company.people),
            "counted": dict(self.company.counted),
            "purpose": self.purpose,
        }

    @cached_property
    def spaces(self) -> dict[int, list[int]]:
        """The keys of the spaces that its rooms take, by the keys of these."""
        return spaces_of_all(wish.room for wish in self.wishes)

    def lock(self, person: Person) -> None:
        """Locks all that any of its dates touches."""
        # All rooms at once, each by its key: date by date, two series that cross would wait in a circle.
        lock(groups=self.company.groups, people=(person.pk, *self.company.people), spaces=self._everywhere)

    def placed(self, asker: Asker, person: Person, now: int) -> tuple[Series, list[Booking]]:
        """Written: the series, its dates and its Act; feeds and grids are told."""
        series = self._made(asker.company, person, now)
        bookings = place(
            uses=self._uses(asker, now),
            person=person,
            company=asker.company,
            purpose=self.purpose,
            actor=person,
            now=now,
            series=series,
        )
        after = {"room_id": series.room_id, "event": series.event_id, "dates": len(bookings)}
        write_series_act(series=series, verb="book_series", actor=person, now=now, after=after)
        count_up(
            groups=self.company.groups, people=(person.pk, *asker.company.people), spaces=self._everywhere
        )
        return series, bookings

    def _made(self, company: Company, person: Person, now: int) -> Series:
        return Series.objects.create(
            room=self.room,
            # Written once: where the dates have gone since, the bookings alone say (decision 28).
            event_id=calendars.write_bookings(self.room, self.recurrence, self.first),
            person=person,
            group_id=company.group,
            counted={band: count for band, count in company.counted.items() if count},
            headcount=company.headcount,
            purpose=self.purpose,
            made_at=now,
        )

    def _uses(self, asker: Asker, now: int) -> list[Use]:
        dates = [(wish.room, wish.span) for wish in self.wishes]
        fees = reckon(dates, asker, now, channel=Channel.WEB, purpose=self.purpose)
        return [
            Use(wish.room, wish.span, self.spaces[wish.room.pk], wish.day, fee)
            for wish, fee in zip(self.wishes, fees, strict=True)
        ]

    @property
    def _everywhere(self) -> set[int]:
        return {space for keys in self.spaces.values() for space in keys}


def _in_order(wishes: Sequence[Wish], recurrence: Recurrence) -> list[Wish]:
    days = sorted(wish.day for wish in wishes)
    if len(days) > MOST:
        raise TooMany(f"at most {MOST} dates at once")
    if not days or len(set(days)) < len(days) or not all(_is_meant(recurrence, day) for day in days):
        raise ValueError("give days of the recurrence, each once")
    # As they are judged one after the other, a cap lets the earlier dates in and refuses the later ones.
    return sorted(wishes, key=lambda wish: wish.day)


def _is_meant(recurrence: Recurrence, day: date) -> bool:
    within = recurrence.first <= day and (recurrence.last is None or day <= recurrence.last)
    return within and falls_on(recurrence, day)
