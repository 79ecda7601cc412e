"""予約なしで使う, at a room's own door: until when, how many of each band, and they are in. Nobody's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.actions.walk_ins import let_in_at_door
from booking.labels import band_words, sentence
from booking.models import Kiosk
from booking.queries.party import Company
from booking.queries.walk_ins import Invitation, soon
from booking.rules.bands import BANDS
from booking.rules.doors import LENGTHS, LONGEST
from booking.rules.verdict import Finding, Outcome, Refused
from booking.web.written_numbers import whole
from facilities.labels import length_words, listed, time_words, times_words
from facilities.models import Room
from facilities.rules.spans import Span

MOST = 8  # of one band that are chosen at a door; who are more go to the counter


class Unsaid(Exception):
    """Nobody said how many they are."""


@dataclass(frozen=True, slots=True)
class Way:
    """A button: until when (an instant), in words."""

    until: int
    words: str
    hint: str


@dataclass(frozen=True, slots=True)
class Band:
    key: str
    words: str
    numbers: Sequence[int]


def ways(invitation: Invitation, now: int, zone: ZoneInfo) -> list[Way]:
    return [_way(end, end - now, zone) for end in invitation.ends]


def invited_words(invitation: Invitation) -> str:
    """Whom the door lets in; everybody needs no list."""
    if len(invitation.bands) == len(BANDS):
        return _("予約なしで使えます。")
    return _("予約なしで使えます。%(bands)s。") % {"bands": listed(map(band_words, invitation.bands))}


def bands_of(invitation: Invitation, room: Room) -> list[Band]:
    numbers = range(min(MOST, room.capacity or MOST) + 1)
    return [Band(band, band_words(band), numbers) for band in invitation.bands]


def taking(
    invitation: Invitation | None, until: int | None, room: Room, now: int, zone: ZoneInfo
) -> dict[str, Any]:
    """What the page tells that asks how many would use the room up to then; {} where nobody can."""
    if invitation is None or until is None or until > max(invitation.ends, default=0):
        return {}
    times = times_words(Span(now, until), zone)
    return {"until": until, "times": times, "bands": bands_of(invitation, room)}


def until_of(data: Mapping[str, str], now: int) -> int | None:
    """The instant up to which somebody wants the room; None for what is none that a door gives."""
    text = data.get("until", "")
    # As long as an instant is, and no longer: int() would take its time with a million digits.
    until = int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0
    return until if now < until <= soon(now) + LONGEST else None


def take(kiosk: Kiosk, data: Mapping[str, str], now: int) -> None:
    """They are in. Unsaid without a number; Refused and Absent as in `let_in_at_door`."""
    company = Company(counted={band: count for band in BANDS if (count := _number(data.get(band, "")))})
    if company.says_nothing:
        raise Unsaid
    let_in_at_door(room=kiosk.room, until=until_of(data, now) or now, company=company, now=now)


def refused_words(refused: Refused, zone: ZoneInfo) -> str:
    """What a clause forbids is said as the clause has it; the rest is for the counter to decide."""
    against = [one for one in refused.verdict.reasons if one.finding is Finding.BROKEN]
    if refused.verdict.outcome is Outcome.REFUSE and against:
        return sentence(against[0], zone)
    return _("ここから使いはじめることはできません。窓口に来てください。")


def _way(end: int, seconds: int, zone: ZoneInfo) -> Way:
    """Named by its length, which is a little more so that it ends with a quarter; where that was cut, by its
    end."""
    time = {"time": time_words(end, zone)}
    length = next((length for length in reversed(LENGTHS) if length <= seconds), None)
    if length is None:
        return Way(end, _("%(time)sまで使う") % time, "")
    return Way(end, _("%(length)s使う") % {"length": length_words(length)}, _("%(time)sまで") % time)


def _number(text: str) -> int:
    return whole(text, 2) or 0
