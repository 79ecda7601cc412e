"""Weather warnings come into force and are lifted. These verbs know no person: booking's call them."""

from facilities.models import Facility, WeatherWarning
from facilities.rules.spans import Span


def announce(*, facility: Facility, key: str, span: Span) -> WeatherWarning:
    """A warning is in force for the hall. Inverse: `lift`."""
    return WeatherWarning.objects.create(facility=facility, key=key, start=span.start, end=span.end)


def lift(*, warning: WeatherWarning, at: int) -> None:
    """It ends at an instant; one that has not begun is gone. No inverse: another is announced."""
    if at <= warning.start:
        warning.delete()
    elif at < warning.end:
        warning.end = at
        warning.save(update_fields=["end"])
