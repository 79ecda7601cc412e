"""Whether a child's sign-up lacks a guardian's consent to its programme."""

from django.conf import settings
from django.db.models import Q, QuerySet

from booking.models import Coming, Consent, Group, Membership, Person, Programme, SignUp
from booking.queries.bookings import LEADING
from booking.queries.programmes import zone_of
from booking.rules.signup_consents import key_of
from facilities.models import Facility
from facilities.queries.halls import published_halls
from facilities.rules.spans import local_day
from facilities.rules.stages import turns_in_fiscal_year_until


def is_child(person: Person, programme: Programme, now: int) -> bool:
    """Whether somebody is of the age of guardians on the programme's day. No query."""
    day = local_day(now, zone_of(programme))
    born = person.birth_date
    return born is not None and day <= turns_in_fiscal_year_until(born, settings.GUARDIANS_UNTIL_AGE)


def lacks_consent(signup: SignUp, now: int) -> bool:
    """Whether it needs a consent that is not there. A class or a club comes by the word of an adult who
    leads it or is its contact; a group that a child has made alone is that child. Two queries at most."""
    programme = signup.programme
    if not programme.needs_consent or not is_child(signup.person, programme, now):
        return False
    if signup.group is not None and has_an_adult(signup.group, programme, now):
        return False
    return not has_consent(signup.person, programme, now)


def has_an_adult(group: Group, programme: Programme, now: int) -> bool:
    """Whether an adult leads a group, stands in for who does, or is its contact. One query."""
    answering = group.memberships.filter(role__in=(*LEADING, Membership.Role.ADULT_CONTACT))
    there = answering.select_related("person")
    return any(not is_child(one.person, programme, now) for one in there)


def has_consent(child: Person, programme: Programme, now: int) -> bool:
    """Whether a guardian has agreed to it, and that holds still. One query."""
    given = Consent.objects.filter(child=child, purpose=key_of(programme.public_id), revoked_at=None)
    return given.filter(valid_until__gte=local_day(now, zone_of(programme))).exists()


def overdue(now: int) -> QuerySet[SignUp]:
    """Whose places were held for a consent up to an instant (seconds, UTC), the first first."""
    found = SignUp.objects.filter(consent_by__lte=now)
    return found.select_related("programme__facility", "person").order_by("consent_by", "pk")


def asking_under(hall: Facility, key: str) -> Programme | None:
    """The programme that asks a consent under this key, and for which the hall keeps it. Two queries at
    most."""
    public_id = key.removeprefix(key_of(""))
    if public_id == key:
        return None
    found = Programme.objects.filter(needs_consent=True, public_id=public_id)
    programme = found.select_related("facility").first()
    return programme if programme is not None and keeping_hall(programme) == hall else None


def keeping_hall(programme: Programme) -> Facility | None:
    """Where a consent to it is kept: at the hall that leads it; of one that an office leads by itself, or
    several halls together, at the first published hall of the office. One query where no hall leads it."""
    if programme.facility is not None:
        return programme.facility
    halls = published_halls().filter(department=programme.department_id)
    return halls.order_by("position", "pk").first()


def asking_of(child: Person) -> list[Programme]:
    """What a child has signed up for that asks a consent; of a group's sign-ups those that wait for one. One
    query."""
    standing = Coming.objects.exclude(state=Coming.State.CANCELLED)
    asking = Q(signup__group=None) | ~Q(signup__consent_by=None)
    theirs = standing.filter(asking, signup__person=child).values("signup__programme")
    found = Programme.objects.filter(pk__in=theirs, needs_consent=True, state=Programme.State.OPEN)
    return list(found.select_related("facility").order_by("pk"))
