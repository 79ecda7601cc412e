"""What the check of the language says of a rulebook, in the reader's language."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from booking.labels.reasons.filling import quoted
from booking.rules.forms import fields_of
from booking.rules.language import called, types
from booking.rules.mistakes import Mistake
from booking.wording.mistakes.doubts import DOUBTS
from booking.wording.mistakes.parameters import parameter_words
from booking.wording.mistakes.remedies import MISTAKES

TERM = re.compile(r"says\[#(\d+)\]\.?")
PLACE = re.compile(r"\[#(\d+)\]")
BACKTICKED = re.compile(r"`(\w+)`")
PARAMETERS = ("p", "q", "r")  # groups of a sentence that are names of parameters
KINDS = {called(kind): kind for kind in types()}


def part_of(mistake: Mistake, says: Sequence[str]) -> str:
    """What the field is a part of, by which a form calls it: 「曜日」 in `Days`, 「何日前」 elsewhere."""
    found = TERM.match(mistake.field)
    if found is None or int(found[1]) > len(says):
        return ""
    of = says[int(found[1]) - 1]
    inside = fields_of(KINDS[of]) if of in KINDS else ()
    for name in PLACE.sub("", mistake.field[found.end() :]).split(".")[:-1]:
        part = next((one for one in inside if one.name == name), None)
        if part is None:
            break
        of, inside = part.of, part.parts
    return of


def words_of(mistake: Mistake, of: str = "") -> str:
    """Field and remedy: 「始まり:17:30 のような時間にしてください」; `of` is what the field is a part of."""
    what = remedy_words(mistake.what, of)
    name = re.sub(r"\[.*?\]", "", mistake.field.rsplit(".", 1)[-1])
    if not name or name == "says":
        return what
    return _("%(field)s:%(what)s") % {"field": _field_words(mistake, name, of), "what": what}


def _field_words(mistake: Mistake, name: str, of: str) -> str:
    if question := re.match(r"questions\[(.*?)\]", mistake.field):
        return _("例題%(id)s") % {"id": question[1]}
    return parameter_words(name, of)


def remedy_words(what: str, of: str = "") -> str:
    """What a sentence of the check comes to, `of` being what its parameters are a part of; one that is not
    known here stands as it is."""
    for pattern, words in (*MISTAKES, *DOUBTS):
        if found := pattern.fullmatch(what):
            return str(words) % _named(found.groupdict(), of)
    return what


def _named(groups: Mapping[str, str | None], of: str) -> dict[str, str]:
    told = {name: text or "" for name, text in groups.items()}
    told |= {name: quoted([parameter_words(told[name], of)]) for name in PARAMETERS if name in told}
    if "names" in told:
        keys = BACKTICKED.findall(told["names"])
        told["names"] = quoted(parameter_words(key, of) for key in keys)
    return told
