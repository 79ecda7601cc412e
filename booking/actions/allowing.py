"""On which verdicts a verb may write: what is allowed, and what the desk answers for on record."""

from collections.abc import Collection
from dataclasses import dataclass

from booking.actions.acts import log
from booking.actions.desk import must_hold
from booking.actions.texts import needed
from booking.models import Booking, Person
from booking.rules.overruling import overruled, seen_to, set_aside
from booking.rules.staff import Right
from booking.rules.verdict import Outcome, Refused, Verdict
from facilities.models import Room

LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class Answering:
    """What the desk answers for: a refusal that it sets aside, and why; facts that it has seen itself."""

    why: str = ""
    seen: Collection[str] = ()

    def plain(self) -> "Answering":
        """As it can be stored. Unfit and Missing for a reason that cannot."""
        return Answering(needed(self.why, "why", LONGEST_WHY) if self.why else "", tuple(self.seen))


FOR_NOTHING = Answering()


def must_be_allowed(verdict: Verdict) -> None:
    """A verb never writes on what is unknown: the lacking fact is asked for first."""
    if not is_allowed(verdict):
        raise Refused(verdict)


def is_allowed(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.ALLOW and not verdict.lacking


def answered_for(verdict: Verdict, answering: Answering, actor: Person, now: int, *rooms: Room) -> Verdict:
    """The verdict on which a verb goes on: as it is, or as the desk of these rooms' halls answers for it.

    Refused where nobody answers for what speaks against it, or nobody can: what others have stays theirs.
    Absent for an actor who has not the right to.
    """
    halls = {room.facility_id for room in rooms}
    # What was seen comes first: whoever has seen a card needs no right to set a rule aside.
    if answering.seen and not is_allowed(verdict):
        must_hold(actor, Right.DESK, *halls, now=now)
        verdict = seen_to(verdict, answering.seen)
    # A reason that nothing needed sets nothing aside, and asks for no right.
    if answering.why and not is_allowed(verdict):
        must_hold(actor, Right.OVERRULE, *halls, now=now)
        verdict = overruled(verdict)
    must_be_allowed(verdict)
    return verdict


def note_answering(booking: Booking, judged: Verdict, answering: Answering, actor: Person, now: int) -> None:
    """Logs what the desk answered for: facts that it has seen; clauses that it has set aside, and why."""
    hall = booking.room.facility_id
    if seen := sorted(set(judged.lacking) & set(answering.seen)):
        log("booking", booking.public_id, "see", actor, now, after={"facts": seen}, hall=hall)
    # What was seen had not to be set aside: of each clause the log says only one of the two.
    aside = set_aside(seen_to(judged, answering.seen))
    if answering.why and aside:
        told = {
            "codes": sorted({reason.code for reason in aside}),
            "clauses": sorted({reason.clause for reason in aside if reason.clause}),
        }
        log("booking", booking.public_id, "overrule", actor, now, after=told, why=answering.why, hall=hall)
