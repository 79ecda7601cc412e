"""減免: on what ground, by when the hall answers, and whether one may ask, in words."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from booking.models import Booking, ReductionRequest
from booking.queries.boards import zone_of
from booking.queries.money import Bill
from booking.queries.reductions import OWING, Ground, asked, grounds_of, open_grounds
from booking.rules.requests import answer_by
from facilities.labels import moment_words
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a booking says: what waits for the hall's answer, or that one may ask."""

    waits: str = ""
    ground: str = ""
    said: str = ""
    askable: bool = False


def reduction_told(booking: Booking, owed: Bill, now: int) -> Told | None:
    """None where there is nothing to say: in halls without fees, or without such a clause. At most two
    queries, none for what costs nothing."""
    if not owed.charged or owed.given_up:
        return None
    found = asked(booking)
    if found is not None and found.is_open:
        return Told(waits_words(found, booking, now), ground_said(found, booking), found.said)
    askable = booking.state in OWING and booking.end > now and bool(open_grounds(booking, owed))
    return Told(askable=True) if askable else None


def waits_words(found: ReductionRequest, booking: Booking, now: int) -> str:
    until = answer_by(found.made_at, booking.start)
    if until <= now:
        return _("減免を申しこみました。館のお返事を待っています。")
    told = {"until": moment_words(until, zone_of(booking.room), local_day(now, zone_of(booking.room)))}
    return _("減免を申しこみました。館の人がたしかめて、%(until)sまでにお返事します。") % told


def ground_said(found: ReductionRequest, booking: Booking) -> str:
    """The clause that was named; its id alone where the rules of the day have it no more."""
    ground = grounds_of(booking).get(found.clause)
    return ground_words(ground) if ground else _("館のきまり %(clause)s") % {"clause": found.clause}


def ground_words(ground: Ground) -> str:
    """In easy Japanese the generated sentences, else the hall's own words."""
    return "".join(ground.sentences) if get_language() == "ja-easy" else ground.words
