"""A month's programmes for the foot of its poster: each once with all its dates, and no more than have room.

The sheet is made of paper: what runs over its edge is not there. What a line takes is reckoned on the side of
too much, from the type of the style sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Any
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Session
from booking.web.programme_page import title_of, where
from facilities.labels import in_english, listed, time_words, weekday_words
from facilities.rules.spans import local_day

ROOM = 53.3  # millimetres between the heading and the foot
NAME_LINE, WORDS_LINE, BETWEEN = 6.3, 4.8, 2.2  # millimetres
NAME_LETTERS, WORDS_LETTERS = 10, 14  # of full width on a line


@dataclass(frozen=True, slots=True)
class Event:
    """A programme in the poster's list: its first date, and its mark where ages meet."""

    number: int
    weekday: str
    name: Any
    words: str
    mark: str


def events(sessions: Sequence[Session], zone: ZoneInfo) -> tuple[list[Event], int]:
    """The first that have room on the sheet, and how many programmes more there are. `zone` is the hall's."""
    of_each: dict[tuple[int, str, str], list[Session]] = {}
    for one in sessions:
        of_each.setdefault((one.programme_id, time_words(one.start, zone), where(one)), []).append(one)
    found = [_event(same, zone) for same in of_each.values()]
    ends = list(accumulate(map(_height, found)))
    whole = ends[-1] <= ROOM if ends else True
    # The line that says how many more there are has to be somewhere, too.
    shown = len(found) if whole else sum(end <= ROOM - WORDS_LINE - BETWEEN for end in ends)
    return found[:shown], len(found) - shown


def _event(same: Sequence[Session], zone: ZoneInfo) -> Event:
    """Of dates at one time and one place."""
    first, *later = same
    day = local_day(first.start, zone)
    told = {"time": time_words(first.start, zone), "where": where(first)}
    words = [_("%(time)sから・%(where)s") % told]
    if later:
        days = listed(_day(local_day(one.start, zone).day) for one in later)
        words.append(_("(%(days)sにもあります)") % {"days": days})
    elif title := title_of(first):  # what is done on that day; of several each does another thing
        words.append(title)
    mark = _("交") if first.programme.bands_wanted else ""
    return Event(day.day, weekday_words(day), first.programme, " ".join(words), mark)


def _day(number: int) -> str:
    return str(number) if in_english() else _("%(day)d日") % {"day": number}


def _height(one: Event) -> float:
    """On the paper, in millimetres."""
    name = one.name.name_en if in_english() and one.name.name_en else one.name.name_ja
    names = _lines(name + one.mark, NAME_LETTERS)
    return names * NAME_LINE + _lines(one.words, WORDS_LETTERS) * WORDS_LINE + BETWEEN


def _lines(words: str, letters: int) -> int:
    """Of so many letters of full width; a latin letter is half of one."""
    width = sum(1 if east_asian_width(one) in "FWA" else 0.5 for one in words)
    return ceil(width / letters)
