"""When an evening becomes bookable, the line is asked before others come.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.locks import lock
from booking.actions.openings import open_up
from booking.models import Horizon
from booking.queries.horizons import openings_of
from booking.rules.horizons import LEAD
from facilities.models import Facility, Space


@transaction.atomic
def look_ahead(*, hall: Facility, now: int) -> int:
    """Keeps for the line what of the hall becomes bookable within LEAD and somebody waits for; how many times
    it were. At their moment the first in line is offered them, as anything that is kept.

    Idempotent: each moment is looked at once, and what nobody in line may have is free for all. No inverse.
    """
    # First of all: what is found to be free stays so until it is kept.
    lock(spaces=Space.objects.filter(facility=hall).values_list("pk", flat=True))
    found = openings_of(hall, now)
    for one in found:
        open_up([one.room], [one.span], now, asks_from=one.at)
    # Also where nothing was found: else the same stretch would be looked through at every look.
    Horizon.objects.update_or_create(facility=hall, defaults={"until": now + LEAD})
    return len(found)
