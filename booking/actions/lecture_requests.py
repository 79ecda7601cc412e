"""A group asks for a lecture; the department takes a date, proposes another, or declines, and counts.

A room is judged for every date when it is asked for, and booked for the one date on which both agree
(decision 48). `now` is an instant (seconds, UTC).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.allowing import must_be_allowed
from booking.actions.changes import Stale, held_still, refused, write
from booking.actions.department_rows import write_anew
from booking.actions.desk import must_answer_for
from booking.actions.places import one_winner
from booking.actions.texts import needed
from booking.actions.wanted import Wanted
from booking.models import Booking, Group, Lecture, LectureCount, LectureDate, LectureRequest, Person
from booking.queries.around import use_around
from booking.queries.bookings import Absent, leads
from booking.queries.lectures import heads_of, leader_for, open_of, request_of
from booking.queries.party import asker_of, usual_of
from booking.rules.attendance import Counts, as_fields, checked
from booking.rules.codes import Code
from booking.rules.lectures import FEWEST_DATES, MOST_DATES, MOST_LISTENERS, MOST_OPEN, OPEN, State
from booking.rules.lifecycle import HOLDING
from booking.rules.lifecycle import State as Use
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from facilities.models import Department, Room
from facilities.rules.spans import Span

LONGEST_PLACE = 100
LONGEST_WHY = 200


class NotThose(ValueError):
    """Fewer or more dates than are asked for, one twice, or one that has begun."""


class TooMany(ValueError):
    """The group has asked for as many as MOST_OPEN that are not held yet."""


class NobodyComes(ValueError):
    """No listeners, or more than MOST_LISTENERS."""


class TooEarly(ValueError):
    """Nobody can be counted before it has begun."""


class NotOn(Exception):
    """The room is not to be had on this date; `refused` says why."""

    def __init__(self, span: Span, refused: Refused) -> None:
        super().__init__(str(span))
        self.span, self.refused = span, refused


@dataclass(frozen=True, slots=True)
class Wish:
    """What a group wishes: on one of these dates, in a room or at a place of its own, for so many."""

    dates: Sequence[Span]
    expected: int
    room: Room | None = None
    place: str = ""


@transaction.atomic
def ask_lecture(*, lecture: Lecture, group: Group, wish: Wish, person: Person, now: int) -> LectureRequest:
    """Asks for a lecture. Asked twice alike it is asked once.

    Absent for a group that the person does not lead, or a lecture that is not offered any more; NotThose,
    NobodyComes, TooMany; NotOn where the judge would not lend the room; Missing and Unfit for the place.
    Inverse: `withdraw_lecture`.
    """
    locked = Group.objects.select_for_update(no_key=True).filter(pk=group.pk, dissolved_at=None).first()
    if locked is None or not leads(person, group.pk) or not Lecture.objects.filter(pk=lecture.pk, shown=True):
        raise Absent(lecture.public_id)
    place = "" if wish.room else needed(wish.place, "place", LONGEST_PLACE)
    dates = _checked(wish, now)
    if same := _same(lecture, group, dates):
        return same
    if open_of(group.pk) >= MOST_OPEN:
        raise TooMany
    if wish.room is not None:
        _must_be_lent(wish.room, dates, group, person, now)
    made = LectureRequest.objects.create(
        lecture=lecture,
        group=group,
        person=person,
        state=State.ASKED,
        room=wish.room,
        place=place,
        expected=wish.expected,
        asked_at=now,
    )
    LectureDate.objects.bulk_create(LectureDate(request=made, start=one.start, end=one.end) for one in dates)
    _act(made, "ask_lecture", person, now)
    notices.lecture_asked(made, now)
    return made


def withdraw_lecture(*, request: LectureRequest, person: Person, now: int) -> LectureRequest:
    """The group does without; its room is free again. Sent twice it is done once. Absent for who does not
    lead it; Refused (PAST) once it has begun or was declined. No inverse: it is asked anew."""
    with transaction.atomic():
        current = _led(request, person)
        if current.state != State.WITHDRAWN:
            _must_be_to_come(current, OPEN, now)
            _give_back(current, person, now)
            write_anew(current, state=State.WITHDRAWN)
            _act(current, "withdraw_lecture", person, now)
            notices.lecture_withdrawn(current, now)
        return current


def accept_lecture(*, request: LectureRequest, person: Person, now: int) -> LectureRequest:
    """The group takes the date that was proposed; the room is booked with it. Where that was done already
    nothing changes. Absent, Refused as for `withdraw_lecture`, and for a room that is not to be had. Inverse:
    `withdraw_lecture`."""
    with one_winner(), transaction.atomic():
        current = _led(request, person)
        if current.state == State.AGREED:
            return current
        _must_be_to_come(current, (State.PROPOSED,), now)
        _agree(current, Span(current.start or 0, current.end or 0), person, now)
        _act(current, "accept_lecture", person, now)
        return current


def take_date(*, request: LectureRequest, date: int, seen: int, actor: Person, now: int) -> LectureRequest:
    """The department comes on one of the dates (by its key); the room is booked with it, in the name of who
    asked. Stale (`seen` is the revision that was read); Refused for a room that is not to be had any more
    and (PAST) for a date that has begun. Inverse: `call_off_lecture`."""
    with one_winner(), transaction.atomic():
        current = _asked(request, seen, actor, now)
        wished = current.dates.filter(pk=date).first()
        if wished is None:
            raise Absent(str(date))
        _agree(current, Span(wished.start, wished.end), actor, now)
        _act(current, "agree_lecture", actor, now)
        notices.lecture_agreed(current, now)
        return current


@transaction.atomic
def propose_date(
    *, request: LectureRequest, span: Span, seen: int, actor: Person, now: int
) -> LectureRequest:
    """The department would come on another date: the group answers. Stale, Refused (PAST) as before. Inverse:
    `reopen_lecture`."""
    current = _asked(request, seen, actor, now)
    if span.start <= now:
        raise refused(Code.PAST)
    write_anew(current, state=State.PROPOSED, start=span.start, end=span.end)
    _act(current, "propose_lecture", actor, now)
    notices.lecture_proposed(current, now)
    return current


@transaction.atomic
def decline_lecture(
    *, request: LectureRequest, why: str, seen: int, actor: Person, now: int
) -> LectureRequest:
    """The department cannot come, for a reason that the group reads. Missing, Unfit, Stale. Inverse:
    `reopen_lecture`."""
    why = needed(why, "why", LONGEST_WHY)
    current = _asked(request, seen, actor, now)
    write_anew(current, state=State.DECLINED, why=why)
    _act(current, "decline_lecture", actor, now)
    notices.lecture_declined(current, now)
    return current


@transaction.atomic
def call_off_lecture(*, request: LectureRequest, why: str, actor: Person, now: int) -> LectureRequest:
    """What was agreed cannot be, for a reason that the group reads; its room is free again. Refused (PAST)
    once it has begun; Missing, Unfit. No inverse: the group asks anew."""
    why = needed(why, "why", LONGEST_WHY)
    current = _of_department(request, actor, now)
    if current.state != State.DECLINED:
        _must_be_to_come(current, (State.AGREED,), now)
        _give_back(current, actor, now)
        write_anew(current, state=State.DECLINED, why=why)
        _act(current, "call_off_lecture", actor, now)
        notices.lecture_declined(current, now)
    return current


@transaction.atomic
def reopen_lecture(*, request: LectureRequest, actor: Person, now: int) -> LectureRequest:
    """An answer to which nobody has answered yet is taken back: it waits again. Absent for what was agreed or
    withdrawn. Inverse: answering anew."""
    current = _of_department(request, actor, now)
    if current.state not in (State.PROPOSED, State.DECLINED):
        raise Absent(request.public_id)
    write_anew(current, state=State.ASKED, start=None, end=None, why="", booking=None)
    _act(current, "reopen_lecture", actor, now)
    return current


@transaction.atomic
def count_lecture(*, request: LectureRequest, counts: Counts, actor: Person, now: int) -> LectureRequest:
    """How many came, by part and band; what is not among them nobody has said. TooEarly before it begins,
    Absent for what was not agreed, ValueError for counts that are none. Inverse: counting anew."""
    checked(counts)
    current = _of_department(request, actor, now)
    if current.state != State.AGREED or current.start is None:
        raise Absent(request.public_id)
    if now < current.start:
        raise TooEarly
    before = as_fields(heads_of(current) or {})
    current.counts.all().delete()
    LectureCount.objects.bulk_create(
        LectureCount(request=current, part=part.value, band=band, count=count)
        for (part, band), count in counts.items()
    )
    _act(current, "count_lecture", actor, now, before=before, after=as_fields(counts))
    return current


def _checked(wish: Wish, now: int) -> list[Span]:
    dates = sorted(set(wish.dates))
    if not FEWEST_DATES <= len(dates) <= MOST_DATES or len(dates) < len(wish.dates) or dates[0].start <= now:
        raise NotThose
    if not 0 < wish.expected <= MOST_LISTENERS:
        raise NobodyComes
    return dates


def _same(lecture: Lecture, group: Group, dates: list[Span]) -> LectureRequest | None:
    asked = LectureRequest.objects.filter(lecture=lecture, group=group, state=State.ASKED)
    wished = ((one, [Span(date.start, date.end) for date in one.dates.all()]) for one in asked)
    return next((one for one, spans in wished if spans == dates), None)


def _must_be_lent(room: Room, dates: list[Span], group: Group, person: Person, now: int) -> None:
    for span in dates:
        wanted = _wanted(room, span, group, person)
        try:
            must_be_allowed(wanted.found(asker_of(person, wanted.company, now), now).verdict)
        except Refused as why:
            raise NotOn(span, why) from why


def _wanted(room: Room, span: Span, group: Group, person: Person) -> Wanted:
    # Where rooms are lent in bands, the whole band: a lecture of an hour fits none.
    return Wanted(room=room, span=use_around(room, span), company=usual_of(group, person)).plain()


def _agree(current: LectureRequest, span: Span, actor: Person, now: int) -> None:
    """On a date, with its room if one is wished for. Under the request's lock."""
    if span.start <= now:
        raise refused(Code.PAST)
    booking = None if current.room is None else _booked(current, current.room, span, actor, now)
    write_anew(current, state=State.AGREED, start=span.start, end=span.end, booking=booking)


