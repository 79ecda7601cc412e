"""Which weather warnings are in force."""

from facilities.models import Facility, WeatherWarning
from facilities.rules.spans import Span


def warnings_at(facility: Facility, span: Span) -> tuple[str, ...]:
    """The keys of the warnings in force for a hall at some time of `span`, each once. One query."""
    meeting = WeatherWarning.objects.filter(facility=facility, start__lt=span.end, end__gt=span.start)
    return tuple(dict.fromkeys(meeting.values_list("key", flat=True)))
