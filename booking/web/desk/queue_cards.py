"""What waits, as cards by deadline: who, what, by when, and what is remarkable about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.labels import people_words
from booking.models import (
    Booking,
    Consent,
    Displacement,
    Group,
    Notice,
    Person,
    ReductionRequest,
    Registration,
    Request,
)
from booking.notices.displacements import reason_words
from booking.queries.queues import ANSWERED, queues_for, with_answered
from booking.rules.lifecycle import State
from booking.rules.queues import Due, Queue, Waiting, due_of
from booking.rules.requests import TO_UNDO
from booking.web.desk import board
from booking.web.desk.calls import call_words, is_foreign
from booking.web.desk.door import Desk
from booking.web.desk.words import QUEUE_ICONS, due_heading, due_words, queue_words
from facilities.labels import long_date, span_words
from facilities.queries.rooms import name_in_city
from facilities.rules.spans import Span

MOST = 60  # cards on one page
# By queue, what waits by key, and what was answered lately.
RowsOf = Mapping[Queue, tuple[Mapping[int, Any], Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class About:
    """`hit` stands in a badge."""

    title: str
    words: str
    hit: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    href: str
    icon: str
    queue: str
    due: str
    late: bool
    about: About
    current: bool


@dataclass(frozen=True, slots=True)
class Heap:
    """The cards with alike deadlines, under one heading."""

    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue in the list of queues: how many wait, and the nearest deadline."""

    href: str
    icon: str
    words: str
    count: int
    due: str
    late: bool
    current: bool


def name_of(waiting: Waiting) -> str:
    """What an address calls it."""
    return f"{waiting.queue}.{waiting.key}"


def rows_for(desk: Desk, found: Sequence[Waiting]) -> RowsOf:
    """Of the first MOST cards, and of what was answered within the last day. One query for each queue."""
    keys: dict[Queue, list[int]] = {queue: [] for queue in queues_for(desk.rights) if queue in ANSWERED}
    for one in found[:MOST]:
        keys.setdefault(one.queue, []).append(one.key)
    since = desk.now - TO_UNDO
    return {queue: with_answered(queue, desk.hall, these, since, desk.now) for queue, these in keys.items()}


def heaps(
    desk: Desk, found: Sequence[Waiting], rows: RowsOf, chosen: Waiting | None, only: str
) -> list[Heap]:
    """The first MOST cards."""
    cards = [
        (due_of(one.due, desk.now, desk.zone), _card(desk, one, rows[one.queue][0][one.key], chosen, only))
        for one in found[:MOST]
        if one.key in rows[one.queue][0]  # somebody may just have answered
    ]
    return [
        Heap(due_heading(due), tuple(card for _, card in pairs))
        for due, pairs in groupby(cards, key=lambda pair: pair[0])
    ]


def tabs(desk: Desk, found: Sequence[Waiting], only: str) -> list[Tab]:
    every = [_tab(desk, "", "inbox", _("すべて"), found, only)]
    return every + [
        _tab(
            desk,
            queue,
            QUEUE_ICONS[queue],
            queue_words(queue),
            [one for one in found if one.queue is queue],
            only,
        )
        for queue in queues_for(desk.rights)
    ]


def address(desk: Desk, only: str = "", chosen: str = "") -> str:
    """The page of one queue with one of its things beside it."""
    asked = {key: value for key, value in {"q": only, "i": chosen}.items() if value}
    base = reverse("desk-queue", args=[desk.hall.slug])
    return f"{base}?{urlencode(asked)}" if asked else base


def onward(request: HttpRequest, desk: Desk, queue: Queue, key: int) -> str:
    """Where the desk goes on once it has answered a thing of a queue (by its key): there it stands on top,
    beside its undo. It is named, since a colleague may answer another in the same second."""
    here = address(desk, request.GET.get("q", ""))
    if request.POST.get("do") in ("reopen", "no_answer"):
        return here  # nothing was answered by that: it waits again
    return f"{here}{'&' if '?' in here else '?'}done={name_of(Waiting(0, queue, key))}"


