"""The forms of a programme: what it is and for whom, and on which dates it is held where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.actions.programmes import LONGEST_ABOUT, LONGEST_BRING, LONGEST_NAME, LONGEST_PLACE, About
from booking.labels import band_words
from booking.models import Programme
from booking.models.programmes import MOST_YEN
from booking.queries.plans import rows_of, the_plan
from booking.rules.bands import BANDS, band_of_grade
from booking.rules.exchange import LAST_GRADE, MOST_PLACES
from booking.rules.overruling import can_be_overruled
from booking.rules.series import TooMany, days_of
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.desk.door import Desk
from booking.web.desk.fields import Reader
from booking.web.desk.panel import whys
from booking.web.written_numbers import number_of
from facilities.labels import grade_words, span_words
from facilities.models import Room
from facilities.queries.rooms import shown_rooms
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, wall_span

GRADE_ROWS = 3


def blank() -> dict[str, str]:
    return {"fee": "0"}


def typed_of(found: Programme) -> dict[str, str]:
    """A programme as its form would have been typed."""
    places = {f"places-{one.band}": str(one.count) for one in found.places.all() if one.grade is None}
    graded = [one for one in found.places.all() if one.grade is not None]
    for row, one in enumerate(graded):
        places |= {f"grade-{row}": str(one.grade), f"grade-places-{row}": str(one.count)}
    return {
        "name": found.name_ja,
        "about": found.about_ja,
        "bring": found.bring,
        "fee": str(found.fee),
        "of": f"{found.plan}/{found.of}" if found.plan else "",
        "met": str(found.bands_wanted or ""),
        **places,
    }


def places_told(typed: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the places: one for each band, and some rows for single school grades."""
    # As many as there are, if there are more: what the form did not show it would take away.
    rows = max(GRADE_ROWS, sum(f"grade-{row}" in typed for row in range(LAST_GRADE)))
    typed_rows = [(row, f"grade-{row}", f"grade-places-{row}") for row in range(rows)]
    return {
        "bands": [(band, band_words(band), typed.get(f"places-{band}", "")) for band in BANDS],
        "grades": [(grade, grade_words(grade)) for grade in range(1, LAST_GRADE + 1)],
        "graded": [(row, typed.get(grade, ""), typed.get(count, "")) for row, grade, count in typed_rows],
    }


class AboutForm(Reader):
    """What a programme is, read with care."""

    def __init__(self, given: QueryDict, zone: ZoneInfo) -> None:
        super().__init__(given, zone)
        self.plan = the_plan()

    def about(self) -> About | None:
        name = self.text("name", LONGEST_NAME)
        if not name and not self.errors:
            self.wrong("name", _("名前を入れてください。みんなに見えます。"))
        plan, _slash, of = self._row()
        told = About(
            name=name,
            plan=plan,
            of=of,
            about=self.text("about", LONGEST_ABOUT),
            bring=self.text("bring", LONGEST_BRING),
            fee=self._number("fee", MOST_YEN) or 0,
            bands_wanted=self._number("met", len(BANDS)) or None,
            places={
                **{(band, None): self._number(f"places-{band}", MOST_PLACES) or 0 for band in BANDS},
                **self._graded(),
            },
        )
        return None if self.errors else told

    def told(self, typed: Mapping[str, str]) -> dict[str, Any]:
        return {
            "typed": typed,
            "errors": self.errors,
            "rows_of_plan": rows_of(self.plan),
            **places_told(typed),
        }

    def _graded(self) -> dict[tuple[str, int | None], int]:
        """Places for one school grade each, beside those of its band."""
        found: dict[tuple[str, int | None], int] = {}
        for row in range(LAST_GRADE):
            grade = self._number(f"grade-{row}", LAST_GRADE)
            if grade:
                found[band_of_grade(grade), grade] = self._number(f"grade-places-{row}", MOST_PLACES) or 0
        return found

    def _row(self) -> tuple[str, str, str]:
        """To which row of the plan it belongs, and to which of its figures."""
        chosen = self.given.get("of", "")
        if chosen and chosen not in {key for key, _words in rows_of(self.plan)}:
            self.wrong("of", _("計画の行をえらんでください。"))
        return chosen.partition("/")

    def _number(self, name: str, most: int) -> int | None:
        text = self.given.get(name, "").strip()
        if not text:
            return None
        if (number := number_of(text, most)) is not None:
            return number
        self.wrong(name, _("0から%(most)dまでの数を入れてください。") % {"most": most})
        return None


