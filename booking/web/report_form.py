"""The form in which a day is reported: read with care, and told again as it was typed.

One form holds several days; the fields of each begin with its number: "0-day", "0-help-junior_high".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from booking.actions.activities import NotThen, Told, Twice
from booking.labels.indicators import part_of_heads
from booking.labels.states import band_words
from booking.models import ActivityDay, Reporter
from booking.queries.activities import heads_of
from booking.rules.activities import AT_ONCE
from booking.rules.attendance import MOST, Heads, Part
from booking.rules.bands import BANDS
from booking.web.consents import Mistake, words_of
from booking.web.written_numbers import number_of
from facilities.labels import day_words, long_date

NUMBERS = [(Heads(part, band), f"{part}-{band}") for band in BANDS for part in Part]


@dataclass
class DaysForm:
    """What was typed of several days; what cannot be read is noted with its field and the remedy."""

    given: Mapping[str, str]
    reporter: Reporter
    errors: list[Mistake] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many days the form has room for."""
        text = self.given.get("rows", "1")
        return min(max(int(text), 1), AT_ONCE) if text.isascii() and text.isdigit() and len(text) < 4 else 1

    def days(self) -> list[tuple[str, Told]]:
        """The days with the prefixes of their fields; a day of which nothing was typed is left out."""
        prefixes = [f"{row}-" for row in range(self.rows)]
        filled = [prefix for prefix in prefixes if self._is_filled(prefix)]
        if not filled:
            self.wrong("0-day", _("日を入れてください。"))
        read = [(prefix, self.day(prefix)) for prefix in filled]
        return [(prefix, one) for prefix, one in read if one is not None]

    def day(self, prefix: str) -> Told | None:
        """One of them; None where something of it cannot be read."""
        noted = len(self.errors)
        day, counts = self._date(f"{prefix}day"), dict(self._counts(prefix))
        # The plan's rows are few; a form that names none means the only one.
        plan = self.given.get(f"{prefix}plan") or self.reporter.plans[0]
        if day is None or len(self.errors) > noted:
            return None
        return Told(day, self.given.get(f"{prefix}place", ""), plan, counts)

    def wrong(self, name: str, words: str) -> None:
        self.errors.append(Mistake(field=name, words=words))

    def refuse(self, prefix: str, why: Exception) -> None:
        """Notes what the verb has said of the day with this prefix."""
        self.wrong(prefix + ("place" if hasattr(why, "field") else "day"), why_not(why))

    def _is_filled(self, prefix: str) -> bool:
        # A place alone is none: it is handed down from the day above.
        names = ["day", *(name for _heads, name in NUMBERS)]
        return any(self.given.get(prefix + name, "").strip() for name in names)

    def _date(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self.given.get(name, "").strip())
        except ValueError:
            self.wrong(name, _("日を入れてください。"))
            return None

    def _counts(self, prefix: str) -> Iterator[tuple[Heads, int]]:
        for heads, name in NUMBERS:
            text = self.given.get(prefix + name, "").strip()
            number = number_of(text, MOST)
            if text and number is None:
                words = _("人数は、0から10000までの数で入れてください。")
                self.wrong(prefix + name, words)
            elif number is not None:
                yield heads, number


def why_not(why: Exception) -> str:
    """What is wrong with a day, and what to do."""
    if isinstance(why, NotThen):
        return _("%(first)sからきょうまでの日を入れてください。") % {"first": long_date(why.first)}
    if isinstance(why, Twice):
        told = {"day": day_words(why.day)}
        return (
            _("%(day)sのこの場所の報告は、もうあります。人数がちがうときは、前の報告を直してください。")
            % told
        )
    if getattr(why, "field", "") == "place" and not hasattr(why, "longest"):
        return _("場所を入れてください。")
    return words_of(why)


def as_given(day: ActivityDay) -> dict[str, str]:
    """A reported day as its form would have sent it, under the prefix of the first."""
    heads = heads_of(day) or {}
    counts = {f"0-{name}": str(heads[key]) for key, name in NUMBERS if key in heads}
    return {"0-day": day.day.isoformat(), "0-place": day.place, "0-plan": day.plan, **counts}


def row_told(prefix: str, given: Mapping[str, str], errors: list[Mistake]) -> dict[str, Any]:
    """The fields of one day for its template."""
    bad = {one["field"]: one["words"] for one in errors}
    return {
        "prefix": prefix,
        "number": int(prefix[:-1]) + 1,
        "day": given.get(f"{prefix}day", ""),
        "place": given.get(f"{prefix}place", ""),
        "plan": given.get(f"{prefix}plan", ""),
        "bad_day": bad.get(f"{prefix}day", ""),
        "bad_place": bad.get(f"{prefix}place", ""),
        "grid": [
            (band_words(band), [_cell(prefix, band, part, given, bad) for part in Part]) for band in BANDS
        ],
    }


def _cell(
    prefix: str, band: str, part: Part, given: Mapping[str, str], bad: Mapping[str, str]
) -> dict[str, Any]:
    name = f"{prefix}{part}-{band}"
    label = f"{band_words(band)} {part_of_heads(part)}"
    return {"name": name, "value": given.get(name, ""), "label": label, "bad": bad.get(name, "")}
