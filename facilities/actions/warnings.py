"""Weather warnings come into force and are lifted. These verbs know no person: booking's call them."""

from facilities.models import Closure, Facility, WeatherWarning
from facilities.rules.spans import Span


def announce(*, facility: Facility, key: str, span: Span, closure: Closure | None = None) -> WeatherWarning:
    """A warning is in force for the hall, which `closure` closes. Inverse: `lift`."""
    return WeatherWarning.objects.create(
        facility=facility, key=key, start=span.start, end=span.end, closure=closure
    )


def lift(*, warning: WeatherWarning, at: int) -> None:
    """It ends at an instant; one that has not begun is gone. No inverse: another is announced."""
    if at <= warning.start:
        warning.delete()
    elif at < warning.end:
        warning.end = at
        warning.save(update_fields=["end"])