def overrule_words(refused: Refused, desk: Desk, why: str) -> list[str]:
    """What the desk can do about a refusal, where it may: a field of the same form that it has left empty."""
    if why or Right.OVERRULE not in desk.rights or not can_be_overruled(refused.verdict):
        return []
    return [_("それでも使うときは、「きまりとちがう使い方をするときは、そのわけ」に、わけを書いてください。")]


@dataclass(frozen=True, slots=True)
class Dates:
    """One span or a row of them, in these rooms or at a place elsewhere."""

    spans: Sequence[Span]
    rooms: Sequence[Room]
    elsewhere: str
    title: str
    why: str
    """Why it is held although the hall's rules would not lend the room; "" where they do."""
    recurrence: Recurrence | None = None


class DatesForm(Reader):
    """On which dates it is held, and where."""

    def __init__(self, given: QueryDict, desk: Desk) -> None:
        super().__init__(given, desk.zone)
        self.desk = desk
        self.known = list(shown_rooms(desk.hall.pk))
        self.row: Recurrence | None = None

    def wanted(self) -> Dates | None:
        days = self._days()
        start, end = self.minutes("from"), self.minutes("to")
        if start is not None and end is not None and end <= start:
            self.wrong("to", _("終わりは、始まりよりあとにしてください。"))
        rooms = [room for room in self.known if room.slug in self.given.getlist("rooms")]
        if not set(self.given.getlist("rooms")) <= {room.slug for room in self.known}:
            self.wrong("rooms", _("部屋を、一覧からえらんでください。"))
        elsewhere = self.text("elsewhere", LONGEST_PLACE)
        if bool(rooms) == bool(elsewhere):
            self.wrong("elsewhere", _("部屋をえらぶか、館の外の場所を入れてください。どちらか1つです。"))
        title, why = self.text("title", LONGEST_NAME), self.text("why")
        if self.errors or start is None or end is None:
            return None
        spans = [wall_span(day, start, end, self.zone) for day in days]
        # Of dates that were looked at before, those that are ticked still.
        if "looked" in self.given:
            spans = [one for one in spans if str(one.start) in self.given.getlist("on")]
            if not spans:
                self.wrong("on", _("日にちを1つはえらんでください。"))
                return None
        return Dates(spans, rooms, elsewhere, title, why, self.row)

    def told(self) -> dict[str, Any]:
        return {
            "dates_typed": self.given,
            "dates_rooms": self.given.getlist("rooms"),
            "dates_errors": self.errors,
        }

    def why_not(self, span: Span, refused: Refused) -> str:
        """「12月23日(水) 14:00–16:00:この日はお休みです。」"""
        return f"{span_words(span, self.zone, self.desk.today)}: {self.reasons(refused)}"

    def reasons(self, refused: Refused) -> str:
        return " ".join(why.words for why in whys(refused.verdict, self.desk, None))

    def _days(self) -> Sequence[date]:
        first = self.day("first")
        if first is None:
            return ()
        self.row = recurrence = self.recurrence(first, self.desk.today)
        if recurrence is None:
            return (first,)
        if recurrence.last is None:
            self.wrong("last", _("くりかえすときは、終わりの日を入れてください。"))
            return ()
        try:
            return days_of(recurrence)
        except TooMany:
            self.wrong("last", _("一度に決められるのは53回までです。終わりの日を早くしてください。"))
            return ()
