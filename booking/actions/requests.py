"""Asking the hall (確認のお願い): a booking that is held until a person answers, and their answers.

`now` is an instant (seconds, UTC). Every answer is told to the member, stands on record, and can be taken
back for a day by `reopen`.
"""

from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.allowing import LONGEST_WHY, is_allowed
from booking.actions.answers import Once
from booking.actions.bookings import book
from booking.actions.changes import held_still, locked, must_be_unchanged, must_stand, refused, write
from booking.actions.desk import must_hold
from booking.actions.places import must_be_lent, one_winner
from booking.actions.provisional import standing
from booking.actions.texts import lines, needed_lines
from booking.actions.wanted import Wanted
from booking.models import Booking, Person, Request
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent
from booking.queries.money import kept, reckoned
from booking.queries.party import Asker, asker_of
from booking.queries.requests import Judged, can_reopen, judged_for_hall, needs_why
from booking.queries.verdicts import TAKEN
from booking.rules.codes import HOW_ONE_ASKS, Code
from booking.rules.lifecycle import HALL, HOLDING, State
from booking.rules.requests import answer_by
from booking.rules.staff import Right
from booking.rules.verdict import Outcome, Refused, Verdict, forgiven
from facilities.models import Room
from facilities.rules.spans import Span

Answer = Request.Answer
LONGEST_SAID = 300
LONGEST_WORDS = 500
# Each holds its place while a person at the hall finds time to answer; five keep one member from blocking a
# week.
MOST = 5


class TooMany(ValueError):
    """More than MOST bookings of one person wait for a hall's answer."""


class WhyMissing(ValueError):
    """A clause is broken, or a fact is lacking: approving that needs a reason, which is kept."""


class TooLate(Exception):
    """Somebody has answered already, or what was answered cannot be taken back any more."""


def request(*, person: Person, wanted: Wanted, said: str, now: int, key: str = "") -> Booking:
    """A booking that the rules leave to the hall, held until it answers; it lapses with its deadline.

    What the judge allows by now is booked. Refused if a clause is broken or a fact is lacking, TAKEN if a
    rival was first; Absent as for `book`; Missing and Unfit name the text; TooMany; KeyReused. Inverse:
    `cancel`.
    """
    wanted, said = wanted.plain(), needed_lines(said, "said", LONGEST_SAID)
    once = Once.of(person, "request", key, {**wanted.body, "said": said})
    with one_winner(), transaction.atomic():
        wanted.lock(person)
        if before := once.booked(now):
            return before
        found = wanted.found(asker_of(person, wanted.company, now), now)
        # The rules may have changed since the page was shown: nobody waits for an answer that is not needed.
        if is_allowed(found.verdict):
            return book(person=person, wanted=wanted, now=now)
        _must_be_the_halls_to_say(found.verdict)
        _must_not_be_too_many(person, now)
        made = _requested(wanted, found.asker, person, said, now)
        once.keep(made.public_id, now)
        return made


def approve(*, booking: Booking, actor: Person, words: str = "", why: str = "", now: int) -> Booking:
    """The hall agrees, under the conditions that `words` say if there are any.

    Where a clause is broken or a fact is lacking `why` says why it may be all the same: it is kept, and
    shown to the group; WhyMissing without it. Absent unless the actor may overrule there; TooLate, Stale,
    Refused (PAST), Unfit. Inverse: `reopen`.
    """
    words, why = lines(words, "words", LONGEST_WORDS), lines(why, "why", LONGEST_WHY)
    with one_winner(), transaction.atomic():
        current, asked = _to_answer(booking, actor, now)
        judged = _judged(current, current.room, _span(current), now, actor)
        _must_be_explained(judged.verdict, why)
        _note(asked, Answer.APPROVED, words, actor, now)
        write(current, "approve", actor, now, why, **_as_it_stands(judged, current))
        notices.request_approved(current, words, why)
        return current


