"""Which weather warnings are in force."""

from collections.abc import Iterable

from facilities.models import Facility, WeatherWarning
from facilities.rules.spans import Span


def warnings_at(facility: Facility, span: Span) -> tuple[str, ...]:
    """The keys of the warnings in force for a hall at some time of `span`, each once. One query."""
    meeting = WeatherWarning.objects.filter(facility=facility, start__lt=span.end, end__gt=span.start)
    return tuple(dict.fromkeys(meeting.values_list("key", flat=True)))


def warnings_of(facilities: Iterable[Facility], span: Span) -> list[tuple[int, str, Span]]:
    """The warnings in force for some halls at some time of `span`: hall (its key), key, from when to when.
    One query."""
    meeting = WeatherWarning.objects.filter(facility__in=facilities, start__lt=span.end, end__gt=span.start)
    rows = meeting.values_list("facility", "key", "start", "end")
    return [(hall, key, Span(start, end)) for hall, key, start, end in rows]


def warning_of(facility: Facility, key: int) -> WeatherWarning | None:
    """One of a hall's, by its key. One query."""
    return WeatherWarning.objects.filter(facility=facility, pk=key).first()


def warnings_ahead(facility: Facility, now: int) -> list[WeatherWarning]:
    """Those of a hall that are in force, or to come, at an instant (seconds, UTC). One query."""
    return list(WeatherWarning.objects.filter(facility=facility, end__gt=now))


def alike(warning: WeatherWarning, halls: Iterable[int]) -> list[WeatherWarning]:
    """The same warning at each of these halls (by key) where it stands. One query."""
    same = WeatherWarning.objects.filter(key=warning.key, start=warning.start, end=warning.end)
    return list(same.filter(facility__in=halls))
