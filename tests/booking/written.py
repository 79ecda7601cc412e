"""What verbs write."""

from typing import Any

from post_office.models import Email
from schedule.models import Event

from booking.models import Act, Answer, Booking, Claim, Departure, Group, Notice, Person, Series
from facilities.models import Space


def everything() -> list[Any]:
    """All that a verb may write, to see that it wrote nothing."""
    rows = [Booking, Claim, Departure, Act, Answer, Email, Booking.people.through, Notice, Series, Event]
    counters = [sorted(model.objects.values_list("pk", "revision")) for model in (Person, Group, Space)]
    stored = sorted(
        Booking.objects.values_list("pk", "state", "start", "end", "room", "sequence", "changed_at")
    )
    return [*(row.objects.count() for row in rows), *counters, stored, sorted(Claim.objects.values_list())]
