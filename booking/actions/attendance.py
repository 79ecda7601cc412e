"""At the desk: who has come, who has gone, and how many they were.

The desk of the booking's hall does these, else Absent; `now` is an instant (seconds, UTC). Counts are by
part and age band (`rules/attendance.py`): what is not among them nobody said.
"""

from django.db import transaction

from booking.actions.acts import log
from booking.actions.allowing import FOR_NOTHING, Answering, answered_for, note_answering
from booking.actions.changes import Stale, held_still, must_be_unchanged, refused, write
from booking.actions.desk import board_changed, must_hold
from booking.actions.handover import hand_out, must_have_come, take_in
from booking.actions.locks import lock
from booking.actions.places import one_winner, spaces_of
from booking.models import Booking, Headcount, HourCount, Person
from booking.queries.attendance import arriving, counts_of, planned_of
from booking.queries.boards import zone_of
from booking.rules.attendance import REMEMBERED, Counts, Heads, Part, as_fields, checked
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.staff import Right
from booking.rules.today import hour_of
from booking.rules.verdict import Outcome, Refused, Verdict
from facilities.models import Room

A_DAY = 24 * 60 * 60
TO_COME = (State.BOOKED, State.PROVISIONAL)


@transaction.atomic
def check_in(
    *,
    booking: Booking,
    counts: Counts,
    actor: Person,
    now: int,
    key: bool = False,
    answering: Answering = FOR_NOTHING,
) -> Booking:
    """They are here, so many as `counts` says; with `key` the room's key is handed out to them. Of a use that
    is over it is noted that it was used: nobody is judged any more, and no key goes out.

    Refused by the judge (step `arrive`) unless the desk is `answering` for it. NotNow before the day of the
    use, whatever the desk answers for; Refused (PAST) for what is not
    to come any more, Stale if somebody was faster, Unfit and Missing for the reason, ValueError for counts
    that are none. Inverse: `undo_check_in`.
    """
    checked(counts)
    answering = answering.plain()
    current = _at_desk(booking, actor, now)
    must_be_unchanged(current, booking)
    if current.state not in TO_COME:
        raise refused(Code.PAST)
    must_have_come(current, now)
    # After the use there is no door to be turned away from: whether they came is all that is asked.
    over = current.end <= now
    found = Verdict(Outcome.ALLOW, ()) if over else arriving(current, counts, now, actor)
    answered_for(found, answering, actor, now, current.room)
    state = State.USED if over else State.IN_USE
    # Whoever is in the room has completed whatever was provisional about it.
    write(current, "check_in", actor, now, state=state, lapses_at=None)
    note_answering(current, found, answering, actor, now)
    _count(current, {}, counts, "count", actor, now)
    # Nobody is left to bring it back: it would be missed, and stand on the morning's list for nothing.
    if key and not over:
        hand_out(current, actor, now)
    return current


def count_as_said(booking: Booking, actor: Person | None, now: int) -> None:
    """Whoever is let in without a booking is counted as they said (no `actor`: at the room's own door); in
    the transaction that lets them in."""
    _count(booking, {}, planned_of(booking), "count", actor, now)


@transaction.atomic
def arrive(*, booking: Booking, now: int) -> Booking:
    """They are here, by their own word: nobody let them in, and nobody has counted them.

    Refused by the judge as in `check_in`, and nothing sets that aside; NotNow, and Refused (PAST), too, for
    what is not to come any more. Inverse: `undo_check_in`.
    """
    # Not `locked`: at a door nobody signs in, so that there is nobody of whom to ask what they may change.
    current = held_still(booking)
    if current.state not in TO_COME:
        raise refused(Code.PAST)
    must_have_come(current, now)
    verdict = arriving(current, {}, now)
    if verdict.outcome is not Outcome.ALLOW:
        raise Refused(verdict)
    write(current, "check_in", None, now, state=State.IN_USE, lapses_at=None)
    return current


def undo_check_in(*, booking: Booking, actor: Person, now: int) -> Booking:
    """They are not here after all: as before `check_in`, without its counts, within a day. Of a use that is
    over it is not noted any more that it was used. A key that went out stays out until it is taken back.

    Refused (PAST) later, for who has not come, and for who has gone before the end; TAKEN if others have
    something of the room meanwhile. Stale as before. Inverse: `check_in`.
    """
    with one_winner(), transaction.atomic():
        current = _at_desk(booking, actor, now)
        must_be_unchanged(current, booking)
        # A use that was checked in after its end never was in use: it goes back to booked in one step.
        noted_after = current.state == State.USED and current.end <= current.changed_at
        _must_be(current, State.USED if noted_after else State.IN_USE, now)
        write(current, "undo_check_in", actor, now, state=State.BOOKED)
        # The key has its own last word: that nobody is here does not bring it back, and forgotten it would be
        # missed on no list.
        uncount(current, actor, now)
        return current


def uncount(booking: Booking, actor: Person, now: int) -> None:
    """Nobody has said any more how many came; in the transaction that takes back that they did."""
    _count(booking, counts_of(booking), {}, "uncount", actor, now)


@transaction.atomic
def check_out(
    *, booking: Booking, counts: Counts, actor: Person, now: int, key_back: bool = False
) -> Booking:
    """They have gone; `counts` are final. What is left of their time is free, for the line first.

    A key that is not back stays on the board. Refused (PAST) for who is not here; NotNow and Stale as
    before. Inverse: `undo_check_out`.
    """
    checked(counts)
    current = _at_desk(booking, actor, now)
    must_be_unchanged(current, booking)
    if current.state != State.IN_USE:
        raise refused(Code.PAST)
    must_have_come(current, now)
    write(current, "check_out", actor, now, state=State.USED)
    _count(current, counts_of(current), counts, "correct_headcount", actor, now)
    if key_back:
        take_in(current, actor, now)
    return current


