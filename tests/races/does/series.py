"""What rivals do with series."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from booking.actions.series import book_series, cancel_series
from booking.actions.wanted_series import WantedSeries
from booking.models import Person, Series
from booking.queries.series import Wish
from facilities.rules.days import WEEKDAYS
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, local_day
from tests.factories import NOW, TOKYO
from tests.races.does.bookings import room_of


def _book_series(person: int, room: int, times: int, spans: list[list[int]]) -> str:
    """So many weeks from a first span; or other spans, of the same days."""
    where, first = room_of(room), Span(*spans[0])
    day = local_day(first.start, TOKYO)
    weekly = Recurrence(first=day, weekdays=(WEEKDAYS[day.weekday()],), last=day + timedelta(weeks=times - 1))
    days = [day + timedelta(weeks=week) for week in range(times)]
    wishes = [Wish(day, where, Span(*span)) for day, span in zip(days, spans, strict=True)]
    owner = Person.objects.get(pk=person)
    return book_series(person=owner, wanted=WantedSeries(where, weekly, first, wishes), now=NOW).public_id


def _cancel_series(series: str) -> list[str]:
    found = Series.objects.select_related("person").get(public_id=series)
    return [one.public_id for one in cancel_series(series=found, actor=found.person, now=NOW)]


OF_SERIES: Mapping[str, Callable[..., Any]] = {
    "book_series": _book_series,
    "cancel_series": _cancel_series,
}