def refuse(*, booking: Booking, actor: Person, words: str, now: int) -> Booking:
    """The hall does not agree, and `words` say why to whoever asked. Missing without them; Absent, TooLate,
    Stale, Refused and Unfit as for `approve`. Inverse: `reopen`, while the place is free."""
    words = needed_lines(words, "words", LONGEST_WORDS)
    with transaction.atomic():
        current, asked = _to_answer(booking, actor, now)
        _note(asked, Answer.REFUSED, words, actor, now)
        # The hall's doing, as whatever it gives up unasked: what was paid comes back whole (decision 38).
        write(current, "refuse", actor, now, state=State.CANCELLED, cause=HALL)
        notices.request_refused(current, words)
        return current


def propose(
    *, booking: Booking, actor: Person, room: Room, span: Span, words: str = "", why: str = "", now: int
) -> Booking:
    """The hall offers another place or time instead, which is held until the member answers.

    The same as for `approve` of the new place, TAKEN if it is held, Absent for a room that is not lent or
    another hall's. Inverse: `reopen`, while the old place is free.
    """
    words, why = lines(words, "words", LONGEST_WORDS), lines(why, "why", LONGEST_WHY)
    must_be_lent(room)
    with one_winner(), transaction.atomic():
        current, asked = _to_answer(booking, actor, now, room)
        if span.start <= now:
            raise refused(Code.PAST)
        verdict = _judged(current, room, span, now, actor).verdict
        # A reason sets clauses aside and never another's booking: that is what the database would say, too
        # late.
        if any(reason.code == TAKEN.code for reason in verdict.broken):
            raise Refused(verdict)
        _must_be_explained(verdict, why)
        _note(asked, Answer.PROPOSED, words, actor, now)
        fee = kept(reckoned(current, span, room, actor, now))
        to = {"room": room, "start": span.start, "end": span.end, "bill": fee}
        write(current, "propose", actor, now, why, lapses_at=answer_by(now, span.start), **to)
        notices.request_proposed(current, words)
        return current


def accept_proposal(*, booking: Booking, actor: Person, now: int) -> Booking:
    """The member takes what the hall offered instead. Where that was done already nothing changes.

    Absent for whoever may not change the booking, Refused (PAST) once it has lapsed, Stale. Inverse:
    `cancel`.
    """
    with transaction.atomic():
        current = locked(booking, actor, now)
        if current.state == State.BOOKED:
            return current
        must_be_unchanged(current, booking)
        must_stand(current, now)
        asked = Request.objects.filter(booking=current, answer=Answer.PROPOSED).first()
        # The worker may not have come round yet: what has lapsed by the clock has lapsed.
        if asked is None or current.lapses_at is None or current.lapses_at <= now:
            raise refused(Code.PAST)
        asked.answer = Answer.APPROVED
        asked.save(update_fields=["answer"])
        # Asked only how it stands: whether it may be the hall has said when it proposed it, with a reason.
        judged = _judged(current, current.room, _span(current), now, actor)
        write(current, "accept", actor, now, **_as_it_stands(judged, current))
        notices.booked(current)
        return current


def reopen(*, booking: Booking, actor: Person, now: int) -> Booking:
    """Takes an answer back: the booking waits for the hall as it did before.

    TooLate a day after the answer, once the member has answered it in turn, and once the use has begun;
    TAKEN where the place is no longer free; Absent as for `approve`. Inverse: answering anew.
    """
    with one_winner(), transaction.atomic():
        # Before anything is locked, as the room to lock is not known otherwise; what is read here never
        # changes.
        was = Room.objects.filter(pk=_before(booking).get("room", booking.room_id))
        current = _held(booking, actor, now, *was)
        asked = Request.objects.filter(booking=current).first()
        if asked is None or not can_reopen(asked, current, now):
            raise TooLate(current.public_id)
        before, start = asked.before, int(asked.before["start"])
        lapses = int(before["lapses_at"])
        write(
            current,
            "reopen",
            actor,
            now,
            state=State.PROVISIONAL,
            room=Room.objects.select_related("facility").get(pk=before["room"]),
            start=start,
            end=int(before["end"]),
            bill=before.get("bill"),
            cause="",
            # A deadline that passed while the answer stood would end the booking in the moment in which it is
            # reopened.
            lapses_at=lapses if lapses > now else answer_by(now, start),
        )
        _note(asked, Answer.OPEN, "", None, None)
        notices.request_reopened(current)
        return current


