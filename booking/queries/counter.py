"""The people of a hall: whoever registers there, has booked, comes with a group, or was heard of."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.models import Booking, Consent, Guardian, Membership, Person, Registration, Seat, Wait
from booking.queries.people import by_login
from booking.queries.queues import registrations_at
from facilities.models import Facility

MOST = 30
STANDING = (Wait.State.WAITING, Wait.State.OFFERED)


def known_at(hall: Facility) -> QuerySet[Person]:
    """Whom the hall has to do with, whoever stands in line for one of its rooms, too. A department's halls
    each see their own people."""
    me = OuterRef("pk")
    registered = registrations_at(hall)
    groups = Membership.objects.filter(person=me, group__in=registered.exclude(group=None).values("group"))
    booked = Booking.objects.filter(room__facility=hall)
    coming = Booking.people.through.objects.filter(person=me, booking__in=booked.values("pk"))
    # Each asked by itself: joined in one query, these tables would multiply one another.
    return Person.objects.filter(
        Exists(registered.filter(person=me))
        | Exists(groups)
        | Exists(booked.filter(person=me))
        | Exists(coming)
        | Exists(Consent.objects.filter(child=me, hall=hall))
        | Exists(Wait.objects.filter(person=me, state__in=STANDING, wish__rooms__facility=hall))
        | Exists(Seat.objects.filter(person=me, date__facility=hall)),
        is_active=True,
    )


def known_member(hall: Facility, whom: str) -> Person | None:
    """The same by the key of a member (`p-…`), as a search of the desk tells it; None for any other. One
    query."""
    kind, _, public_id = whom.partition("-")
    # A group has a key there, too, and takes no course.
    return known_at(hall).filter(public_id=public_id).first() if kind == "p" else None


def find_people(hall: Facility, text: str) -> list[Person]:
    """By card number whoever it is, they stand at the counter; by name or reading the hall's own people.
    At most MOST. Two queries."""
    text = text.strip()
    # PostgreSQL cannot even be asked for a text with a NUL in it.
    if not text or "\x00" in text:
        return []
    card = by_login(text)
    if (
        # The whole number as it is on the card: `by_login` would take a mail address, too, and a desk that
        # could try addresses would learn who is a member.
        card is not None
        and card.is_active
        and card.card_number.casefold() == text.replace(" ", "").casefold()
    ):
        return [card]
    named = Q(name__icontains=text) | Q(reading__icontains=text) | Q(call_name__icontains=text)
    return list(known_at(hall).filter(named).order_by("reading", "pk")[:MOST])


def person_at(public_id: str) -> Person | None:
    """Somebody who is a member, by the id in their page's address. One query."""
    found = Person.objects.filter(public_id=public_id, is_active=True) if public_id.isalnum() else None
    return found.first() if found is not None else None


def guardian_known_at(hall: Facility, public_id: str) -> Guardian | None:
    """A guardian of one of the hall's people, who was not stopped and whose child's record is open."""
    if not public_id.isalnum():
        return None
    found = Guardian.objects.filter(public_id=public_id, stopped_at=None, child__closed=False)
    return found.filter(child__in=known_at(hall).values("pk")).select_related("child").first()


def registrations_of_person(person: Person, hall: Facility) -> list[Registration]:
    """Their registrations with the hall's registries, the last first. One query."""
    return list(registrations_at(hall).filter(person=person).order_by("-registered_on", "-pk"))


def standing_consents(person: Person, hall: Facility, day: date) -> list[Consent]:
    """What guardians have agreed to for the hall's rulebooks and that holds on a day. One query."""
    given = Consent.objects.filter(child=person, revoked_at=None, valid_until__gte=day)
    return list(given.filter(rulebook__in=hall.rulebooks.values("key")).select_related("guardian"))
