"""Who is next for what is left of a time: to whom it is offered, and who else stands in line, at the desk."""

from dataclasses import dataclass

from booking.models import Booking, Person, Wait
from booking.queries.line_up import line_for
from booking.rules.staff import Right
from booking.web.desk.board import name_of, staff_name
from booking.web.desk.door import Desk
from facilities.labels import time_words


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody who waits. `rings` is the member whose number may be looked at, "" where it may not."""

    key: str
    who: str
    rings: str


@dataclass(frozen=True, slots=True)
class LineUp:
    """`offer` is held for `offered` up to `until`, where it is; `can_give`: the desk may give it to one of
    those who are `waiting`, in their order."""

    waiting: tuple[InLine, ...]
    offer: Booking | None = None
    offered: InLine | None = None
    until: str = ""
    can_give: bool = False


def line_up(booking: Booking, desk: Desk) -> LineUp | None:
    """For a booking that was given back, or a place that is offered; None where there is nothing to say. At
    most six queries."""
    line = line_for(booking, desk.now)
    if line is None:
        return None
    waiting, offer = tuple(_waits(one, desk) for one in line.waiting), line.offer
    if offer is None:
        return LineUp(waiting, can_give=line.can_give) if waiting else None
    told = InLine(offer.public_id, name_of(offer), _rings(offer.person, desk))
    until = time_words(offer.lapses_at, desk.zone) if offer.lapses_at else ""
    return LineUp(waiting, offer, told, until)


def _waits(wait: Wait, desk: Desk) -> InLine:
    who = wait.group.name if wait.group else staff_name(wait.person)
    return InLine(wait.public_id, who, _rings(wait.person, desk))


def _rings(person: Person | None, desk: Desk) -> str:
    return person.public_id if person and person.phone and desk.may(Right.CONTACT) else ""
