"""A process of its own that uses the verbs: commands come in as lines of JSON, answers go out as such.

`python -m tests.races.rival` with the environment of a service. It is a program, not a test.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from post_office.models import Email  # noqa: E402

from booking.actions.bookings import Absent, Company, Refused, Stale, book, cancel, move  # noqa: E402
from booking.actions.invitations import NotUsable, invite, join  # noqa: E402
from booking.actions.memberships import hand_over  # noqa: E402
from booking.models import Act, Booking, Claim, Group, Membership, Person  # noqa: E402
from facilities.models import Room  # noqa: E402
from facilities.rules.spans import Span  # noqa: E402
from tests.factories import NOW, a_hall  # noqa: E402
from tests.people import a_group, a_high_schooler  # noqa: E402


def _hall(rooms: list[str]) -> list[int]:
    """Lays the sample hall out; the keys of these of its rooms."""
    hall = a_hall()
    return [Room.objects.get(facility=hall, slug=slug).pk for slug in rooms]


def _member() -> dict[str, Any]:
    """A new member with an address, and a session in which they are signed in."""
    person = a_high_schooler()
    Person.objects.filter(pk=person.pk).update(email=f"{person.card_number}@example.org")
    browser = Client()
    browser.force_login(person)
    return {"person": person.pk, "session": browser.cookies["sessionid"].value}


def _book(person: int, room: int, span: list[int]) -> str:
    booking = book(
        person=Person.objects.get(pk=person), room=_room(room), span=Span(*span), company=Company(), now=NOW
    )
    return booking.public_id


def _cancel(booking: str) -> str:
    found = Booking.objects.get(public_id=booking)
    return cancel(booking=found, actor=_owner(found), now=NOW).public_id


def _move(booking: str, room: int, span: list[int]) -> str:
    found = Booking.objects.get(public_id=booking)
    return move(booking=found, actor=_owner(found), room=_room(room), span=Span(*span), now=NOW).public_id


def _look() -> list[dict[str, Any]]:
    """Every booking with all that stands or falls with it."""
    claims, acts = defaultdict(list), defaultdict(list)
    for booking, *span in Claim.objects.values_list("booking", "start", "end"):
        claims[booking].append(span)
    for public_id, verb in Act.objects.order_by("pk").values_list("subject_id", "verb"):
        acts[public_id].append(verb)
    mails = Counter(re.findall(r":(\d{4})\n", "".join(Email.objects.values_list("message", flat=True))))
    spaces = Count("room__spaces", distinct=True)
    bookings = Booking.objects.annotate(spaces=spaces, coming=Count("people", distinct=True)).order_by("pk")
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
        }
        for booking in bookings
    ]


def _band(members: int) -> dict[str, Any]:
    """A band with so many members, the first its leader; and how often it was changed."""
    people = [a_high_schooler() for _ in range(members)]
    return {"group": a_group("band", *people).pk, "people": [person.pk for person in people], "sequence": 0}


def _invite(group: int, actor: int, places: int) -> str:
    found = Group.objects.get(pk=group)
    leader = Person.objects.get(pk=actor)
    return invite(group=found, actor=leader, places=places, now=NOW).invitation.public_id


def _join(person: int, invitation: str) -> int:
    return join(person=Person.objects.get(pk=person), invitation=invitation, now=NOW).pk


def _hand_over(group: int, actor: int, person: int, sequence: int) -> int:
    found = Group.objects.get(pk=group)
    found.sequence = sequence
    people = Person.objects.in_bulk([actor, person])
    hand_over(group=found, actor=people[actor], person=people[person], now=NOW)
    return person


def _members(group: int) -> dict[str, Any]:
    """Who is in it, by role."""
    rows = Membership.objects.filter(group=group).order_by("pk").values_list("role", "person")
    sequence = Group.objects.values_list("sequence", flat=True).get(pk=group)
    return {"people": list(rows), "sequence": sequence}


def _room(key: int) -> Room:
    return Room.objects.select_related("facility").get(pk=key)


def _owner(booking: Booking) -> Person:
    return Person.objects.get(pk=booking.person_id)


COMMANDS: dict[str, Callable[..., Any]] = {
    "hall": _hall,
    "member": _member,
    "book": _book,
    "cancel": _cancel,
    "move": _move,
    "look": _look,
    "band": _band,
    "invite": _invite,
    "join": _join,
    "hand_over": _hand_over,
    "members": _members,
}


def answer(command: str, given: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"done": COMMANDS[command](**given)}
    except Refused as refused:
        return {"refused": sorted(reason.code for reason in refused.verdict.broken)}
    except Stale:
        return {"stale": True}
    except Absent:
        return {"absent": True}
    except NotUsable as unusable:
        return {"not usable": unusable.why}


if __name__ == "__main__":
    for line in sys.stdin:
        command, given = json.loads(line)
        print(json.dumps(answer(command, given)), flush=True)  # this is how it answers
