"""What somebody has signed up for, in their own name or a group's: programmes, and the dates that stand."""

from collections.abc import Collection
from datetime import date

from django.db.models import BigIntegerField, ExpressionWrapper, F, Max, Prefetch, Q, QuerySet

from booking.models import (
    Act,
    Coming,
    Group,
    Membership,
    PartyParticulars,
    Person,
    Programme,
    Registration,
    Session,
    SignUp,
)
from booking.queries.bookings import LEADING, Absent, leading
from booking.queries.programmes import WITH_ROOMS, zone_of
from booking.queries.signup_consents import has_an_adult
from booking.rules.lifecycle import UNDO
from booking.rules.particulars import A_DAY
from facilities.rules.spans import local_day


def signups_of(person: Person) -> QuerySet[SignUp]:
    """Theirs, and those of the groups that they lead, each with its dates as `standing`, the soonest first;
    what they gave back is not among them. Two queries, whatever their number."""
    standing = Coming.objects.exclude(state=Coming.State.CANCELLED).select_related("session")
    dates = Prefetch("dates", standing.order_by("session__start", "pk"), "standing")
    # What a group has signed up is the group's, whoever of its leaders did it.
    theirs = Q(person=person, group=None) | Q(group__in=leading(person))
    found = SignUp.objects.filter(theirs).select_related("programme__facility", "group")
    return found.prefetch_related(dates)


def signed_up_besides(
    programme: Programme, dates: Collection[Session], person: Person, group: Group | None, now: int
) -> SignUp | None:
    """By which other sign-up somebody has a part in one of these dates already: alone, in a group's name, or
    by a group of theirs. Of a group for which no adult stands each member counts, as whoever makes groups of
    friends would have as many tickets; of one that is registered, none. Four queries at most."""
    registered = _registered(local_day(now, zone_of(programme)))
    if group is not None and registered.filter(pk=group.pk).exists():
        return None
    people = [person.pk]
    if group is not None and not has_an_adult(group, programme, now):
        people += _coming_with(Q(group=group)).values_list("person", flat=True)
    # Whoever speaks for a registered group, as a teacher for two classes, does not take part by that alone.
    speaking = Q(role__in=LEADING, group__in=registered)
    groups = _coming_with(Q(person__in=people) & ~speaking).values("group")
    theirs = Q(person__in=people) & ~Q(group__in=registered) | Q(group__in=groups)
    standing = Coming.objects.exclude(state=Coming.State.CANCELLED).filter(session__in=dates)
    own = Q(group=group) if group is not None else Q(group=None, person=person)
    found = programme.signups.exclude(own).filter(theirs, pk__in=standing.values("signup"))
    return found.select_related("group").first()


def _registered(day: date) -> QuerySet[Group]:
    """Those whose registration stands: staff know who they are."""
    valid = Q(registrations__state=Registration.State.VALID)
    ends = Q(registrations__valid_until=None) | Q(registrations__valid_until__gte=day)
    return Group.objects.filter(valid & ends)


def knows(person: Person, signup: SignUp) -> bool:
    """Whether a sign-up is somebody's own, or that of a group to which they belong. One query at most."""
    if signup.person_id == person.pk:
        return True
    return signup.group_id is not None and _coming_with(Q(group=signup.group_id, person=person)).exists()


def _coming_with(which: Q) -> QuerySet[Membership]:
    return Membership.objects.filter(which).exclude(role=Membership.Role.ADULT_CONTACT)


def given_back(signup: SignUp, verb: str, now: int) -> dict[str, Act]:
    """The dates (by public id) that were given back by this verb less than ten minutes ago, each with its
    last act. One query."""
    acts = Act.objects.filter(subject="signup", subject_id=signup.public_id, verb=verb, at__gt=now - UNDO)
    return {act.after["session"]: act for act in acts.order_by("at", "pk") if act.before}


def comings_ahead(person: Person, now: int) -> list[Coming]:
    """The dates that are not over for which somebody, or a group that they lead, has signed up, the soonest
    first, each with its rooms. Three queries."""
    dates = Session.objects.select_related("programme__facility").prefetch_related(WITH_ROOMS)
    theirs = Q(signup__person=person, signup__group=None) | Q(signup__group__in=leading(person))
    standing = Coming.objects.filter(theirs).exclude(state=Coming.State.CANCELLED)
    found = standing.filter(session__end__gt=now, session__cancelled_at=None).select_related("signup__group")
    return list(found.prefetch_related(Prefetch("session", dates)).order_by("session__start", "pk"))


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
    # What was given back just now may be had again, with what was told.
    lately = Coming.objects.filter(state=Coming.State.CANCELLED, since__gt=now - UNDO).values("signup")
    return found.filter(Q(last=None) & ~Q(signup__in=lately) | Q(until__lte=now))


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