def _card(desk: Desk, one: Waiting, row: Any, chosen: Waiting | None, only: str) -> Card:
    return Card(
        href=f"{address(desk, only, name_of(one))}#sel",
        icon=QUEUE_ICONS[one.queue],
        queue=queue_words(one.queue),
        due=due_words(one.due, desk.now, desk.zone),
        late=due_of(one.due, desk.now, desk.zone) is Due.TONIGHT,
        about=ABOUT[one.queue](row, desk),
        current=one == chosen,
    )


def _tab(desk: Desk, key: str, icon: str, words: str, found: Sequence[Waiting], only: str) -> Tab:
    first = found[0].due if found else None
    return Tab(
        href=address(desk, key),
        icon=icon,
        words=words,
        count=len(found),
        due=due_words(first, desk.now, desk.zone) if first is not None and key else "",
        late=first is not None and due_of(first, desk.now, desk.zone) is Due.TONIGHT,
        current=key == only,
    )


def called(row: Notice) -> str:
    """Whom a call is for, as the desk names them."""
    if row.person is None:
        return board.name_of(row.booking) if row.booking else ""
    return board.staff_name(row.person)


def place_of(booking: Booking, desk: Desk) -> str:
    when = span_words(Span(booking.start, booking.end), desk.zone, desk.today)
    return f"{when} {name_in_city(desk.hall.pk, booking.room)}"


def _request(row: Request, desk: Desk) -> About:
    booking = row.booking
    words = _("・").join([place_of(booking, desk), people_words(booking.headcount)])
    return About(board.name_of(booking), words, _("職員に相談"))


def _registration(row: Registration, desk: Desk) -> About:
    owner: Person | Group | None = row.person or row.group
    kind = _("団体の登録") if row.group else _("人の登録")
    asked = _("%(day)sに申しこみ") % {"day": long_date(row.registered_on)}
    name = board.staff_name(owner) if isinstance(owner, Person) else str(owner)
    return About(name, _("・").join([kind, asked]))


def _paper(row: Consent, desk: Desk) -> About:
    given = {"day": long_date(row.given_on)}
    words = _("%(day)sに、子どものスマホで同意がありました。紙か電話でたしかめます。") % given
    return About(_("%(name)sさんの保護者の同意") % {"name": board.staff_name(row.child)}, words)


def _reduction(row: ReductionRequest, desk: Desk) -> About:
    return About(board.name_of(row.booking), place_of(row.booking, desk))


def _call(row: Notice, desk: Desk) -> About:
    again = row.call == Notice.Call.NO_ANSWER
    # What is told of a booking names the place itself, as it was when that was written.
    booking, subject = row.booking, (is_foreign(row) and call_words(row)) or row.subject
    where = place_of(booking, desk) if booking and booking.room.name not in subject else ""
    words = _("・").join(filter(None, [subject, where]))
    return About(called(row), words, _("出なかった") if again else "")


def _move(row: Displacement, desk: Desk) -> About:
    why = reason_words(row.closure or row.evening)
    hit = pgettext("メニュー", "行事") if row.booking.session_id else "" if row.offer else _("かわりがまだ")
    return About(
        board.name_of(row.booking), _("・").join(filter(None, [place_of(row.booking, desk), why])), hit
    )


def _count(row: Booking, desk: Desk) -> About:
    nobody = row.state == State.BOOKED
    return About(board.name_of(row), place_of(row, desk), _("受付なしで終了") if nobody else "")


ABOUT: Mapping[Queue, Callable[[Any, Desk], About]] = {
    Queue.APPROVALS: _request,
    Queue.REGISTRATIONS: _registration,
    Queue.PAPERS: _paper,
    Queue.REDUCTIONS: _reduction,
    Queue.CALLS: _call,
    Queue.MOVES: _move,
    Queue.COUNTS: _count,
}
