"""What a hall's page tells of closures to come: which rooms, from when to when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from facilities.labels import day_words, hour_words, in_english, listed, moment_words, wall_minutes
from facilities.rules.hours import DatedClosure
from facilities.rules.spans import MINUTES_A_DAY, Span, local_day


@dataclass(frozen=True, slots=True)
class News:
    when: str
    words: str


def closed_news(one: DatedClosure, rooms: Mapping[str, str], zone: ZoneInfo) -> News | None:
    """`rooms` are the names of those that the page shows, by slug; None for a closure of others alone."""
    # In the order of the page, and not of a set: the same news reads alike each time.
    shut = None if one.rooms is None else [name for slug, name in rooms.items() if slug in one.rooms]
    if shut == []:
        return None
    # An end at midnight belongs to the day before it.
    first, last = local_day(one.span.start, zone), local_day(one.span.end - 1, zone)
    told = {"why": (in_english() and one.reason_en) or one.reason_ja}
    times = _times(one.span, first, zone) if first == last else ""
    when = day_words(first) if first == last else _days(one.span, first, last, zone)
    return News(when, _words(shut, times, told))


def _words(shut: list[str] | None, times: str, told: dict[str, str]) -> str:
    """Nobody stays at home for a room that they do not want: only the whole hall has its day off."""
    if shut is None:
        whole = _("%(times)s、お休みします(%(why)s)。") if times else _("お休みします(%(why)s)。")
        return whole % {**told, "times": times}
    some = _("%(rooms)sは%(times)s使えません(%(why)s)。") if times else _("%(rooms)sは使えません(%(why)s)。")
    return some % {**told, "times": times, "rooms": listed(shut)}


def _times(span: Span, day: date, zone: ZoneInfo) -> str:
    """「15時から」; "" for all of a day."""
    start, end = (wall_minutes(at, zone, day) for at in (span.start, span.end))
    told = {"start": hour_words(start), "end": hour_words(end)}
    if start > 0 and end < MINUTES_A_DAY:
        return _("%(start)sから%(end)sまで") % told
    if start > 0:
        return _("%(start)sから") % told
    return _("%(end)sまで") % told if end < MINUTES_A_DAY else ""


def _days(span: Span, first: date, last: date, zone: ZoneInfo) -> str:
    """「12月7日(月)–12月9日(水)」; with their times where one of the days is shut in part."""
    starts, ends = (wall_minutes(at, zone) for at in (span.start, span.end))
    if starts or ends:
        return f"{moment_words(span.start, zone)}–{moment_words(span.end, zone)}"
    return f"{day_words(first)}–{day_words(last)}"
