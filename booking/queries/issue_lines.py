"""What an issue of the newsletter would say, as it is kept."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.queries.announcing import announced_in, told_before
from booking.queries.news import printable
from booking.wording.issue_lines import Lines, lines_of
from facilities.models import Department


def issue_lines(
    department: Department, *, day: date, first: date, last: date, articles: Collection[str]
) -> Lines:
    """Of what is on from `first` to `last`, and of these articles (public ids), in an issue of a `day`; what
    issues before it have told is marked."""
    items = announced_in(first, last, ZoneInfo(settings.TIME_ZONE))
    printed = printable(department).filter(public_id__in=articles)
    return lines_of(items, printed, day, told_before(day))
