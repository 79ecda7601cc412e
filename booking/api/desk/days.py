"""Days in the addresses of a desk: from one up to another, both included, at most 92."""

from datetime import date

from rest_framework.request import Request

from booking.api.dates import MOST_DAYS, FromTo
from booking.api.desk.door import DeskView
from booking.api.fields import read_query
from facilities.rules.spans import Span, instant, local_day


class DaysAsked(FromTo):
    """Without `from` it is today, without `to` as far as one may look."""

    USUAL = MOST_DAYS


def days_asked(view: DeskView, request: Request) -> Span:
    """From the midnight with which the first day begins to that with which the last one ends."""
    sent = read_query(DaysAsked, request, today=local_day(view.at, view.zone))
    return span_of_days(view, sent["first"], sent["last"])


def span_of_days(view: DeskView, first: date, last: date) -> Span:
    return Span(instant(first, 0, view.zone), instant(last, 24 * 60, view.zone))
