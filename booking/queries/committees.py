"""Children's committees: which a hall has, how often they met, what they have planned."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q, QuerySet

from booking.models import Booking, Committee, Group, Membership, Programme
from booking.queries.bookings import Absent
from booking.queries.counted.uses import CAME
from booking.rules.lifecycle import HOLDING
from facilities.models import Facility
from facilities.rules.spans import instant
from facilities.rules.stages import fiscal_year


class Met(NamedTuple):
    """A committee with how often it met in a fiscal year so far, and when it meets next (an instant)."""

    committee: Committee
    times: int
    next: int | None


def committees_at(hall: Facility) -> QuerySet[Committee]:
    """Those that have not ended. One query."""
    found = Committee.objects.filter(facility=hall, ended_at=None, group__dissolved_at=None)
    return found.select_related("group")


def committee_at(hall: Facility, public_id: str) -> Committee:
    """One of them by its group's public id. Absent."""
    found = committees_at(hall).filter(group__public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def adult_contacts(groups: Sequence[Group]) -> QuerySet[Membership]:
    """The grown-ups who can be asked about these groups. One query."""
    found = Membership.objects.filter(group__in=groups, role=Membership.Role.ADULT_CONTACT)
    return found.select_related("person")


def met_at(hall: Facility, today: date, now: int) -> list[Met]:
    """A hall's committees with their meetings: every booking of theirs is one. Two queries."""
    since = instant(date(fiscal_year(today), 4, 1), 0, ZoneInfo(hall.timezone))
    rows = Booking.objects.filter(group__committee__facility=hall).values("group").order_by()
    held = Count("pk", filter=Q(state__in=CAME, start__gte=since, start__lte=now))
    told = {
        group: (times, ahead)
        for group, times, ahead in rows.annotate(
            times=held, ahead=Min("start", filter=Q(state__in=HOLDING, start__gt=now))
        ).values_list("group", "times", "ahead")
    }
    return [Met(one, *told.get(one.group_id, (0, None))) for one in committees_at(hall)]


def planned_by(groups: Sequence[Group]) -> QuerySet[Programme]:
    """What committees have planned and everybody may see, the newest first. One query."""
    found = Programme.objects.filter(planned_by__in=groups, state=Programme.State.OPEN)
    return found.order_by("-made_at", "-pk")
