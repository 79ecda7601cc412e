"""Recurring evenings and closures, laid out as far ahead as is due: at a worker's start and every new day."""

import logging
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.closures import lay_out_closures
from booking.actions.evenings import lay_out_evenings
from facilities import calendars
from facilities.clock import now
from facilities.models import Facility
from facilities.rules.spans import local_day

logger = logging.getLogger(__name__)

# What this process has seen to; another does it once more for nothing, since a date is laid out once.
seen: set[date] = set()


def due() -> bool:
    """Whether the day is a new one; reads nothing."""
    return _today() not in seen


def lay_out() -> None:
    """One hall after the other; where one has lost its rule, the others go on."""
    today = _today()
    for hall in Facility.objects.filter(slug__in=calendars.halls_with_series()).order_by("pk"):
        try:
            lay_out_evenings(facility=hall, actor=None, now=now())
            lay_out_closures(facility=hall, actor=None, now=now())
        except calendars.RuleMissing:
            logger.exception(
                "%s: an evening or a closure has lost its rule; its dates stand as they are", hall.slug
            )
    # Last: what failed on the way is tried again at the next look.
    seen.add(today)


def _today() -> date:
    return local_day(now(), ZoneInfo(settings.TIME_ZONE))
