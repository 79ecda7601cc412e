"""What rivals do with bookings, and what they find written of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count
from post_office.models import Email

from booking.actions.attendance import check_in
from booking.actions.bookings import Company, book, cancel, move
from booking.actions.no_show import release_no_show
from booking.actions.walk_ins import let_in_at_door
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Claim, Person
from facilities.models import Room
from facilities.rules.spans import Span
from tests.factories import NOW, a_booking


def _book(person: int, room: int, span: list[int]) -> str:
    booking = book(person=Person.objects.get(pk=person), wanted=Wanted(room_of(room), Span(*span)), now=NOW)
    return booking.public_id


def _cancel(booking: str) -> str:
    found = Booking.objects.get(public_id=booking)
    return cancel(booking=found, actor=owner_of(found), now=NOW).public_id


def _move(booking: str, room: int, span: list[int]) -> str:
    found = Booking.objects.get(public_id=booking)
    return move(booking=found, actor=owner_of(found), room=room_of(room), span=Span(*span), now=NOW).public_id


def _look() -> list[dict[str, Any]]:
    """Every booking with all that stands or falls with it."""
    claims, acts = defaultdict(list), defaultdict(list)
    for booking, *span in Claim.objects.values_list("booking", "start", "end"):
        claims[booking].append(span)
    for public_id, verb in Act.objects.order_by("pk").values_list("subject_id", "verb"):
        acts[public_id].append(verb)
    mails = Counter(re.findall(r":(\d{4})\n", "".join(Email.objects.values_list("message", flat=True))))
    spaces = Count("room__spaces", distinct=True)
    bookings = Booking.objects.annotate(
        spaces=spaces, coming=Count("people", distinct=True), notices_sent=Count("notices", distinct=True)
    ).order_by("pk")
    return [
        {
            "booking": booking.public_id,
            "state": booking.state,
            "room": booking.room_id,
            "span": [booking.start, booking.end],
            "spaces": booking.spaces,
            "people": booking.coming,
            "claims": claims[booking.pk],
            "acts": acts[booking.public_id],
            "mails": mails[booking.code],
            "notices": booking.notices_sent,
        }
        for booking in bookings
    ]


def _expect(person: int, room: int, span: list[int]) -> str:
    """A booking as it stands since long, whatever the hour is."""
    return a_booking(room_of(room), Span(*span), Person.objects.get(pk=person)).public_id


def _check_in(desk: int, booking: str) -> str:
    found = Booking.objects.get(public_id=booking)
    return check_in(booking=found, counts={}, actor=Person.objects.get(pk=desk), now=NOW).public_id


def _release(desk: int, booking: str) -> str:
    found = Booking.objects.get(public_id=booking)
    return release_no_show(booking=found, actor=Person.objects.get(pk=desk), now=NOW).public_id


def _take(room: int, now: int) -> str:
    """Two teens take the room at its own door for half an hour."""
    teens = Company(counted={"high_school": 2})
    return let_in_at_door(room=room_of(room), until=now + 1800, company=teens, now=now).public_id


def room_of(key: int) -> Room:
    return Room.objects.select_related("facility").get(pk=key)


def owner_of(booking: Booking) -> Person:
    return Person.objects.get(pk=booking.person_id)


OF_BOOKINGS: Mapping[str, Callable[..., Any]] = {
    "book": _book,
    "cancel": _cancel,
    "move": _move,
    "look": _look,
    "expect": _expect,
    "check_in": _check_in,
    "release": _release,
    "take": _take,
}
