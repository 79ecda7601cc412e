"""What somebody has signed up for, in their own name or a group's: programmes, and the dates that stand."""

from collections.abc import Collection

from django.db.models import BigIntegerField, ExpressionWrapper, F, Max, Prefetch, Q, QuerySet

from booking.models import Coming, PartyParticulars, Person, Session, SignUp
from booking.queries.bookings import Absent, leading
from booking.rules.particulars import A_DAY


def signups_of(person: Person) -> QuerySet[SignUp]:
    """Theirs, and those of the groups that they lead, each with its dates as `standing`, the soonest first;
    what they gave back is not among them. Two queries, whatever their number."""
    standing = Coming.objects.exclude(state=Coming.State.CANCELLED).select_related("session")
    dates = Prefetch("dates", standing.order_by("session__start", "pk"), "standing")
    # What a group has signed up is the group's, whoever of its leaders did it.
    theirs = Q(person=person, group=None) | Q(group__in=leading(person))
    found = SignUp.objects.filter(theirs).select_related("programme__facility", "group")
    return found.prefetch_related(dates)


def left_out(signup: SignUp, named: Collection[str], now: int) -> list[Session]:
    """The dates still to come that somebody has signed up for and that are not among these (by public id),
    the soonest first. One query."""
    standing = signup.dates.exclude(state=Coming.State.CANCELLED).select_related("session")
    to_come = standing.filter(session__start__gt=now, session__cancelled_at=None)
    missing = to_come.exclude(session__public_id__in=named).order_by("session__start", "pk")
    return [one.session for one in missing]


def told_besides(now: int) -> QuerySet[PartyParticulars]:
    """What a programme asked of parties and is to be erased by an instant (seconds, UTC): so many days after
    the last date to which they come, and at once of whoever comes to none."""
    standing = [state for state in Coming.State.values if state != Coming.State.CANCELLED]
    stands = Q(signup__dates__state__in=standing, signup__dates__session__cancelled_at=None)
    last = Max("signup__dates__session__end", filter=stands)
    # One programme a sign-up; but beside an aggregate PostgreSQL takes no column of another table as it is.
    days = Max("signup__programme__kept_days")
    until = ExpressionWrapper(F("last") + F("days") * A_DAY, BigIntegerField())
    found = PartyParticulars.objects.annotate(last=last, days=days).annotate(until=until)
    return found.filter(Q(last=None) | Q(until__lte=now))


def told_with(signup: SignUp) -> PartyParticulars | None:
    """What a party told of what its programme asks; None where it told nothing, or that is erased by now. One
    query."""
    return PartyParticulars.objects.filter(signup=signup).first()


def signup_by(person: Person, public_id: str) -> SignUp:
    """One of those. Absent for any other."""
    found = signups_of(person).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found
