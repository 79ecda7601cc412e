"""参加者の紙: who comes to a date of a programme, with boxes to tick, without what they told besides."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.labels import band_words, party_name
from booking.labels.indicators import part_of_heads
from booking.labels.programmes import age_words, where_words
from booking.models import Programme, Session
from booking.pdf import paper
from booking.pdf.sheets import printed_words
from booking.queries.programmes import is_uncertain, rooms_of
from booking.queries.signups_at_desk import Party
from booking.rules.attendance import Part
from booking.rules.bands import BANDS
from facilities.labels import listed, span_words
from facilities.rules.spans import Span, local_day

SPARE_ROWS = 4  # of a sheet, for whoever comes without having signed up
MOST_BOXES = 60


def participants_pdf(
    programme: Programme, date: Session, parties: Sequence[Party], now: int, zone: ZoneInfo
) -> bytes:
    """Those who have a place (`parties`), by what they want to be called, on A4 in Japanese."""
    with override("ja"):
        told = {
            "name": programme.name,
            "when": f"{date_words(date, now, zone)} {place_of(date)}",
            "rows": [[party_name(one.signup), ages_words(one), boxes(one)] for one in parties],
            "empty": _("申しこんだ人は、いません。"),
            "spare": SPARE_ROWS,
            "heads": [_("来た人の数"), _("申しこみ"), *map(part_of_heads, Part)],
            "bands": [[band_words(band), str(of_band(band, parties) or "")] for band in BANDS],
            "foot": _("%(printed)sに印刷。") % {"printed": printed_words(now, zone)}
            + _("終わったら、数だけをまどあかりに入れて、この紙はこまかく切って捨ててください。"),
        }
    return paper("participants", told)


def date_words(date: Session, now: int, zone: ZoneInfo) -> str:
    return span_words(Span(date.start, date.end), zone, local_day(now, zone))


def place_of(date: Session) -> str:
    """Where it is, as its page says it."""
    return where_words(date, rooms_of(date), uncertain=is_uncertain(date))


def ages_words(one: Party) -> str:
    """「小学生 2、高校生 1」."""
    return listed(f"{age_words(age)} {count}" for age, count in one.ages.items())


def boxes(one: Party) -> int:
    """A box for each head, as far as a sheet has room."""
    return min(one.heads, MOST_BOXES)


def of_band(band: str, parties: Sequence[Party]) -> int:
    """How many of an age band are to come."""
    return sum(count for one in parties for age, count in one.ages.items() if age.band == band)
