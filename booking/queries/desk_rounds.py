"""A hall's rounds as its desk sees them: also those that are only planned, and what speaks against dates."""

from django.db.models import Count, Q, QuerySet

from booking.models import Person, Round
from booking.queries.claims import is_taken
from booking.queries.lottery import Bench, Given, with_rooms_of
from booking.queries.party import Company, usual_of
from booking.queries.people import by_login
from booking.queries.posts import halls_where
from booking.rules.ask import Step
from booking.rules.rounds import Caution, RoundUnfit, cautions, exams_on
from booking.rules.staff import Right
from facilities.models import Facility, Room
from facilities.queries.rooms import lent_rooms
from facilities.rules.spans import Span


def rounds_of(hall: Facility) -> QuerySet[Round]:
    """The last first, each with how many `entered`. One query."""
    rounds = Round.objects.filter(_of(hall)).annotate(entered=Count("entries"))
    return rounds.select_related("facility").order_by("-opens_at", "-pk")


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


def lendable_by(person: Person, hall: Facility, now: int) -> dict[tuple[str, str], Room]:
    """The rooms that a round of the hall's may give out, by the slugs of their hall and of themselves: its
    own, and those of the other halls whose hours this person decides, too. A query for each hall."""
    others = [one for one in halls_where(person, Right.HOURS, now) if one != hall]
    return {(one.slug, room.slug): room for one in (hall, *others) for room in lent_rooms(one.pk)}


def on_paper(card: str, name: str) -> tuple[Person, Company]:
    """Who has handed in a paper entry, by their card, and with whom: with those who usually come with the
    group of that name, or "" alone. RoundUnfit for a card or a group that is not there. Three queries."""
    person = by_login(card)
    if person is None:
        raise RoundUnfit("card", "nobody has this card")
    if not name:
        return person, Company()
    # A paper says a name and no id. PostgreSQL cannot even be asked for a text with a NUL in it.
    group = person.clubs.filter(name=name, dissolved_at=None).first() if "\x00" not in name else None
    if group is None:
        raise RoundUnfit("group", "they are in no such group")
    return person, usual_of(group, person)
