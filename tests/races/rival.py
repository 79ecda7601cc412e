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

from booking.actions.bookings import Company, Refused, Stale, book, cancel, move  # noqa: E402
from booking.actions.draws import draw  # noqa: E402
from booking.actions.entries import Wishes, enter  # noqa: E402
from booking.actions.lottery import Untimely, close_list  # noqa: E402
from booking.models import Act, Booking, Claim, Notice, Person, Round  # noqa: E402
from facilities.models import Room  # noqa: E402
from facilities.rules.spans import Span  # noqa: E402
from tests.factories import NOW, a_hall  # noqa: E402
from tests.people import a_high_schooler  # noqa: E402
from tests.rounds import AFTER, CLOSES, DRAWS, a_round, entered  # noqa: E402


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


def _round(bands: int) -> str:
    """An open round of the sample hall, which so many bands have entered; its public id."""
    lottery = a_round(a_hall())
    for number in range(bands):
        entered(lottery, 1 + number % 2, 2 - number % 2)
    return lottery.public_id


def _close(lottery: str) -> int:
    return len(close_list(lottery=Round.objects.get(public_id=lottery), now=AFTER).seals)


def _draw(lottery: str) -> list[list[str]]:
    drawn: list[list[str]] = draw(lottery=Round.objects.get(public_id=lottery), now=DRAWS).record["result"]
    return drawn


def _enter(lottery: str, person: int) -> str:
    found = Round.objects.get(public_id=lottery)
    return enter(
        lottery=found, person=Person.objects.get(pk=person), wishes=Wishes((1,)), now=CLOSES
    ).public_id


def _outcome(lottery: str) -> dict[str, Any]:
    """All that stands or falls with a draw."""
    found = Round.objects.get(public_id=lottery)
    return {
        "state": found.state,
        "listed": found.seals[-1][2] if found.seals else None,
        "entries": found.entries.count(),
        "bookings": Booking.objects.count(),
        "claims": Claim.objects.count(),
        "wins": Act.objects.filter(verb="win").count(),
        "draws": Act.objects.filter(verb="draw").count(),
        "told": Notice.objects.filter(kind__in=["won", "not_this_time"]).count(),
    }


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
    "round": _round,
    "close": _close,
    "draw": _draw,
    "enter": _enter,
    "outcome": _outcome,
}


def answer(command: str, given: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"done": COMMANDS[command](**given)}
    except Refused as refused:
        return {"refused": sorted(reason.code for reason in refused.verdict.broken)}
    except Stale:
        return {"stale": True}
    except Untimely:
        return {"untimely": True}


if __name__ == "__main__":
    for line in sys.stdin:
        command, given = json.loads(line)
        print(json.dumps(answer(command, given)), flush=True)  # this is how it answers
