"""The dates that a child has signed up for as its guardian's page lists them, with what may be done there."""

from dataclasses import replace

from django.urls import reverse

from booking.models import Coming, Guardian
from booking.queries.childs_dates import dates_seen, may_give_up_dates
from booking.web.my_dates import MyDate, of_comings


def childs_dates(guardian: Guardian, token: str, now: int) -> list[MyDate]:
    """Of what the child has signed up for by itself, and of what the guardian has given back just now. Five
    queries at most."""
    found = dates_seen(guardian, now)
    may = may_give_up_dates(guardian)
    return [
        _of_guardian(line, one, token, may and one.session.start > now)
        for line, one in zip(of_comings(found, now), found, strict=True)
    ]


def _of_guardian(line: MyDate, one: Coming, token: str, may: bool) -> MyDate:
    """The line with the addresses of the guardian's page in place of the child's."""
    gone = one.state == Coming.State.CANCELLED
    args = [token, one.session.public_id]
    away = reverse("guardian-stay-away", args=args) if may and not gone else ""
    back = reverse("guardian-come-after-all", args=args) if may and gone else ""
    return replace(line, away=away, back=back)
