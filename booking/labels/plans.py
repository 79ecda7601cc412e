"""The figures of the city's plan in words: what it prints, and what a year came to.

There are two ways of nothing, and neither is a zero: the plan prints nothing (計画に記載なし), or nobody has
recorded anything yet (まだ入っていません).
"""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from booking.rules.indicators import Indicator
from booking.rules.plans import Published, Row
from booking.rules.suppression import LEAST, Hidden, Told
from facilities.rules.words import Words


def word(words: Words) -> str:
    """In the reader's language, in Japanese where there is no English."""
    return words.en if get_language() == "en" and words.en else words.ja


def amount(value: int, indicator: Indicator) -> str:
    """「23人」; in English the number alone."""
    return f"{value:,}{unit(indicator)}"


def unit(indicator: Indicator) -> str:
    """「人」; in English "", where the name says of what it is a number."""
    return indicator.unit.ja if get_language() != "en" else ""


def said(published: Published, indicator: Indicator, value: str) -> str:
    """A figure with what it is of: 「本町児童館 参加23人」, or with its name where it is of nothing else."""
    if published.of is None:
        return f"{word(indicator.name)} {value}"
    of = word(published.of)
    # In English the number has no unit, so that its name is needed.
    if get_language() == "en":
        return f"{of}: {word(indicator.name)} {value}"
    return f"{of} {indicator.before.ja if indicator.before else ''}{value}"


def named(published: Published, indicator: Indicator) -> str:
    """What a figure counts, without its number: 「本町児童館 参加人数」."""
    name = word(indicator.name)
    return name if published.of is None else f"{word(published.of)} {name}"


def baseline(row: Row, counted: Mapping[str, Indicator]) -> list[str]:
    """What stands under 現況, a line each."""
    printed = [(one, counted[one.indicator], one.baseline) for one in row.figures if one.baseline is not None]
    lines = [said(one, by, amount(value, by)) + _noted(one) for one, by, value in printed]
    return [*lines, *([word(row.now)] if row.now else [])] or [_("計画に記載なし")]


def yardstick(row: Row) -> str:
    return word(row.evaluated_by) if row.evaluated_by else _("計画に記載なし")


def came(published: Published, by: Indicator, value: int | None, missing: int) -> str:
    """What a year came to of one figure: 「参加12人(人数の入力もれ1件)」."""
    told = _("まだ入っていません") if value is None else amount(value, by)
    # Beside the figure and not in it: what nobody counted is not guessed.
    more = _("(人数の入力もれ%(missing)d件)") % {"missing": missing} if missing else ""
    return said(published, by, told) + more


def public(told: Told) -> str | int:
    """As a public copy tells a count of people: the number, or what stands in its place."""
    if isinstance(told, int):
        return told
    return _("%(least)d未満") % {"least": LEAST} if told is Hidden.FEWER else _("非公表")


def _noted(published: Published) -> str:
    return f"({word(published.noted)})" if published.noted else ""
