"""A hall's rounds as its desk sees them: also those that are only planned, and what speaks against dates."""

from django.db.models import Count, Q

from booking.models import Round
from booking.queries.claims import is_taken
from booking.queries.lottery import Bench, Given, with_rooms_of
from booking.rules.ask import Step
from booking.rules.rounds import Caution, cautions, exams_on
from facilities.models import Facility
from facilities.rules.spans import Span

MOST = 30


def rounds_of(hall: Facility) -> list[Round]:
    """The last first, at most MOST, each with how many `entered`. One query."""
    rounds = Round.objects.filter(_of(hall)).annotate(entered=Count("entries"))
    return list(rounds.select_related("facility").order_by("-opens_at", "-pk")[:MOST])


def round_at(hall: Facility, public_id: str) -> Round | None:
    """One of the hall's, in whatever state. One query."""
    found = Round.objects.filter(_of(hall), public_id=public_id).annotate(entered=Count("entries"))
    return found.select_related("facility").first() if public_id.isalnum() else None


def _of(hall: Facility) -> Q:
    """Those that it holds, and those of others that give out its rooms."""
    return Q(facility=hall) | Q(pk__in=with_rooms_of(hall))


def cautions_on(known: Bench) -> tuple[Caution, ...]:
    """Dates on which the hall is closed, in exam weeks, taken, or with another time of entering by its own
    clauses. One query for each date."""
    return tuple(
        caution for one in known.slots for span in one.spans for caution in _of_date(known, one, span)
    )


def _of_date(known: Bench, one: Given, span: Span) -> list[Caution]:
    moments = (known.round.opens_at, known.round.closes_at)
    verdicts = [known.judge(one.room, span, None, Step.ENTER, at) for at in moments]
    day = known.plan(one.room, span).day
    book = known.calendar.versions[one.room.facility_id].book_on(day)
    exams = exams_on(day, book.day_sets if book else (), known.calendar.notes(one.room.facility, day))
    return cautions(one.number, span, verdicts, exams, is_taken(one.room, span))
