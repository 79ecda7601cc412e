"""What was held for a while and not completed: it lapses, and its place is free again."""

from django.db import transaction

from booking import notices
from booking.actions.changes import hold_still, write
from booking.models import Booking
from booking.queries.lapses import lapsing
from booking.queries.requests import waits_for_hall
from booking.rules.lifecycle import State

# So few that no run outlives the worker's lease, which is renewed after each; the rest is due at once.
AT_ONCE = 50


def lapse_provisional(*, now: int) -> int:
    """Lapses provisional bookings whose time is over at `now` (seconds, UTC), each in its own transaction.

    At most AT_ONCE; answers how many it were. What was completed meanwhile stays. No inverse: whoever still
    wants the place books it again.
    """
    due = list(lapsing(now).select_related("room")[:AT_ONCE])
    for booking in due:
        _lapse(booking, now)
    return len(due)


@transaction.atomic
def _lapse(booking: Booking, now: int) -> None:
    hold_still([booking], [booking.room])
    # The same question once more, now under the locks: it may have been completed while we waited for them.
    current = lapsing(now).select_related("room__facility", "group", "person").filter(pk=booking.pk).first()
    if current is not None:
        asked = waits_for_hall(current)
        write(current, "lapse", None, now, state=State.LAPSED)
        if asked is None:
            notices.lapsed(current)
        else:
            notices.request_lapsed(current, asked)
