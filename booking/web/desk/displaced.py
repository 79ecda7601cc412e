"""A booking whose people the desk calls, and what those answer whom the hall has displaced."""

from typing import Any

from booking.models import Booking
from booking.rules.staff import Right
from booking.web.desk.asked import BETWEEN
from booking.web.desk.door import Desk
from booking.web.displaced import displaced_context
from facilities.queries.rooms import lent_rooms


def displaced_told(found: Booking, desk: Desk) -> dict[str, Any] | None:
    """Why, what is held for them, and where else they could be; None once somebody has answered, and for
    what nothing has displaced."""
    told = displaced_context(found, desk.now, desk.person)
    if told is None:
        return None
    # The form to move it knows the rooms that this hall lends, and no other hall's.
    ours = {room.slug for room in lent_rooms(desk.hall.pk)}
    ways = [
        {"to": BETWEEN.join((one.room, one.start, one.end)), "words": one.words}
        for one in told["ways"]
        if one.room in ours
    ]
    return {**told, "ways": ways}


def may_reach(found: Booking, desk: Desk) -> bool:
    """Whether this reader can see how its people are reached. A caller's number is the desk's own."""
    if found.person_id is None:
        return hasattr(found, "caller")
    return desk.may(Right.CONTACT)
