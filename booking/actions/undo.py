"""Taking an act of the desk back, up to a day later: a verb of its own, judged now, with an Act of its own.

Each verb that can be taken back has a line in UNDO: the verb that it comes to, and how that is called.
The others have none, and why:

- `count` goes with the check-in and is taken back with it; `wait_longer`, `extend`, `change` and what is
  lifted or ended is done anew on its own page, where whoever would be displaced is seen first.
- What was issued, drawn, published or agreed to stays on record; the page of its papers, of its round or of
  the draft has the verb that corrects it (`cancel_round`, `withdraw_rules`).
- What is on record about a member or a group (a tie, a course, a class, a code, a registration that was
  decided) is no act of one hall: it is corrected on their page, and reconsidered from the queue, for a day.
- `take_back_outside`: the file is there still, and is brought in anew.
- `take_back_occurrence` and `revoke_kiosk` have destroyed words and a key that nobody has any more.

`now` is an instant (seconds, UTC).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from booking.actions import inverses
from booking.actions.bookings import cancel, move, restore
from booking.actions.closures import end_closures, lift_closure, today_of
from booking.actions.emergencies import open_again
from booking.actions.evenings import cancel_evening, end_evenings, move_evening, restore_evening
from booking.actions.inverses import booking_of, found
from booking.actions.money import strike
from booking.actions.posts import change_role, end_post, give_post
from booking.actions.reductions import reopen_reduction
from booking.actions.rosters import set_on_duty
from booking.actions.stays import extend
from booking.actions.warnings import lift
from booking.models import Act, Person, Post
from booking.queries.acts import later_acts
from booking.queries.bookings import Absent
from booking.queries.notices import rung_up
from booking.queries.posts import may
from booking.rules.notices import MOVED_BY_HALL
from booking.rules.staff import Right, Role
from facilities.models import Closure, Evening, Facility, Room, WeatherWarning
from facilities.rules.spans import Span

A_DAY = 24 * 60 * 60
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Undo:
    """`comes_to` is the verb that stands in the log afterwards; `asks` the right that it wants of whoever
    does it, by which a page shows a button: it is the verb that refuses."""

    comes_to: str
    does: Callable[[Act, Person, int], object]
    asks: Right = Right.DESK


class NoInverse(Exception):
    """The verb has no inverse, or it was not the desk that did it."""


class TooLate(Exception):
    """It is more than a day ago."""


class Overtaken(Exception):
    """Something was done to the same thing since: it was taken back already, or `by` somebody changed it."""

    def __init__(self, undone: bool) -> None:
        super().__init__(undone)
        self.undone = undone


@transaction.atomic
def undo(*, act: Act, actor: Person, now: int) -> None:
    """Takes back what somebody at the desk has done.

    Absent for whoever is not at the hall's desk; NoInverse, TooLate, Overtaken; and whatever the inverse
    verb says, which is judged as if it were asked for now: Unseen for what would displace somebody, Absent
    for whoever may not do it. Inverse: that verb's own.
    """
    if act.hall_id is None or not may(actor, Right.DESK, [act.hall_id], now):
        raise Absent(act.pk)
    if not has_inverse(act):
        raise NoInverse(act.verb)
    # A slip is noticed the same day; what was decided the day before others have planned by.
    if act.at + A_DAY <= now:
        raise TooLate(act.pk)
    # The inverse would put back a state in which the later act was never asked for.
    if (later := later_acts([act]).get(act.pk)) is not None:
        raise Overtaken(later.verb == UNDO[act.verb].comes_to)
    UNDO[act.verb].does(act, actor, now)


def has_inverse(act: Act) -> bool:
    """Whether somebody at the desk did it, and it can be taken back at all."""
    # What somebody did as a member is theirs to take back, though they serve here besides.
    return act.verb in UNDO and act.by_desk


def may_undo(act: Act, rights: Collection[Right], now: int) -> bool:
    """Whether somebody with these rights may still take it back, if nothing was done to it since."""
    open_still = has_inverse(act) and act.at + A_DAY > now
    return open_still and Right.DESK in rights and UNDO[act.verb].asks in rights


def _cancel(act: Act, actor: Person, now: int) -> None:
    cancel(booking=booking_of(act), actor=actor, now=now)


def _restore(act: Act, actor: Person, now: int) -> None:
    restore(booking=booking_of(act), actor=actor, now=now)


def _move_back(act: Act, actor: Person, now: int) -> None:
    booking = booking_of(act)
    was = {field: act.before.get(field, getattr(booking, field)) for field in ("room_id", "start", "end")}
    # In whatever hall it was: a booking may have been moved to a neighbour's room.
    room = found(Room.objects.select_related("facility").filter(pk=was["room_id"]).first())
    # Whoever has heard on the telephone where it was moved to has to hear that it is back.
    again = rung_up(booking, MOVED_BY_HALL)
    span = Span(was["start"], was["end"])
    move(booking=booking, actor=actor, room=room, span=span, for_hall=again, now=now)


def _extend(act: Act, actor: Person, now: int) -> None:
    extend(booking=booking_of(act), actor=actor, until=act.before["end"], now=now)


def _strike(act: Act, actor: Person, now: int) -> None:
    """The last entry: nothing was done to the booking since."""
    strike(payment=found(booking_of(act).payments.last()), staff=actor, now=now)


def _reopen_reduction(act: Act, actor: Person, now: int) -> None:
    reopen_reduction(booking=booking_of(act), staff=actor, now=now)


def _evening(act: Act) -> Evening:
    evenings = Evening.objects.select_related("facility").filter(facility=act.hall)
    return found(evenings.filter(pk={**act.before, **act.after}["evening"]).first())


def _restore_evening(act: Act, actor: Person, now: int) -> None:
    restore_evening(evening=_evening(act), actor=actor, now=now)


def _cancel_evening(act: Act, actor: Person, now: int) -> None:
    cancel_evening(evening=_evening(act), actor=actor, now=now)


def _move_evening_back(act: Act, actor: Person, now: int) -> None:
    if "cancelled" in act.before:
        return _cancel_evening(act, actor, now)
    span = Span(act.before["start"], act.before["end"])
    move_evening(evening=_evening(act), span=span, actor=actor, now=now)
    return None


def _end_evenings(act: Act, actor: Person, now: int) -> None:
    hall = _hall(act)
    end_evenings(facility=hall, event=act.after["event"], from_=today_of(hall, now), actor=actor, now=now)


def _lift_closures(act: Act, actor: Person, now: int) -> None:
    """All that it closed and that is not over. Absent if nothing is left of it."""
    closures = Closure.objects.select_related("facility").filter(facility=act.hall, cancelled=False)
    for closure in _some(closures.filter(pk__in=act.after["closures"], end__gt=now)):
        lift_closure(closure=closure, actor=actor, now=now)


def _open_again(act: Act, actor: Person, now: int) -> None:
    closures = Closure.objects.select_related("facility").filter(facility=act.hall, cancelled=False)
    for closure in _some(closures.filter(pk__in=act.after["closures"], end__gt=now)):
        open_again(closure=closure, actor=actor, now=now)


def _lift_warning(act: Act, actor: Person, now: int) -> None:
    warnings = WeatherWarning.objects.select_related("facility", "closure").filter(facility=act.hall)
    for warning in _some(warnings.filter(closure__in=act.after["closures"])):
        lift(warning=warning, actor=actor, now=now)


def _end_closures(act: Act, actor: Person, now: int) -> None:
    hall = _hall(act)
    end_closures(facility=hall, event=act.after["event"], from_=today_of(hall, now), actor=actor, now=now)


def _set_duty_back(act: Act, actor: Person, now: int) -> None:
    were = Person.objects.filter(public_id__in=act.before["people"])
    day = date.fromisoformat(act.after["day"])
    set_on_duty(facility=_hall(act), day=day, people=were, actor=actor, now=now)


def _post(act: Act) -> Post:
    return found(Post.objects.filter(facility=act.hall, person__public_id=act.subject_id).first())


def _end_post(act: Act, actor: Person, now: int) -> None:
    end_post(post=_post(act), actor=actor, now=now)


def _give_post(act: Act, actor: Person, now: int) -> None:
    person = found(Person.objects.filter(public_id=act.subject_id, is_active=True).first())
    until, role = act.before["until"], Role(act.before["role"])
    last = date.fromisoformat(until) if until else None
    give_post(hall=_hall(act), person=person, role=role, until=last, actor=actor, now=now)


def _change_role_back(act: Act, actor: Person, now: int) -> None:
    change_role(post=_post(act), role=Role(act.before["role"]), actor=actor, now=now)


def _hall(act: Act) -> Facility:
    return found(act.hall)


def _some(things: QuerySet[M]) -> list[M]:
    known = list(things)
    found(next(iter(known), None))
    return known


UNDO: Mapping[str, Undo] = {
    "book": Undo("cancel", _cancel),
    "give": Undo("cancel", _cancel),
    "cancel": Undo("restore", _restore),
    "cancel_series": Undo("restore_series", inverses.dates_again),
    "restore": Undo("cancel", _cancel),
    "cancel_session": Undo("restore_session", inverses.date_takes_place, Right.PROGRAMMES),
    "move": Undo("move", _move_back),
    "hand_back": Undo("extend", _extend),
    "walk_in": Undo("take_back_walk_in", inverses.not_let_in),
    "check_in": Undo("undo_check_in", inverses.not_here),
    "check_out": Undo("undo_check_out", inverses.still_here),
    "correct_headcount": Undo("correct_headcount", inverses.as_counted_before),
    "count_free_use": Undo("count_free_use", inverses.hour_as_before),
    "hand_key": Undo("take_key_back", inverses.key_back),
    "take_key_back": Undo("hand_key", inverses.key_out),
    "release_no_show": Undo("take_back_release", inverses.came_after_all),
    "pick_up": Undo("not_picked_up", inverses.not_handed_over),
    "approve": Undo("reopen", inverses.unanswered, Right.OVERRULE),
    "refuse": Undo("reopen", inverses.unanswered, Right.OVERRULE),
    "propose": Undo("reopen", inverses.unanswered, Right.OVERRULE),
    "note": Undo("note_done", inverses.note_done),
    "note_done": Undo("note_again", inverses.note_again),
    "note_again": Undo("note_done", inverses.note_done),
    "note_occurrence": Undo("take_back_occurrence", inverses.not_noticed),
    "report_fault": Undo("mend", inverses.mended),
    "mend": Undo("mend_not", inverses.not_mended),
    "mend_not": Undo("mend", inverses.mended),
    "make_kiosk": Undo("revoke_kiosk", inverses.no_kiosk, Right.HOURS),
    "open_evening": Undo("cancel_evening", _cancel_evening, Right.HOURS),
    "open_evenings": Undo("end_evenings", _end_evenings, Right.HOURS),
    "cancel_evening": Undo("restore_evening", _restore_evening, Right.HOURS),
    "restore_evening": Undo("cancel_evening", _cancel_evening, Right.HOURS),
    "move_evening": Undo("move_evening", _move_evening_back, Right.HOURS),
    "close": Undo("lift", _lift_closures, Right.HOURS),
    "festival": Undo("lift", _lift_closures, Right.HOURS),
    # By whoever may close at once: in the evening nobody who decides the hours is there to take a slip back.
    "close_now": Undo("lift", _open_again, Right.CLOSE),
    "close_regularly": Undo("end_closures", _end_closures, Right.HOURS),
    "bring_in": Undo("take_back_outside", inverses.not_brought_in, Right.HOURS),
    "warn": Undo("unwarn", _lift_warning, Right.WARN),
    "set_on_duty": Undo("set_on_duty", _set_duty_back, Right.HOURS),
    "pay": Undo("strike_payment", _strike, Right.MONEY),
    "refund": Undo("strike_refund", _strike, Right.MONEY),
    "reduce": Undo("reopen_reduction", _reopen_reduction, Right.MONEY),
    "refuse_reduction": Undo("reopen_reduction", _reopen_reduction, Right.MONEY),
    "give_post": Undo("end_post", _end_post, Right.STAFF),
    "end_post": Undo("give_post", _give_post, Right.STAFF),
    "change_role": Undo("change_role", _change_role_back, Right.STAFF),
}
