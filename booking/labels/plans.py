"""The figures of the city's plan in words: what it prints, and what a year came to.

There are two ways of nothing, and neither is a zero: the plan prints nothing (計画に記載なし), or nobody has
recorded anything yet (まだ入っていません).
"""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from booking.rules.indicators import Figure, Indicator
from booking.rules.plans import Published, Row
from facilities.rules.words import Words


def word(words: Words) -> str:
    """In the reader's language, in Japanese where there is no English."""
    return words.en if get_language() == "en" and words.en else words.ja


def amount(value: int, indicator: Indicator) -> str:
    """「23人」; in English the number alone, with what it counts before it."""
    return f"{value:,}{word(indicator.unit) if get_language() != 'en' else ''}"


def counted(published: Published, indicator: Indicator, value: str) -> str:
    """A figure with what it is of: 「本町児童館 参加23人」, or with its name, where it is of nothing else."""
    if published.of is None:
        return f"{word(indicator.name)} {value}"
    # In English the number stands alone, so that its name is needed with it.
    before = indicator.name if get_language() == "en" else indicator.before
    return f"{word(published.of)} {word(before) + (' ' if get_language() == 'en' else '') if before else ''}{value}"


def baseline(row: Row, counted: dict[str, Indicator]) -> list[str]:
    """What stands under 現況, a line each."""
    lines = [
        f"{named(one, counted[one.indicator])} {amount(one.baseline, counted[one.indicator])}{_noted(one)}"
        for one in row.figures
        if one.baseline is not None
    ]
    return [*lines, *([word(row.now)] if row.now else [])] or [_("計画に記載なし")]


def yardstick(row: Row) -> str:
    return word(row.evaluated_by) if row.evaluated_by else _("計画に記載なし")


def this_year(figures: Iterable[tuple[Published, Figure]], counted: dict[str, Indicator]) -> list[str]:
    """What the year came to, a line each; sessions whose heads nobody counted are told beside it."""
    lines = []
    for published, found in figures:
        indicator = counted[published.indicator]
        came = _("まだ入っていません") if found.value is None else amount(found.value, indicator)
        missing = len(found.missing)
        more = _("(人数の入力もれ%(missing)d件)") % {"missing": missing} if missing else ""
        lines.append(f"{named(published, indicator)} {came}{more}")
    return lines


def _noted(published: Published) -> str:
    return f"({word(published.noted)})" if published.noted else ""