def _booked(current: LectureRequest, room: Room, span: Span, actor: Person, now: int) -> Booking:
    person = leader_for(current)
    wanted = _wanted(room, span, current.group, person)
    wanted.lock(person)
    found = wanted.found(asker_of(person, wanted.company, now), now)
    must_be_allowed(found.verdict)
    return found.placed(found.verdict, person, actor, now)


def _give_back(current: LectureRequest, actor: Person, now: int) -> None:
    held = current.booking
    if held is not None and held.state in HOLDING:
        write(held_still(held), "cancel", actor, now, state=Use.CANCELLED)


def _must_be_to_come(current: LectureRequest, states: Sequence[State], now: int) -> None:
    if current.state not in states or (current.start is not None and current.start <= now):
        raise refused(Code.PAST)


def _led(request: LectureRequest, person: Person) -> LectureRequest:
    if not leads(person, request.group_id):
        raise Absent(request.public_id)
    return _locked(request)


def _of_department(request: LectureRequest, actor: Person, now: int) -> LectureRequest:
    department: Department = request.lecture.department
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    _locked(request)
    return request_of(department, request.public_id)


def _asked(request: LectureRequest, seen: int, actor: Person, now: int) -> LectureRequest:
    current = _of_department(request, actor, now)
    if current.revision != seen or current.state != State.ASKED:
        raise Stale(current.public_id)
    return current


def _locked(request: LectureRequest) -> LectureRequest:
    rows = LectureRequest.objects.select_for_update(no_key=True, of=("self",)).filter(pk=request.pk)
    current = rows.select_related("lecture", "group", "room__facility", "booking", "person").first()
    if current is None:
        raise Absent(request.public_id)
    return current


def _act(request: LectureRequest, verb: str, actor: Person, now: int, **told: Any) -> None:
    log("lecture_request", request.public_id, verb, actor, now, **told)
