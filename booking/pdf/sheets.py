"""紙: the day of a hall to go on with when the net is down, and a card for each room's door."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from booking.labels import band_words, use_name
from booking.models import Booking
from booking.pdf import paper
from booking.queries.today import Lane, Today
from booking.rules.bands import BANDS
from booking.rules.doors import Look, Piece
from booking.rules.today import HOUR, Seen, hour_of
from facilities.labels import day_words, moment_words, times_words
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day

WALK_INS = 2  # lines of each room for who comes without a booking
ROOMY = 10  # pieces of a day that fit on a card in large type
Named = Callable[[Booking], str]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet; what is "" is left to the pencil."""

    room: str
    times: str = ""
    name: str = ""
    planned: str = ""
    code: str = ""
    walk_in: bool = False
    off: bool = False


def rows_of(day: Today, named: Named = use_name) -> Iterator[Row]:
    """The lines of the sheet, in the active language; `named` says whose a booking is."""
    for lane in day.lanes:
        yield from _of_room(lane, day, named) if lane.room.bookable else _by_the_hour(lane, day)


def _of_room(lane: Lane, day: Today, named: Named) -> Iterator[Row]:
    """What is booked, and lines for who comes without; a room that does not open has none."""
    for use in lane.uses:
        one = use.booking
        times = times_words(use.span, day.zone)
        gone = use.seen is Seen.NO_SHOW
        yield Row(lane.room.name, times, named(one), str(one.headcount + one.carers), one.code, off=gone)
    if lane.plan.openings:
        yield from (Row(lane.room.name, walk_in=True) for _n in range(WALK_INS))


def _by_the_hour(lane: Lane, day: Today) -> Iterator[Row]:
    """A line for each hour in which a room for free use is open."""
    for span in lane.plan.open_spans:
        for at in range(hour_of(span.start, day.zone), span.end, HOUR):
            yield Row(lane.room.name, times_words(Span(at, at + HOUR), day.zone), name=_("1時間ごとの人数"))


def look_words(look: Look) -> str:
    """What a card says of a piece of the day."""
    return pgettext("部屋の前", "空き") if look is Look.FREE else pgettext("部屋の前", "予約")


def day_pdf(found: Today) -> bytes:
    """The sheet on A4 across, in Japanese; whoever booked goes by what they want to be called."""
    with override("ja"):
        heads = [_("部屋"), _("時間"), _("だれ"), _("番号"), _("予定"), *map(band_words, BANDS)]
        told = {
            "day": day_words(found.day, local_day(found.now, found.zone)),
            "hall": found.hall.name,
            "printed": _("%(printed)sに印刷。あとで入った予約は、ここにありません。")
            % {"printed": printed_words(found.now, found.zone)},
            "heads": [*heads, _("付きそい"), _("手伝い"), _("鍵"), _("来た時刻・サイン")],
            "rows": [asdict(one) for one in rows_of(found)],
            "walk_in": _("予約なし"),
            "empty": _("この日は、どの部屋も開きません。"),
            "foot": _(
                "通信がもどったら、人数をまどあかりに入れてください。"
                "受付をした人は名前、鍵は渡したら○、もどったら◎を書きます。"
            ),
        }
    return paper("day", told)


def cards_pdf(
    hall: Facility, day: date, found: Sequence[tuple[Room, Sequence[Piece]]], now: int, zone: ZoneInfo
) -> bytes:
    """A card a room, each a page of A4, in Japanese: free or booked, and nobody's name."""
    with override("ja"):
        told = {
            "hall": hall.name,
            "day": day_words(day, local_day(now, zone)),
            "cards": [
                {
                    "room": room.name,
                    "small": len(pieces) > ROOMY,
                    "pieces": [
                        [one.look is Look.FREE, times_words(one.span, zone), look_words(one.look)]
                        for one in pieces
                    ],
                }
                for room, pieces in found
            ],
            "closed": _("きょうは、開きません"),
            "empty": _("予約して使う部屋はありません。"),
            "come": _("使いたいときは、窓口に来てください。"),
            "printed": _("%(printed)sに印刷") % {"printed": printed_words(now, zone)},
        }
    return paper("cards", told)


def printed_words(now: int, zone: ZoneInfo) -> str:
    """When a paper was made."""
    return moment_words(now, zone, local_day(now, zone))
