"""What the desk's forms about hours have in common: days, times, rooms and reasons, read with care."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.actions.texts import Unfit, plain
from booking.rules.series import ways
from booking.web.dates import YEARS
from facilities.labels import weekday_words
from facilities.models import Facility, Room
from facilities.queries.rooms import shown_rooms
from facilities.rules.ages import Ages
from facilities.rules.days import WEEKDAYS, Weekday
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, instant
from facilities.rules.stages import Stage
from facilities.rules.walltime import read_wall_time

LONGEST_REASON = 200
ONCE = "once"
MONDAY = date(2026, 11, 30)
AGES: Mapping[str, Ages | None] = {
    "all": None,
    "teens": Ages(from_stage=Stage.JUNIOR_HIGH, to_stage=Stage.HIGH_SCHOOL),
    "junior_high": Ages(from_stage=Stage.JUNIOR_HIGH),
    "elementary": Ages(from_stage=Stage.ELEMENTARY),
    "adult": Ages(from_stage=Stage.ADULT),
}


@dataclass
class Reader:
    """Reads a form; what cannot be read is noted with its field and the remedy, and answered with None."""

    given: QueryDict
    zone: ZoneInfo
    errors: list[dict[str, str]] = field(default_factory=list)
    met: list[str] = field(default_factory=list)  # what stands there already, in words: to be confirmed

    def day(self, name: str, *, needed: bool = True) -> date | None:
        text = self.given.get(name, "").strip()
        if not text and not needed:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.wrong(name, _("日にちを入れてください。"))
            return None
        if day.year in YEARS:
            return day
        self.wrong(name, _("日にちを入れてください。"))
        return None

    def minutes(self, name: str) -> int | None:
        try:
            return read_wall_time(self.given.get(name, "").strip())
        except ValueError:
            self.wrong(name, _("時間を「17:00」のように入れてください。"))
            return None

    def span(self, first: str, from_: str, last: str, to: str) -> Span | None:
        """From a time on a day to a time on a day; both are fields."""
        start, end = self.moment(first, from_), self.moment(last, to)
        if start is None or end is None:
            return None
        span = Span.between(start, end)
        if span is None:
            self.wrong(to, _("終わりは、始まりよりあとにしてください。"))
        return span

    def moment(self, day: str, time: str) -> int | None:
        on, minutes = self.day(day), self.minutes(time)
        return None if on is None or minutes is None else instant(on, minutes, self.zone)

    def text(self, name: str, longest: int = LONGEST_REASON) -> str:
        try:
            return plain(self.given.get(name, ""), name, longest)
        except Unfit as unfit:
            if unfit.longest:
                self.wrong(name, _("%(longest)d文字までにしてください。") % {"longest": unfit.longest})
            else:
                self.wrong(name, _("使えない文字が入っています。"))
            return ""

    def reason(self) -> tuple[str, str]:
        """In Japanese, which is needed, and in English, which is not."""
        ja, en = self.text("reason_ja"), self.text("reason_en")
        if not ja and not any(error["field"] == "reason_ja" for error in self.errors):
            self.wrong("reason_ja", _("わけを入れてください。みんなに見える文です。"))
        return ja, en

    def rooms(self, rooms: Sequence[Room]) -> tuple[str, ...]:
        """The chosen rooms; none, or every one of them, is the whole hall. One that is not there any more is
        asked again: without it the form might mean the whole hall."""
        known, named = [room.slug for room in rooms], self.given.getlist("rooms")
        chosen = [slug for slug in known if slug in named]
        if len(chosen) < len(set(named)):
            self.wrong("rooms", unread())
        return () if len(chosen) == len(known) else tuple(chosen)

    def recurrence(self, first: date, today: date) -> Recurrence | None:
        """How it recurs from its first day; None for something that does not."""
        repeat = self.given.get("repeat", ONCE)
        if repeat not in {key for key, _words in repeats()}:
            self.wrong("repeat", _("くりかえしを、一覧からえらんでください。"))
        found = ways(first).get(repeat)
        if found is None:
            return None
        last = self.day("last", needed=False)
        if last is not None and last < first:
            self.wrong("last", _("終わりの日は、はじめの日よりあとにしてください。"))
            last = None
        if last is not None and last < today:
            self.wrong("last", _("もうすぎた時間です。これからの日にちにしてください。"))
        days = found.weekdays
        if days and not found.nth:
            # The first day's own is always one of them: else the series would not fall on the day with which
            # it begins.
            chosen = {WEEKDAYS[first.weekday()], *self.given.getlist("weekdays")}
            days = tuple(Weekday(day) for day in WEEKDAYS if day in chosen)
        return found.model_copy(update={"last": last, "weekdays": days})

    def admits(self) -> Ages | None:
        """Whom an opening lets in; None is everybody, and only where the form says so."""
        if (chosen := self.given.get("ages", "")) not in AGES:
            self.wrong("ages", unread())
        return AGES.get(chosen)

    def wrong(self, name: str, words: str) -> None:
        if {"field": name, "words": words} not in self.errors:
            self.errors.append({"field": name, "words": words})


def unread() -> str:
    return _("読めなかったところを、下でえらんでください。")


def rooms_of(hall: Facility) -> list[Room]:
    """The published rooms of a hall, for a form to choose among. One query."""
    return list(shown_rooms(hall.pk))


def repeats() -> list[tuple[str, str]]:
    """How something may recur, by key, in words."""
    return [
        (ONCE, _("この日だけ")),
        ("1w", _("毎週")),
        ("2w", _("2週ごと")),
        ("3w", _("3週ごと")),
        ("4w", _("4週ごと")),
        ("nth", _("毎月、同じ週の同じ曜日")),
        ("last", _("毎月、最後のその曜日")),
    ]


def weekday_ticks(given: QueryDict) -> list[tuple[str, str, bool]]:
    """The weekdays to choose besides that of the first day: key, word, whether chosen."""
    chosen = given.getlist("weekdays")
    words = (weekday_words(MONDAY + timedelta(days=n)) for n in range(7))
    return [(key, word, key in chosen) for key, word in zip(WEEKDAYS, words, strict=True)]


def ages() -> list[tuple[str, str]]:
    return [
        ("all", _("だれでも")),
        ("teens", _("中学生・高校生世代")),
        ("junior_high", _("中学生から")),
        ("elementary", _("小学生から")),
        ("adult", _("おとな")),
    ]


def repeated(given: QueryDict) -> list[tuple[str, str]]:
    """What a form said, to be sent once more with what is chosen on the next page."""
    told: dict[str, Any] = dict(given.lists())
    return [
        (name, value)
        for name, values in told.items()
        # These the next page writes itself, and what was chosen for each booking (`b-`) is chosen there anew.
        if name not in ("csrfmiddlewaretoken", "step") and not name.startswith("b-")
        for value in values
    ]
