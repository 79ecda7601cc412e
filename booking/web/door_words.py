"""What a door says, in words: a big one for now, and a line for each piece of the day."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.rules.doors import Door, Look, Piece
from facilities.labels import day_words, length_words, time_words, times_words
from facilities.rules.spans import local_day

MOST = 6  # pieces of the day that fit beside the state


@dataclass(frozen=True, slots=True)
class State:
    """`look` is how it is drawn; `until` and `then` are "" where there is nothing to say."""

    look: str
    words: str
    until: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    look: str
    times: str
    words: str
    group: str
    current: bool


def state_of(door: Door, now: int, zone: ZoneInfo) -> State:
    """What is so now, up to when, and what comes then."""
    piece = door.now
    if piece is None:
        return State("closed", _("閉まっています"), then=_opens(door, zone))
    words = {
        Look.FREE: _("空いています"),
        Look.BOOKED: _("予約の時間です"),
        Look.IN_USE: _("使っています"),
    }[piece.look]
    until = _("%(time)sまで") % {"time": time_words(piece.span.end, zone)}
    return State(piece.look.value, words, until, _then(door, zone))


def lines(door: Door, zone: ZoneInfo) -> list[Line]:
    """The day from the piece before this one on; what is long over helps nobody at the door."""
    over = [one for one in door.pieces if one.look is Look.OVER]
    shown = [*over[-1:], *(one for one in door.pieces if one.look is not Look.OVER)][:MOST]
    return [_line(one, one == door.now, zone) for one in shown]


def evenings(door: Door, zone: ZoneInfo) -> list[str]:
    """「12月9日(水) 17:00–21:00」: those of the days ahead."""
    return [f"{day_words(local_day(one.start, zone))} {times_words(one, zone)}" for one in door.evenings]


def _line(piece: Piece, current: bool, zone: ZoneInfo) -> Line:
    words = {
        Look.FREE: pgettext("部屋の前", "空き"),
        Look.BOOKED: pgettext("部屋の前", "予約"),
        Look.IN_USE: _("使っています"),
        Look.OVER: pgettext("部屋の前", "終わり"),
    }[piece.look]
    times = times_words(piece.span, zone)
    if current and piece.look is Look.FREE:
        times = _("今–%(time)s") % {"time": time_words(piece.span.end, zone)}
    return Line(piece.look.value, times, words, piece.group, current)


def _then(door: Door, zone: ZoneInfo) -> str:
    """What follows at once; a room that closes then is said to close."""
    now, then = door.now, door.follows
    if now is None:
        return ""
    told = {"time": time_words(now.span.end, zone)}
    if then is None or then.span.start > now.span.end:
        return _("%(time)sに閉まります") % told
    if then.look is not Look.FREE:
        return _("%(time)sから 予約があります") % told
    return _("%(time)sから%(length)s 空いています") % {**told, "length": length_words(then.span.seconds)}


def _opens(door: Door, zone: ZoneInfo) -> str:
    if door.follows is None:
        return _("きょうは、もう使えません。")
    return _("%(time)sに開きます") % {"time": time_words(door.follows.span.start, zone)}