def undo_check_out(*, booking: Booking, actor: Person, now: int) -> Booking:
    """They are still here, within a day of `check_out`. TAKEN if the room is somebody else's meanwhile;
    Refused and Stale as before. Inverse: `check_out`."""
    with one_winner(), transaction.atomic():
        current = _at_desk(booking, actor, now)
        must_be_unchanged(current, booking)
        _must_be(current, State.USED, now)
        write(current, "undo_check_out", actor, now, state=State.IN_USE)
        return current


@transaction.atomic
def correct_headcount(*, booking: Booking, counts: Counts, seen: Counts, actor: Person, now: int) -> Booking:
    """Other numbers of who came; `seen` are those that the caller knew, and the old ones stay in the log.

    Where they are so already nothing changes. Refused (PAST) for whoever has not come, Stale if somebody
    else has changed them. Inverse: correcting them back.
    """
    checked(counts)
    current = _at_desk(booking, actor, now)
    if current.state not in (State.IN_USE, State.USED):
        raise refused(Code.PAST)
    before = counts_of(current)
    # Asked first, so that a second tap on the same button is no conflict with the first.
    if before == dict(counts):
        return current
    if before != dict(seen):
        raise Stale(current.public_id)
    _count(current, before, counts, "correct_headcount", actor, now)
    return current


@transaction.atomic
def count_free_use(
    *,
    room: Room,
    at: int,
    counts: dict[str, int],
    actor: Person,
    now: int,
    seen: dict[str, int] | None = None,
) -> None:
    """So many of each band were in a room for free use in the hour that began at `at`; a band that is left
    out nobody has counted. ValueError for an hour that has not begun or that nobody remembers, or for counts
    that are none; Stale if others stand there than were `seen`, where the caller says so. Inverse: itself,
    with what was there before."""
    before = _hour(room, at, counts, actor, now)
    # As of a booking: a second press of one button is no conflict with the first.
    if seen is not None and before not in (seen, counts):
        raise Stale(f"{room.slug} {at}")
    # All anew: a band that is left out is one that nobody has counted, and not an old number.
    HourCount.objects.filter(room=room, at=at).delete()
    HourCount.objects.bulk_create(
        HourCount(room=room, at=at, band=band, count=count) for band, count in counts.items()
    )
    _note_hour(room, at, before, counts, actor, now)


@transaction.atomic
def add_free_use(*, room: Room, at: int, band: str, add: int, actor: Person, now: int) -> None:
    """One more came (`add` is 1), or one too many was counted (-1), as for `count_free_use`. Inverse: the
    other of the two."""
    # Of one too many is taken away, too: it is the number that is checked, whichever way it counts.
    before = _hour(room, at, {band: abs(add)}, actor, now)
    # Two at one counter may both take back the last one: nobody was there less than not at all.
    after = {**before, band: max(before.get(band, 0) + add, 0)}
    HourCount.objects.update_or_create(room=room, at=at, band=band, defaults={"count": after[band]})
    _note_hour(room, at, before, after, actor, now)


def _at_desk(booking: Booking, actor: Person, now: int) -> Booking:
    """The booking as it is now, with all that a change of it touches locked."""
    current = held_still(booking)
    must_hold(actor, Right.DESK, current.room.facility.pk, now=now)
    return current


def _must_be(booking: Booking, state: State, now: int) -> None:
    if booking.state != state or now >= booking.changed_at + A_DAY:
        raise refused(Code.PAST)


def _count(
    booking: Booking, before: Counts, after: Counts, verb: str, actor: Person | None, now: int
) -> None:
    if dict(before) == dict(after):
        return
    # All anew: no row means that nobody said, and an old one would go on saying it.
    booking.headcounts.all().delete()
    Headcount.objects.bulk_create(
        Headcount(booking=booking, part=part, band=band, count=count) for (part, band), count in after.items()
    )
    was, is_now = as_fields(before), as_fields(after)
    hall = booking.room.facility_id
    log("booking", booking.public_id, verb, actor, now, before=was, after=is_now, hall=hall)
    board_changed(hall)


def _hour(room: Room, at: int, counts: dict[str, int], actor: Person, now: int) -> dict[str, int]:
    """What was counted in the hour before, with the room locked."""
    must_hold(actor, Right.DESK, room.facility.pk, now=now)
    # Who comes with a booking is counted there: by the hour they would be counted twice.
    # As of a booking: after a month a number is a guess, and would change a report that was handed in. A day
    # more is for whoever takes back what they have just counted.
    remembered = now - REMEMBERED - A_DAY < at <= now
    if room.bookable or not remembered or at != hour_of(at, zone_of(room)):
        raise ValueError(f"no hour by which {room.slug} is counted: {at}")
    checked({Heads(Part.TAKING_PART, band): count for band, count in counts.items()})
    lock(spaces=spaces_of(room))
    return dict(HourCount.objects.filter(room=room, at=at).values_list("band", "count"))


def _note_hour(
    room: Room, at: int, before: dict[str, int], after: dict[str, int], actor: Person, now: int
) -> None:
    if before != after:
        log(
            "room",
            str(room.pk),
            "count_free_use",
            actor,
            now,
            before={"at": at, **before},
            after={"at": at, **after},
            hall=room.facility_id,
        )
        board_changed(room.facility_id)
