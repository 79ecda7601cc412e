"""What fills the sentences: ages, ties, keys of the rulebook and amounts, in the reader's words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.labels import ages_words, in_english, listed
from facilities.rules.ages import Ages

OTHER = "other"  # a key that stands for whatever the rulebook does not name

Values = Mapping[str, Any]
Say = Callable[[Values, ZoneInfo], str]

TIES: Mapping[str, Promise] = {
    "lives": gettext_lazy("このまちに住んでいる人"),
    "works": gettext_lazy("このまちで働いている人"),
    "studies": gettext_lazy("このまちの学校に通っている人"),
}

PERIODS: Mapping[str, Promise] = {
    "day": gettext_lazy("1日"),
    "week": gettext_lazy("1週間"),
    "month": gettext_lazy("1か月"),
    "quarter": gettext_lazy("3か月"),
    "fiscal_year": gettext_lazy("1年度"),
}


def together(*sentences: str) -> str:
    """Whole sentences after each other; those that have nothing to say are left out."""
    return (" " if in_english() else "").join(filter(None, sentences))


def advice(values: Values, words: str) -> str:
    """What somebody who asks may turn to the hall for; "" for its own desk, which is the hall."""
    return "" if values.get("desk") else words


def left_to_the_hall() -> str:
    """To the hall's own desk, of what no rule settles."""
    return _("きまりだけでは決められません。館で決めます。")


def ages_of(values: Values) -> str:
    """「中学生から」, "" where no ages are named."""
    bounds = {key: value for key, value in values.items() if key in Ages.model_fields}
    return ages_words(Ages(**bounds)) if bounds else ""


def those_of(values: Values) -> str:
    """「中学生」「小学生までの人」: whoever is of the ages."""
    bounds = [(key.partition("_")[2], values[key]) for key in values if key in Ages.model_fields]
    if len(bounds) == 2 and bounds[0] == bounds[1]:
        return ages_of(values)
    return _("%(ages)sの人") % {"ages": ages_of(values)}


def ties_of(values: Values) -> str:
    return any_of(TIES[tie] for tie in values.get("ties", ()))


def all_of(conditions: Iterable[str]) -> str:
    """「18歳からの人で、このまちに住んでいる人」: what has to be so at once."""
    return reduce(
        lambda one, other: _("%(one)sで、%(other)s") % {"one": one, "other": other}, filter(None, conditions)
    )


def any_of(words: Iterable[object]) -> str:
    """「電話か、館の窓口」: what will do each by itself; "" of nothing."""
    given = [str(word) for word in words]
    return reduce(
        lambda one, other: _("%(one)sか、%(other)s") % {"one": one, "other": other},
        given[1:],
        "".join(given[:1]),
    )


def keyed(values: Values, role: str) -> str:
    """A key of the rulebook, or several, in its own words; "" if the rulebook has no words for it."""
    words = values.get(f"{role}_en" if in_english() else f"{role}_ja") or values.get(f"{role}_ja") or ""
    return words if isinstance(words, str) else listed(words)


def named(values: Values, role: str) -> str:
    """The same; without words a key stands for itself."""
    return keyed(values, role) or listed(_several(values.get(role, ())))


def _several(keys: str | Sequence[str]) -> Sequence[str]:
    return [keys] if isinstance(keys, str) else keys


def quoted(words: Iterable[str]) -> str:
    between = ", " if in_english() else ""
    return between.join(_("「%(word)s」") % {"word": word} for word in words)


def period(values: Values) -> str:
    return str(PERIODS[values["per"]])
