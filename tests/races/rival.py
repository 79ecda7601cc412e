"""A process of its own that uses the verbs: commands come in as lines of JSON, answers go out as such.

`python -m tests.races.rival` with the environment of a service. It is a program, not a test.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import django

django.setup()

from django.core.mail import EmailMessage, get_connection  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from post_office.models import STATUS, Email  # noqa: E402

from booking.actions.attendance import check_in  # noqa: E402
from booking.actions.bookings import Absent, Company, Refused, Stale, book, cancel, move  # noqa: E402
from booking.actions.closures import OneClosure, close, lift_closure  # noqa: E402
from booking.actions.consent_requests import ask_for_consent  # noqa: E402
from booking.actions.consents import Answerer, LinkUsed, give_consent, revoke_consent  # noqa: E402
from booking.actions.courses import Full, sign_up  # noqa: E402
from booking.actions.displacements import Unseen  # noqa: E402
from booking.actions.draws import draw  # noqa: E402
from booking.actions.entries import Wishes, enter  # noqa: E402
from booking.actions.invitations import NotUsable, invite, join  # noqa: E402
from booking.actions.lottery import Untimely, close_list  # noqa: E402
from booking.actions.memberships import hand_over  # noqa: E402
from booking.actions.mydata import forget  # noqa: E402
from booking.actions.no_show import release_no_show  # noqa: E402
from booking.actions.particulars import Newcomer, Particulars  # noqa: E402
from booking.actions.people import register  # noqa: E402
from booking.actions.series import book_series, cancel_series  # noqa: E402
from booking.actions.walk_ins import let_in_at_door  # noqa: E402
from booking.actions.wanted import Wanted  # noqa: E402
from booking.actions.wanted_series import WantedSeries  # noqa: E402
from booking.management.mail import send_next  # noqa: E402
from booking.models import (  # noqa: E402
    Act,
    Booking,
    Claim,
    Consent,
    CourseDate,
    Displacement,
    Group,
    Guardian,
    Membership,
    Notice,
    Person,
    Round,
    Seat,
    Series,
)
from booking.queries.series import Wish  # noqa: E402
from facilities.models import Closure, Facility, Room  # noqa: E402
from facilities.rules.days import WEEKDAYS  # noqa: E402
from facilities.rules.evenings import Recurrence  # noqa: E402
from facilities.rules.spans import Span, local_day  # noqa: E402
from tests.booking.series import TERM  # noqa: E402
from tests.booking.walk_ins import TEENS_WALK_IN  # noqa: E402
from tests.factories import CONSENTING, NOW, SAMPLE, TOKYO, a_booking, a_hall  # noqa: E402
from tests.people import a_group, a_high_schooler, a_junior_high_student, staff  # noqa: E402
from tests.races.fees import OF_FEES  # noqa: E402
from tests.rounds import AFTER, CLOSES, DRAWS, a_round, entered  # noqa: E402


def _hall(rooms: list[str], *, like: str = "sample") -> list[int]:
    """Lays the sample hall out, or one that is lent by the term, or open to teens who walk in; the keys of
    these of its rooms."""
    hall = a_hall({"sample": SAMPLE, "term": TERM, "walk-in": TEENS_WALK_IN}[like])
    return [Room.objects.get(facility=hall, slug=slug).pk for slug in rooms]


def _member() -> dict[str, Any]:
    """A new member with an address, and a session in which they are signed in."""
    person = a_high_schooler()
    Person.objects.filter(pk=person.pk).update(email=f"{person.card_number}@example.org")
    return {"person": person.pk, "session": _sign_in(person.pk)}


def _sign_in(person: int) -> str:
    """A new session of somebody."""
    browser = Client()
    browser.force_login(Person.objects.get(pk=person))
    return browser.cookies["sessionid"].value


def _forget(person: int) -> None:
    forget(person=Person.objects.get(pk=person), now=NOW)


def _people() -> list[bool]:
    """Of everybody, by key, whether they are still there."""
    return list(Person.objects.order_by("pk").values_list("is_active", flat=True))


def _back_up(file: str) -> None:
    call_command("backup", file, stdout=StringIO())


def _register(public_id: str) -> str:
    """Somebody registers on the page that has drawn this id: their card number."""
    newcomer = Newcomer(Particulars("森そら"), date(2012, 6, 20))
    told = {"newcomer": newcomer, "password_hash": "!", "public_id": public_id}
    return register(now=NOW, link=str, **told).card_number


def _acts(verb: str) -> int:
    return Act.objects.filter(verb=verb).count()


def _course(places: int) -> str:
    """A date of a course at the sample hall."""
    hall, start = Facility.objects.get(slug="higashi"), NOW + 86_400
    made = CourseDate.objects.create(
        facility=hall, course="band-room", start=start, end=start + 3600, places=places
    )
    return made.public_id


def _sign_up(person: int, date: str) -> int:
    """How many seats are taken once this one is."""
    found = CourseDate.objects.get(public_id=date)
    sign_up(date=found, person=Person.objects.get(pk=person), now=NOW)
    return Seat.objects.filter(date=found).count()


def _seats(date: str) -> int:
    return Seat.objects.filter(date__public_id=date).count()


def _book(person: int, room: int, span: list[int]) -> str:
    booking = book(person=Person.objects.get(pk=person), wanted=Wanted(_room(room), Span(*span)), now=NOW)
    return booking.public_id


def _book_series(person: int, room: int, times: int, spans: list[list[int]]) -> str:
    """So many weeks from a first span; or other spans, of the same days."""
    where, first = _room(room), Span(*spans[0])
    day = local_day(first.start, TOKYO)
    weekly = Recurrence(first=day, weekdays=(WEEKDAYS[day.weekday()],), last=day + timedelta(weeks=times - 1))
    days = [day + timedelta(weeks=week) for week in range(times)]
    wishes = [Wish(day, where, Span(*span)) for day, span in zip(days, spans, strict=True)]
    owner = Person.objects.get(pk=person)
    return book_series(person=owner, wanted=WantedSeries(where, weekly, first, wishes), now=NOW).public_id


def _cancel_series(series: str) -> list[str]:
    found = Series.objects.select_related("person").get(public_id=series)
    return [one.public_id for one in cancel_series(series=found, actor=found.person, now=NOW)]


def _cancel(booking: str) -> str:
    found = Booking.objects.get(public_id=booking)
    return cancel(booking=found, actor=_owner(found), now=NOW).public_id


def _move(booking: str, room: int, span: list[int]) -> str:
    found = Booking.objects.get(public_id=booking)
    return move(booking=found, actor=_owner(found), room=_room(room), span=Span(*span), now=NOW).public_id


def _desk() -> int:
    """Somebody who decides the hours of the sample hall."""
    return staff(Facility.objects.get(slug="higashi")).pk


def _shut(desk: int, span: list[int], seen: list[str]) -> list[str]:
    """Closes the sample hall, having seen these bookings displaced: whom it has displaced."""
    hall, actor = Facility.objects.get(slug="higashi"), Person.objects.get(pk=desk)
    offers = dict.fromkeys(seen)
    (closure,) = close(facility=hall, closures=[OneClosure(Span(*span))], offers=offers, actor=actor, now=NOW)
    found = Displacement.objects.filter(closure=closure).values_list("booking__public_id", flat=True)
    return sorted(found)


def _expect(person: int, room: int, span: list[int]) -> str:
    """A booking as it stands since long, whatever the hour is."""
    return a_booking(_room(room), Span(*span), Person.objects.get(pk=person)).public_id


def _check_in(desk: int, booking: str) -> str:
    found = Booking.objects.get(public_id=booking)
    return check_in(booking=found, counts={}, actor=Person.objects.get(pk=desk), now=NOW).public_id


def _release(desk: int, booking: str) -> str:
    found = Booking.objects.get(public_id=booking)
    return release_no_show(booking=found, actor=Person.objects.get(pk=desk), now=NOW).public_id


def _take(room: int, now: int) -> str:
    """Two teens take the room at its own door for half an hour."""
    teens = Company(counted={"high_school": 2})
    return let_in_at_door(room=_room(room), until=now + 1800, company=teens, now=now).public_id


def _reopen(desk: int) -> None:
    """Lifts every closure of the sample hall."""
    for closure in Closure.objects.filter(cancelled=False):
        lift_closure(closure=closure, actor=Person.objects.get(pk=desk), now=NOW)


def _child() -> dict[str, Any]:
    """A junior-high student at the hall whose rules ask for a guardian's consent, and its music room."""
    hall = a_hall(CONSENTING)
    return {"child": a_junior_high_student().pk, "room": Room.objects.get(facility=hall, slug="band").pk}


