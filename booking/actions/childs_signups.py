"""What a guardian does about a date that a child has signed up for: given back, and had again after a slip.

The same as the child does, by the link of the guardian's own page. `now` is an instant (seconds, UTC). A
guardian has no account: the Acts' actor is None, and one of them is the guardian's.
"""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.locks import lock
from booking.actions.signup_places import locked_programme
from booking.actions.signup_returns import OWN, Gone, have_back
from booking.actions.signups import leave
from booking.models import Coming, Guardian
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.childs_dates import childs_coming, given_up_by, may_give_up_dates
from booking.queries.guardians import guardian_by
from facilities.rules.spans import local_day


@transaction.atomic
def stay_away_for_child(*, link_token: str, session: str, now: int) -> None:
    """The child, and whoever it signed up with, does not come to this date (a public id); the child is told.
    Sent twice it is done once.

    Absent for a link that opens nothing any more, for a guardian who may not give back, and for what a group
    has signed up; Begun. Inverse: `come_after_all_for_child`, or the child's `come_after_all`.
    """
    guardian, coming = _locked(link_token, session, now)
    if leave(coming.signup, coming.session, None, now, notices.given_back_by_guardian):
        _act("stay_away", guardian, session, now)


@transaction.atomic
def come_after_all_for_child(*, link_token: str, session: str, now: int) -> Coming:
    """Takes back what this guardian has given back by a slip: what the child has left is the child's to have
    again. Where it comes already nothing changes. Absent as for `stay_away_for_child`; Begun and Gone as for
    `come_after_all`. Inverse: `stay_away_for_child`."""
    guardian, coming = _locked(link_token, session, now)
    left = coming.state == Coming.State.CANCELLED
    if left and given_up_by(guardian, now).get(session) != coming.since:
        raise Gone
    back = have_back(coming.signup, coming.session, OWN, None, now, notices.had_again_by_guardian)
    if left:
        _act("come_after_all", guardian, session, now)
    return back


def _locked(link_token: str, session: str, now: int) -> tuple[Guardian, Coming]:
    """Who does it, and what the child has at the date, with child and programme locked."""
    guardian = _of_link(link_token, now)
    coming = childs_coming(guardian.child, session)
    lock(people=[guardian.child_id])
    locked_programme(coming.session.programme)
    # Asked again under the lock: the manager may have stopped them a moment ago.
    return _of_link(link_token, now), childs_coming(guardian.child, session)


def _of_link(link_token: str, now: int) -> Guardian:
    day = local_day(now, ZoneInfo(settings.TIME_ZONE))
    found = guardian_by(fingerprint(link_token), day)
    if found is None or not may_give_up_dates(found):
        raise Absent
    return found


def _act(verb: str, guardian: Guardian, session: str, now: int) -> None:
    log("guardian", guardian.public_id, verb, None, now, after={"session": session})
