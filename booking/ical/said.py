"""What an event says, to whom. The words come in the language that is active."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import people_words
from booking.queries.feed_evenings import Duty, EveningDate
from booking.queries.feed_sessions import SessionDate
from booking.queries.feeds import Booked, Place
from booking.rules.feeds import TOLD_OF_SERIES, Audience, Status, status
from booking.rules.lifecycle import State
from booking.rules.plain_text import unwanted
from facilities.labels import ages_words, listed


class Said(NamedTuple):
    """`zone` is that of the clocks by which it is told; with `transparent` it keeps nobody from anything."""

    status: Status
    summary: str
    location: str
    zone: ZoneInfo
    transparent: bool = False


def of_booking(booking: Booked, place: Place, audience: Audience) -> Said:
    """Everybody learns that the room is in use; the staff how many come; a guardian where the child is;
    and only those who come what for. Nobody is named."""
    told = status(State(booking.state), audience, displaced=booking.displaced)
    summary, where = _summary(booking, place, audience), f"{place.hall} {place.room}"
    if booking.displaced and told is Status.TENTATIVE:
        # Nobody can be there then; whoever was to come is asked what to do.
        summary = _asks(summary) if audience in TOLD_OF_SERIES else summary
        return Said(told, summary, where, place.zone, transparent=True)
    return Said(told, summary, where, place.zone)


def _asks(what: str) -> str:
    return _("館の都合で使えません。返事をしてください:%(what)s") % {"what": what}


def _summary(booking: Booked, place: Place, audience: Audience) -> str:
    more = {
        Audience.MEMBER: booking.purpose,
        Audience.GUARDIAN: "",
        Audience.STAFF: people_words(booking.headcount),
        Audience.HALL: _("使用中"),
    }
    if audience is Audience.PUBLIC:
        return _("使用中")
    return f"{place.room} – {more[audience]}" if more[audience] else place.room


def of_evening(evening: EveningDate) -> Said:
    """Where a hall is open in the evening, and for whom; one that is not held says so in its name, too,
    since not every calendar shows a status."""
    summary = _("%(hall)s 夜間開放(%(ages)s)") % {"hall": evening.hall, "ages": ages_words(evening.admits)}
    if not evening.held:
        summary = _("【お休み】%(what)s") % {"what": summary}
    told = Status.CONFIRMED if evening.held else Status.CANCELLED
    where = f"{evening.hall} {listed(evening.rooms)}" if evening.rooms else evening.hall
    return Said(told, summary, where, evening.zone)


def of_session(session: SessionDate) -> Said:
    """What takes place where; one that does not, or will not there and then, says so in its name, too, as an
    evening does."""
    summary = f"{session.programme} – {session.title}" if session.title else session.programme
    if not session.held:
        return Said(Status.CANCELLED, _("【中止】%(what)s") % {"what": summary}, session.where, session.zone)
    if not session.certain:
        return Said(
            Status.TENTATIVE, _("【変わります】%(what)s") % {"what": summary}, session.where, session.zone
        )
    return Said(Status.CONFIRMED, summary, session.where, session.zone)


def of_duty(duty: Duty) -> str:
    """How many are on duty, and whether the reader is among them; nobody's name leaves the house."""
    words = _("当番 %(people)s(あなたも)") if duty.mine else _("当番 %(people)s")
    return words % {"people": people_words(duty.count)}


def sample(audience: Audience) -> str:
    """All the words that an event for these readers may need, so that new words make it anew."""
    return f"{_('使用中')} {people_words(1)} {people_words(2)} {_asks('')} {audience}"


def clean(text: str) -> str:
    """One stored bad letter must not take a whole feed down, even if it came past the check at input."""
    if not unwanted(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter == "\n" or not unwanted(letter))
