"""What was done to a booking last, and where it was before."""

from dataclasses import dataclass
from enum import StrEnum

from booking.models import Act, Booking
from facilities.models import Room
from facilities.rules.spans import Span


class Done(StrEnum):
    MADE = "made"
    ASKED = "asked"  # of the hall, which has not answered
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    MOVED_BACK = "moved_back"  # to where it was before it was moved


MOST_DEEDS = 100
DONE = {"request": Done.ASKED, "cancel": Done.CANCELLED, "restore": Done.RESTORED, "move": Done.MOVED}


# What says nothing of a change to it.
LOOKING = ("look", "see")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done to a booking: by the desk, by its own people, or by the service itself."""

    verb: str
    at: int
    desk: bool
    actor: str  # how the desk calls whoever did it; "" for the service
    why: str


def deeds(booking: Booking) -> list[Deed]:
    """Everything that was done to a booking, the last first. One query."""
    acts = Act.objects.filter(subject="booking", subject_id=booking.public_id).exclude(verb__in=LOOKING)
    return [_deed(act, booking) for act in acts.select_related("actor").order_by("-pk")[:MOST_DEEDS]]


def done_by_desk(booking: Booking) -> list[Deed]:
    """What the desk has done to a booking, for those whose booking it is. One query."""
    return [deed for deed in deeds(booking) if deed.desk]


def _deed(act: Act, booking: Booking) -> Deed:
    actor = act.actor
    desk = actor is not None and actor.is_staff and actor.pk != booking.person_id
    return Deed(act.verb, act.at, desk, "" if actor is None else str(actor), act.why)


@dataclass(frozen=True, slots=True)
class Change:
    """The last thing that was done to a booking, which was in `room` (by key) at `span` before."""

    done: Done
    room: int
    span: Span

    def place(self) -> Room:
        """The room, with its hall. One query."""
        return Room.objects.select_related("facility").get(pk=self.room)


def last_change(booking: Booking) -> Change:
    """Of a booking without an Act, that it was made. One query."""
    acts = Act.objects.filter(subject="booking", subject_id=booking.public_id).order_by("-pk")
    last, *earlier = [*acts[:2]] or [Act(verb="book")]
    was = {field: last.before.get(field, getattr(booking, field)) for field in ("room_id", "start", "end")}
    done = DONE.get(last.verb, Done.MADE)
    if done is Done.MOVED and any(_undoes(last, one) for one in earlier):
        done = Done.MOVED_BACK
    return Change(done, was["room_id"], Span(was["start"], was["end"]))


def _undoes(act: Act, earlier: Act) -> bool:
    return earlier.verb == act.verb and earlier.before == act.after
