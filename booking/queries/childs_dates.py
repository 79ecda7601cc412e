"""The dates of programmes that a child has signed up for by itself, as its guardians see them."""

from django.db.models import Prefetch, QuerySet

from booking.models import Act, Coming, Guardian, Person, Session
from booking.queries.bookings import Absent
from booking.queries.programmes import WITH_ROOMS
from booking.rules.lifecycle import UNDO


def childs_coming(child: Person, session: str) -> Coming:
    """What the child has, or had, at a date (a public id). Absent where it never signed up by itself. One
    query."""
    found = _own(child).filter(session__public_id=session).select_related("signup", "session__programme")
    coming = found.first()
    if coming is None:
        raise Absent(session)
    return coming


def given_up_by(guardian: Guardian, now: int) -> dict[str, int]:
    """The dates (by public id) that this guardian gave back less than ten minutes ago, each with the instant
    (seconds, UTC). One query."""
    acts = Act.objects.filter(subject="guardian", subject_id=guardian.public_id, verb="stay_away")
    return {act.after["session"]: act.at for act in acts.filter(at__gt=now - UNDO).order_by("at", "pk")}


def dates_seen(guardian: Guardian, now: int) -> list[Coming]:
    """What stands and is not over, and what the guardian has given back and may have again, the soonest
    first, each with its rooms; nothing where they may not see it. Four queries at most."""
    if not guardian.may_see:
        return []
    lately = given_up_by(guardian, now) if may_give_up_dates(guardian) else {}
    ahead = _own(guardian.child).filter(session__end__gt=now, session__cancelled_at=None)
    dates = Session.objects.select_related("programme__facility").prefetch_related(WITH_ROOMS)
    found = ahead.select_related("signup").prefetch_related(Prefetch("session", dates))
    return [
        one
        for one in found.order_by("session__start", "pk")
        if one.state != Coming.State.CANCELLED
        or (one.session.start > now and lately.get(one.session.public_id) == one.since)
    ]


def may_give_up_dates(guardian: Guardian) -> bool:
    """Whether they may give back what the child has signed up for by itself."""
    return guardian.may_cancel and guardian.may_see


def _own(child: Person) -> QuerySet[Coming]:
    """Of a group that the child leads it is the group's."""
    return Coming.objects.filter(signup__person=child, signup__group=None)
