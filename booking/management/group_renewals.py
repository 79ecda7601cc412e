"""Telling groups that their registration can be renewed: from February on, each once."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.group_registrations import remind_groups
from booking.queries.group_registrations import to_remind
from facilities import clock
from facilities.rules.spans import local_day


def due() -> bool:
    """Whether somebody is to be told. One query."""
    return bool(to_remind(_today(), 1))


def remind() -> None:
    remind_groups(now=clock.now(), day=_today())


def _today() -> date:
    return local_day(clock.now(), ZoneInfo(settings.TIME_ZONE))
