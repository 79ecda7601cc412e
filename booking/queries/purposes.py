"""What a room may be wanted for, where a hall's rules ask."""

from datetime import date

from django.db.models import Q

from booking.models import Booking
from booking.queries.party import Asker
from booking.queries.rules import rules_for
from booking.rules.clauses.purpose import Purpose
from facilities.models import Room
from facilities.rules.words import Words

OTHER = "other"  # a purpose that no rule names


def purposes(room: Room, day: date) -> dict[str, Words | None]:
    """The purposes that the rules of the day name for the room, with the hall's words for them if it has any.

    With one that they do not name, where they only say what is never allowed, or ask the hall about others.
    One query, one more for rules not yet compiled.
    """
    rules = rules_for(room.facility, day)
    terms = [term for _, term in rules.terms if isinstance(term, Purpose) and _is_of(term, room)]
    found = {key: rules.setting.names.get(key) for term in terms for key in term.only or term.never or ()}
    if terms and not all(term.only and term.others != "ask" for term in terms):
        found[OTHER] = None
    return found


def last_purpose(asker: Asker, room: Room) -> str:
    """What whoever asks, or their group, has last booked the room for; "" if they have not said. One
    query."""
    group = asker.company.group
    theirs = Q(person=asker.person, group=None) if group is None else Q(group=group)
    said = Booking.objects.filter(theirs, room=room).exclude(purpose="").order_by("-pk")
    return said.values_list("purpose", flat=True).first() or ""


def _is_of(term: Purpose, room: Room) -> bool:
    named = term.rooms is None or room.slug in term.rooms
    return named and room.slug not in (term.except_rooms or ())
