"""The dates of series, as feeds tell them: together, as one event."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Max, QuerySet, Sum

from booking.models import Booking, Series, SeriesText
from booking.queries.feeds import of_person
from booking.rules.feeds import Audience

# One date: its key, its room, its sequence and its last change.
Row = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SeriesTold:
    """A series and those of its dates that a reader has; `sequence` and `changed_at` are of all its dates.

    What somebody else has of it may change, too: a sequence that counts every date never falls.
    """

    key: int
    public_id: str
    event: int
    start: int
    sequence: int
    changed_at: int
    dates: tuple[Row, ...]


def series_told(bookings: QuerySet[Booking]) -> list[SeriesTold]:
    """The series of which these bookings are dates, with all of these, whenever they are. Two queries, none
    for no booking."""
    rows: dict[int, list[Row]] = defaultdict(list)
    starts: dict[int, int] = {}
    fields = ("series", "start", "pk", "room_id", "sequence", "changed_at")
    for series, start, *row in bookings.order_by("pk").values_list(*fields):
        rows[series].append((row[0], row[1], row[2], row[3]))
        starts[series] = min(start, starts.get(series, start))
    return [
        SeriesTold(key, public_id, event, starts[key], sequence, changed_at, tuple(rows[key]))
        for key, public_id, event, sequence, changed_at in _known(rows)
    ]


def series_of_reader(series: int, person: int) -> SeriesTold | None:
    """One series (by key) with all of its dates that a member has, whenever they are; None for no date. Two
    queries."""
    return next(iter(series_told(of_person(person).filter(series=series))), None)


def _known(series: Collection[int]) -> Iterable[tuple[int, str, int, int, int]]:
    if not series:
        return ()
    rows = Series.objects.filter(pk__in=series).order_by("pk")
    counted = rows.annotate(total=Sum("bookings__sequence"), last=Max("bookings__changed_at"))
    return counted.values_list("pk", "public_id", "event_id", "total", "last")


def series_texts(series: Iterable[int], audience: Audience, language: str) -> dict[int, tuple[str, str]]:
    """What is kept of these series (by key): version and text. One query."""
    kept = SeriesText.objects.filter(series__in=series, audience=audience, language=language)
    return {key: (version, text) for key, version, text in kept.values_list("series", "version", "text")}