def _ask(child: int) -> str:
    """The token of a new link to be shown."""
    person = Person.objects.get(pk=child)
    hall = Facility.objects.get()
    return ask_for_consent(child=person, hall=hall, purpose="evening", actor=person, link=str, now=NOW).token


def _give(token: str, name: str) -> str:
    try:
        return give_consent(
            link_token=token, answerer=Answerer(name=name, relation="親"), link=str, now=NOW
        ).consent.public_id
    except LinkUsed:
        return "used"


def _revoke(consent: str) -> str:
    guardian = Guardian.objects.get(consents__public_id=consent)
    return revoke_consent(guardian=guardian, public_id=consent, now=NOW).public_id


def _consents() -> int:
    return Consent.objects.filter(revoked_at=None).count()


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


def _write(to: str) -> None:
    """A mail that waits to be sent."""
    get_connection().send_messages([EmailMessage("予約しました", "金曜日の夜です。", to=[to])])


def _send() -> None:
    """What the worker does when a mail waits."""
    send_next()


def _letters() -> dict[str, int]:
    """How many mails there are, by how they stand."""
    names = {STATUS.queued: "queued", STATUS.sent: "sent"}
    return dict(Counter(names[status] for status in Email.objects.values_list("status", flat=True)))


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
    "sign_in": _sign_in,
    "forget": _forget,
    "people": _people,
    "back_up": _back_up,
    "register": _register,
    "acts": _acts,
    "course": _course,
    "sign_up": _sign_up,
    "seats": _seats,
    "book": _book,
    "book_series": _book_series,
    "cancel_series": _cancel_series,
    "cancel": _cancel,
    "move": _move,
    "look": _look,
    "desk": _desk,
    "shut": _shut,
    "reopen": _reopen,
    "expect": _expect,
    "check_in": _check_in,
    "release": _release,
    "take": _take,
    "child": _child,
    "ask": _ask,
    "give": _give,
    "revoke": _revoke,
    "consents": _consents,
    "band": _band,
    "invite": _invite,
    "join": _join,
    "hand_over": _hand_over,
    "members": _members,
    "round": _round,
    "close": _close,
    "draw": _draw,
    "enter": _enter,
    "outcome": _outcome,
    **OF_FEES,
    "write": _write,
    "send": _send,
    "letters": _letters,
}


def answer(command: str, given: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"done": COMMANDS[command](**given)}
    except Refused as refused:
        return {"refused": sorted(reason.code for reason in refused.verdict.broken)}
    except Stale:
        return {"stale": True}
    except Full:
        return {"full": True}
    except Absent:
        return {"absent": True}
    except NotUsable as unusable:
        return {"not usable": unusable.why}
    except Untimely:
        return {"untimely": True}
    except Unseen:
        return {"unseen": True}


if __name__ == "__main__":
    for line in sys.stdin:
        command, given = json.loads(line)
        print(json.dumps(answer(command, given)), flush=True)  # this is how it answers
