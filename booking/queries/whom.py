"""For whom the desk books: members and groups that have business at its hall, found by card or name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from booking.models import Booking, Group, Membership, Person, Registration, Wait
from booking.queries.party import Company, usual_of
from booking.queries.rules import Versions, rules_for
from booking.rules.bands import band_of
from facilities.models import Facility

MOST = 6
SHORTEST_CARD = 4  # characters: less is no card number
NAMES = ("name", "reading", "call_name")


@dataclass(frozen=True, slots=True)
class Whom:
    """A member alone, or for their group; `key` is what a form says for them."""

    person: Person
    group: Group | None = None

    @property
    def key(self) -> str:
        return f"g-{self.group.public_id}" if self.group else f"p-{self.person.public_id}"


def with_business(hall: Facility, today: date, known: Versions | None = None) -> QuerySet[Person]:
    """The members who have or had a booking at a hall, themselves or their group, who wait for one, or are
    registered there, by the hall's rules, which may be `known`."""
    booked = Booking.objects.filter(room__facility=hall).order_by()
    coming = Booking.people.through.objects.filter(booking__room__facility=hall)
    rules = rules_for(hall, today) if known is None else known.on(today)
    registered = Registration.objects.filter(registry__in=rules.setting.accepting(None))
    groups = Membership.objects.filter(
        Q(group__in=booked.values("group")) | Q(group__in=registered.values("group"))
    )
    theirs = (
        Q(pk__in=booked.values("person"))
        | Q(pk__in=coming.values("person"))
        | Q(pk__in=Wait.objects.filter(wish__rooms__facility=hall).order_by().values("person"))
        | Q(pk__in=registered.values("person"))
        | Q(pk__in=groups.order_by().values("person"))
    )
    return Person.objects.filter(theirs, is_active=True)


def matching(words: Sequence[str], hall: Facility, today: date, rules: Versions | None = None) -> list[Whom]:
    """Groups by their name, members by card number, name or reading; at most six of each. Two queries, one
    more where the hall's `rules` are not known."""
    words = [word for word in words if "\x00" not in word]
    if not words:
        return []
    known = with_business(hall, today, rules)
    card = "".join(words)
    by_card = Q(card_number__iexact=card) if len(card) >= SHORTEST_CARD else Q(pk=None)
    by_name = reduce(and_, (_named(word) for word in words))
    # Few, so that the desk types on instead of reading through who else is a member.
    members = known.filter(by_card | by_name).order_by("reading", "pk")[:MOST]
    of_group = reduce(and_, (Q(group__name__icontains=word) for word in words))
    led = _leading(known).filter(of_group)[:MOST]
    return [*(Whom(one.person, one.group) for one in led), *(Whom(one) for one in members)]


def by_key(key: str, hall: Facility, today: date) -> Whom | None:
    """The one of whom a form speaks; None if there is none with business at the hall. At most two queries."""
    kind, _, public_id = key.partition("-")
    known = with_business(hall, today)
    if not public_id.isalnum():
        return None
    if kind == "g":
        led = _leading(known).filter(group__public_id=public_id).first()
        return None if led is None else Whom(led.person, led.group)
    person = known.filter(public_id=public_id).first() if kind == "p" else None
    return None if person is None else Whom(person)


def company_of(whom: Whom | None, bands: Mapping[str, int], people: int, day: date) -> Company:
    """Those who come: whoever usually comes with a group, if nothing else is said or as many; else so many,
    of whom whoever asks is one. One query for a group of which only a number is said, or nothing."""
    if whom is None:
        return Company(counted=bands, unaged=0 if bands else people)
    group = None if whom.group is None else whom.group.pk
    if not bands and whom.group is not None:
        usual = usual_of(whom.group, whom.person)
        if people in (0, usual.headcount):
            return usual
    if not bands:
        return Company(group, (whom.person.pk,), unaged=max(people - 1, 0))
    own = band_of(whom.person.birth_date, day) if whom.person.birth_date else ""
    if not bands.get(own):  # they ask, and do not come
        return Company(group, (), bands)
    return Company(group, (whom.person.pk,), {**bands, own: bands[own] - 1})


def _leading(known: QuerySet[Person]) -> QuerySet[Membership]:
    leading = Membership.objects.filter(role=Membership.Role.LEADER, person__in=known)
    return leading.filter(group__dissolved_at=None).select_related("person", "group").order_by("group__name")


def _named(word: str) -> Q:
    return reduce(lambda found, field: found | Q(**{f"{field}__icontains": word}), NAMES, Q(pk=None))
