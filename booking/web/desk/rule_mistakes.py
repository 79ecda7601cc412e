"""What the check of the language says of a clause, in the reader's language where it is a common thing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.rules.mistakes import A_DAY, A_NUMBER, A_TABLE, Mistake
from booking.web.desk.rule_parameters import parameter_words

REMEDIES: Mapping[str, Promise] = {
    "is missing": gettext_lazy("書いてください"),
    A_NUMBER: gettext_lazy("数字で書いてください"),
    A_DAY: gettext_lazy("2026-04-01 のような日にちにしてください"),
    A_TABLE: gettext_lazy("{ … } の形で書いてください"),
    "must not be empty": gettext_lazy("書いてください"),
    'write a time of day as "HH:MM", in quotes': gettext_lazy("17:30 のような時間にしてください"),
    "`until` is before `from`": gettext_lazy("終わりの日は、始まりの日よりあとにしてください"),
    "is given twice in this file": gettext_lazy("同じものが、ほかにもあります"),
    "is the id of another clause too": gettext_lazy("ほかの条文と同じ番号です"),
    "an empty list means nothing: name something, or leave it out": gettext_lazy("1つはえらんでください"),
}
TERM = re.compile(r"says\[#(\d+)\]\.?")
PLACE = re.compile(r"\[#(\d+)\]")


@dataclass(frozen=True, slots=True)
class Error:
    """A mistake at the field of a form."""

    field: str
    words: str


def errors_of(mistakes: Iterable[Mistake]) -> list[Error]:
    return [Error(field_of(one), words_of(one)) for one in mistakes]


def field_of(mistake: Mistake) -> str:
    """Its name in the form of its clause: `t0.on.days`."""
    named = TERM.sub(lambda found: f"t{int(found[1]) - 1}.", mistake.field)
    return PLACE.sub(lambda found: f".{int(found[1]) - 1}", named).rstrip(".")


def words_of(mistake: Mistake) -> str:
    """Field and remedy: 「始まり:17:30 のような時間にしてください」."""
    what = str(REMEDIES.get(mistake.what, mistake.what))
    name = re.sub(r"\[.*?\]", "", mistake.field.rsplit(".", 1)[-1])
    if not name or name == "says":
        return what
    return _("%(field)s:%(what)s") % {"field": parameter_words(name), "what": what}
