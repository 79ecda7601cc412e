"""After the hours were changed: the page of the day says what was done, beside a button that undoes it."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from booking.models import Act
from booking.rules.staff import Right
from booking.web.desk.door import Desk
from booking.web.desk.log_words import Line
from booking.web.desk.months import address

# Seconds. An address that says something was saved is kept by browsers, and told again it would mislead.
FRESH = 10 * 60


def saved(desk: Desk, day: date) -> HttpResponse:
    """On to the day that was changed; to the warnings for an office, which decides no hours."""
    if not desk.may(Right.HOURS):
        return redirect(address(desk, day, page="desk-open-warning"))
    # The fragment is what brings a phone to the words: the panel of the day lies far below.
    return redirect(f"{address(desk, day)}&done=1#done")


def just_done(request: HttpRequest, desk: Desk, recent: Sequence[Act], told: Sequence[Line]) -> Line | None:
    """Of the last acts, each with its line, the reader's own that they come from; None if they do not."""
    if not request.GET.get("done"):
        return None
    pairs = zip(recent, told, strict=True)
    own = (line for act, line in pairs if act.actor_id == desk.person.pk and act.at > desk.now - FRESH)
    return next(own, None)
