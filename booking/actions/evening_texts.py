"""The events of evenings and of who is on duty: few, and others with each day, so they are made each time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from booking import ical
from booking.actions.event_texts import Told
from booking.ical import Stamp
from booking.queries.feed_evenings import EveningDate, duties, evening_dates, last_changes
from booking.rules.feeds import Audience, Window
from facilities import calendars
from facilities.models import Evening, Facility
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import instant


def evening_texts(evenings: QuerySet[Evening], told: Window) -> list[Told]:
    """One text for each evening that stands alone, and for each that recurs."""
    dates = evening_dates(evenings, told)
    if not dates:
        return []
    recurrences = calendars.recurrences({one.event for one in dates if one.event is not None})
    changes = last_changes({one.facility.pk for one in dates})
    found: list[Told] = []
    for what, same in _together(dates, recurrences).items():
        first = same[0]
        stamp = _stamp(first.facility, what, changes.get(first.facility.pk, 0))
        recurrence = recurrences.get(first.event or 0)
        text = ical.evenings(stamp, recurrence, same) if recurrence else ical.evening(stamp, first)
        found.append((first.span.start, text))
    return found


def _together(
    dates: Iterable[EveningDate], recurrences: Mapping[int, Recurrence]
) -> Mapping[str, list[EveningDate]]:
    """Those of one recurrence; alone what stands alone, or has outlived its recurrence. By what is told."""
    found: dict[str, list[EveningDate]] = defaultdict(list)
    for one in dates:
        found[f"evenings/{one.event}" if one.event in recurrences else f"evening/{one.pk}"].append(one)
    return found


def duty_texts(hall: int, reader: int, told: Window) -> list[Told]:
    """One text for each day of a hall on which somebody is on duty; hall and `reader` by key."""
    changed_at = last_changes([hall]).get(hall, 0)
    return [
        (instant(one.day, 0, one.zone), ical.duty(_stamp(one.facility, f"duty/{one.day}", changed_at), one))
        for one in duties(hall, reader, told)
    ]


def _stamp(hall: Facility, what: str, changed_at: int) -> Stamp:
    """A hall's counter moves with everything that is decided of it, and never falls."""
    # The city is in it: halls of two cities may have one name, and their calendars one reader.
    uid = ical.uid(f"{hall.city}/{hall.slug}/{what}", Audience.PUBLIC)
    return Stamp(uid, hall.revision, changed_at)
