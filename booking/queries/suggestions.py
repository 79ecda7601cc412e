"""Suggested programmes: what a hall was sent, one's own, and what has had its time."""

from django.db.models import QuerySet

from booking.models import Person, Suggestion
from booking.queries.bookings import Absent
from booking.rules.suggestions import KEPT, State
from facilities.models import Facility


def suggestions_at(hall: Facility) -> QuerySet[Suggestion]:
    """All that a hall was sent, with who sent it."""
    return Suggestion.objects.filter(facility=hall).select_related("person", "group", "programme")


def unread_at(hall: Facility) -> QuerySet[Suggestion]:
    """What nobody has answered."""
    return suggestions_at(hall).filter(state=State.SENT)


def suggestion_at(hall: Facility, public_id: str) -> Suggestion:
    """Absent."""
    found = suggestions_at(hall).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def own_suggestions(person: Person) -> QuerySet[Suggestion]:
    """What somebody has sent with their account, the newest first."""
    found = person.suggestions.select_related("facility", "group", "programme")
    return found.order_by("-sent_at", "-pk")


def suggestion_by(code_hash: str) -> Suggestion | None:
    """By the fingerprint of its code; None where there is none (any more). One query."""
    found = Suggestion.objects.select_related("facility", "programme")
    return found.filter(code_hash=code_hash).first()


def outlived_suggestions(now: int) -> QuerySet[Suggestion]:
    """What was sent so long ago that it is erased."""
    return Suggestion.objects.filter(sent_at__lte=now - KEPT)
