"""Months as addresses write them: `/h/<hall>/print/2026-12/`."""

from datetime import date, timedelta

from django.http import Http404

from booking.web.dates import AHEAD

A_DAY = timedelta(days=1)
BACK = timedelta(days=800)  # of what is longer ago nobody prints a poster


def read_month(text: str, today: date) -> date:
    """The first day of the month that an address names. Http404 for what is none, or too far from today."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
    if len(text) != len("2026-12") or not today - BACK <= first <= today + AHEAD:
        raise Http404
    return first


def month_before(first: date) -> date:
    return (first - A_DAY).replace(day=1)


def month_after(first: date) -> date:
    return (first + 32 * A_DAY).replace(day=1)


def written_month(first: date) -> str:
    """The month of any of its days as an address names it."""
    return f"{first:%Y-%m}"
