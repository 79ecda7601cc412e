"""Demand that was not met in a year: what was counted as it happened, and what is on record anyway."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Sum

from booking.models import Choice, Entry, Request, Round, Unmet
from booking.queries.counted.source import Year
from booking.rules.demand import Cause
from facilities.models import Facility
from facilities.rules.spans import instant


def year_of_demand(halls: Sequence[Facility], year: Year, *, city: bool) -> Counter[tuple[Cause, int | None]]:
    """How often, by cause and hall (its key; None for a search over all of them, told to a city alone). Three
    queries."""
    keys = [hall.pk for hall in halls]
    found: Counter[tuple[Cause, int | None]] = Counter()
    where = Q(facility__in=keys) | Q(facility=None) if city else Q(facility__in=keys)
    rows = Unmet.objects.filter(where, day__range=(year.first, year.last)).order_by()
    for cause, hall, count in rows.values_list("cause", "facility").annotate(all=Sum("count")):
        found[Cause(cause), hall] += count
    for hall, count in _lost(keys, year):
        found[Cause.LOST, hall] += count
    for hall, count in _declined(keys, year):
        found[Cause.DECLINED, hall] += count
    return found


def _span(year: Year) -> tuple[int, int]:
    return instant(year.first, 0, year.zone), instant(year.last + timedelta(days=1), 0, year.zone)


def _lost(halls: Sequence[int], year: Year) -> list[tuple[int, int]]:
    """Entries of lotteries drawn in these days that won nothing, by the hall that held the round."""
    won = Choice.objects.filter(entry=OuterRef("pk"), outcome=Choice.Outcome.WON)
    rows = Entry.objects.filter(
        ~Exists(won),
        round__facility__in=halls,
        round__state=Round.State.DRAWN,
        round__drawn_at__range=_span(year),
    )
    return list(rows.order_by().values_list("round__facility").annotate(all=Count("pk")))


def _declined(halls: Sequence[int], year: Year) -> list[tuple[int, int]]:
    rows = Request.objects.filter(
        answer=Request.Answer.REFUSED, decided_at__range=_span(year), booking__room__facility__in=halls
    )
    return list(rows.order_by().values_list("booking__room__facility").annotate(all=Count("pk")))
