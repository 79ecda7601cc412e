"""Taking back that several dates of a series were given back: all of them, or none."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.changes import must_be_unchanged, refused, write_all
from booking.actions.places import one_winner
from booking.actions.provisional import standing, still_tentative
from booking.actions.series import dates_must_be_allowed, judged_dates, locked_dates, series_changed
from booking.models import Act, Booking, Incident, Person, Series
from booking.queries.boards import zone_of
from booking.queries.giving_up import LATE
from booking.queries.posts import serves
from booking.queries.series import given_back
from booking.rules.codes import HOW_ONE_ASKS, Code
from booking.rules.verdict import Finding, Outcome, Verdict
from facilities.rules.spans import Span


def restore_series(*, series: Series, actor: Person, now: int) -> list[Booking]:
    """Takes back the last `cancel_series`, as far as its dates are not over: the dates that stand again.

    Each is judged now for its own people, but for when and how one asks, as if those before it stood.
    DatesRefused with every date that is not allowed, and nothing is written; one that is free can still be
    restored alone. None where nothing is left. ASK_HALL to members for what staff have cancelled; TAKEN if a
    rival was first; Absent and Stale as for `cancel_series`. Inverse: `cancel_series`.
    """
    with one_winner(), transaction.atomic():
        current, bookings = locked_dates(series, actor, now, lambda: given_back(series, now))
        if not bookings:
            return []
        must_be_unchanged(current, series)
        _must_be_theirs_to_restore(current, actor, now)
        # What is taken back had no consequences; if a place is not to be had, all stays as it was.
        Incident.objects.filter(booking__in=bookings, event=LATE).delete()
        spans = [Span(booking.start, booking.end) for booking in bookings]
        judged = judged_dates(current, bookings, spans, now, actor, HOW_ONE_ASKS)
        dates_must_be_allowed(judged)
        back = [
            (booking, _stands(booking, one.verdict)) for booking, one in zip(bookings, judged, strict=True)
        ]
        write_all(back, "restore", actor, now)
        series_changed(current, "restore_series", actor, now, bookings, None)
        notices.series_restored(bookings)
        return bookings


def _stands(booking: Booking, verdict: Verdict) -> Mapping[str, Any]:
    span = Span(booking.start, booking.end)
    stands = standing(verdict, span, zone_of(booking.room), still_tentative(verdict, booking.lapses_at))
    return {**stands, "cause": ""}


def _must_be_theirs_to_restore(series: Series, actor: Person, now: int) -> None:
    acts = Act.objects.filter(subject="series", subject_id=series.public_id, verb="cancel_series")
    # Whoever took back a whole series at the desk had a reason that the judge does not know, as for one date.
    last = acts.order_by("-pk").first()
    if last is not None and last.by_desk and not serves(actor, [series.room.facility_id], now):
        raise refused(Code.ASK_HALL, Outcome.ASK, Finding.OPEN)
