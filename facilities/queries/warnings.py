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
