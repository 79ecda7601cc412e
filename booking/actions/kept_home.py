"""What a guardian may say of a group's booking: that the child does not come.

`now` is an instant (seconds, UTC). A guardian has no account: the Act's actor is None then.
"""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.changes import held_still, must_be_booked, must_be_unchanged, write
from booking.actions.locks import count_up
from booking.models import Booking
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.guardians import guardian_by, may_keep_home, was_kept_home
from booking.queries.money import kept, reckoned
from facilities.rules.spans import Span, local_day


@transaction.atomic
def keep_home(*, link_token: str, booking: Booking, now: int) -> Booking:
    """A guardian says that the child does not come to a group's booking: one less comes, and the booking
    stays the group's, whose rules are not asked of a parent. The child hears of it, and who leads the group
    that somebody does not come, with no reason. Where it was said before nothing changes.

    Absent for a link that opens nothing any more and for any other booking, Refused (PAST), Stale as for
    `bookings.cancel`. Inverse: `change_party`, by whoever leads the group or the child.
    """
    current = held_still(booking)
    guardian = guardian_by(fingerprint(link_token), local_day(now, ZoneInfo(settings.TIME_ZONE)))
    if guardian is None or not may_keep_home(guardian, current):
        raise Absent(booking.public_id)
    child = guardian.child
    if not current.people.filter(pk=child.pk).exists():
        if was_kept_home(guardian, current.public_id):
            return current
        raise Absent(booking.public_id)
    must_be_unchanged(current, booking)
    must_be_booked(current, now)
    current.people.remove(child)
    # A booking is for somebody: if nobody else was named, who comes instead is the group's to say.
    headcount = max(1, current.headcount - 1)
    fee = kept(reckoned(current, Span(current.start, current.end), current.room, child, now))
    write(current, "keep_home", None, now, headcount=headcount, bill=fee)
    count_up(people=[child.pk])
    log("guardian", guardian.public_id, "keep_home", None, now, after={"booking": current.public_id})
    notices.kept_home(current, child)
    return current
