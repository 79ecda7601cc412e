"""Consents that will end: child and guardian are told thirty days before, once."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.consents import remind_of_the_end
from booking.queries.consents import ending
from facilities.clock import now
from facilities.rules.spans import local_day


def due() -> bool:
    """Whether somebody is to be told today; reads only."""
    return ending(_today()) is not None


def remind() -> None:
    """Of one consent."""
    remind_of_the_end(day=_today(), now=now())


def _today() -> date:
    return local_day(now(), ZoneInfo(settings.TIME_ZONE))