def judged_to_answer(booking: Booking, now: int, reader: Person) -> Judged:
    """What the judge says now of what is to be answered. Five queries, one more if the place is taken."""
    return _judged(booking, booking.room, _span(booking), now, reader)


def _requested(wanted: Wanted, asker: Asker, person: Person, said: str, now: int) -> Booking:
    held = {"state": State.PROVISIONAL, "lapses_at": answer_by(now, wanted.span.start)}
    booking = wanted.placed(asker, person, person, now, verb="request", **held)
    Request.objects.create(booking=booking, said=said, made_at=now)
    notices.requested(booking)
    return booking


def _must_be_the_halls_to_say(verdict: Verdict) -> None:
    if verdict.outcome is not Outcome.ASK or verdict.lacking:
        raise Refused(verdict)


def _must_not_be_too_many(person: Person, now: int) -> None:
    waiting = Request.objects.filter(booking__person=person, answer=Answer.OPEN)
    if waiting.filter(booking__state=State.PROVISIONAL, booking__lapses_at__gt=now).count() >= MOST:
        raise TooMany(MOST)


def _held(booking: Booking, actor: Person, now: int, *rooms: Room) -> Booking:
    current = held_still(booking, *rooms)
    must_hold(actor, Right.OVERRULE, *{room.facility_id for room in (current.room, *rooms)}, now=now)
    return current


def _before(booking: Booking) -> dict[str, Any]:
    """Where it was when it was answered, which does not change; nothing of what was not."""
    return Request.objects.filter(booking=booking).values_list("before", flat=True).first() or {}


def _to_answer(booking: Booking, actor: Person, now: int, *rooms: Room) -> tuple[Booking, Request]:
    """The booking and what was asked about it, as they are now, if nobody has answered yet."""
    current = _held(booking, actor, now, *rooms)
    asked = Request.objects.filter(booking=current).first()
    if asked is None:
        raise Absent(booking.public_id)
    if asked.answer != Answer.OPEN:
        raise TooLate(booking.public_id)
    must_be_unchanged(current, booking)
    must_stand(current, now)
    if current.state not in HOLDING:
        raise refused(Code.PAST)
    # What `reopen` puts back, with what it cost: another time that was proposed has another price.
    asked.before = {
        "room": current.room_id,
        "start": current.start,
        "end": current.end,
        "lapses_at": current.lapses_at or current.start,
        "bill": current.bill,
    }
    return current, asked


def _judged(booking: Booking, room: Room, span: Span, now: int, reader: Person) -> Judged:
    """Now, but for when and how it was asked: whoever answers late does not make it late."""
    found = judged_for_hall(booking, room, span, now, reader)
    return Judged(forgiven(found.verdict, HOW_ONE_ASKS), found.tentative_until)


def _as_it_stands(judged: Judged, booking: Booking) -> Any:
    return standing(judged.verdict, _span(booking), zone_of(booking.room), judged.tentative_until)


def _must_be_explained(verdict: Verdict, why: str) -> None:
    if needs_why(verdict) and not why:
        raise WhyMissing


def _span(booking: Booking) -> Span:
    return Span(booking.start, booking.end)


def _note(asked: Request, answer: str, words: str, actor: Person | None, at: int | None) -> None:
    # In the very second in which the booking changes: by that it is told whether anything was done since.
    asked.answer, asked.words, asked.decided_by, asked.decided_at = answer, words, actor, at
    asked.save()
