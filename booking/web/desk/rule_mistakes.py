"""What the check of the language says of a clause, in the reader's language where it is a common thing."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
# What names something: the rest of a sentence, and what it says with that.
SAID: Sequence[tuple[re.Pattern[str], Promise]] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"is longer than (?P<n>\d+) characters", gettext_lazy("%(n)s文字までにしてください")),
        (
            r"`(?P<name>.*)` is not known here.*",
            gettext_lazy("「%(name)s」は、このきまりにありません。えらびなおすか、先に足してください"),
        ),
        (r'write a day of the year as "MM-DD".*', gettext_lazy("12-29 のような月と日にしてください")),
        (r"write a key in small letters.*", gettext_lazy("半角の小さい英字と数字で書いてください")),
        (r"write an id in letters.*", gettext_lazy("C4 のような、半角の英字と数字にしてください")),
        (r"names another day set.*", gettext_lazy("ほかの日の集まりは使えません。日にちを書いてください")),
        (
            r"give either `only` or `never`",
            gettext_lazy("「これだけ」か「使えないもの」の、どちらかを書いてください"),
        ),
        (r"input should be greater than or equal to (?P<n>\S+)", gettext_lazy("%(n)s以上にしてください")),
        (r"input should be less than or equal to (?P<n>\S+)", gettext_lazy("%(n)s以下にしてください")),
        (
            r"its (?:band )?(?P<time>\S+) (?:is|are) never open.*",
            gettext_lazy("%(time)sに開いている日がありません"),
        ),
        (
            r"`\w+`: it is never open (?P<time>.*)",
            gettext_lazy("その時間に開いている日がありません(%(time)s)"),
        ),
        (
            r"`\w+`: its days \(`on`\) do not come.*",
            gettext_lazy("「いつ」にあたる日が、2年のあいだありません"),
        ),
        (r"hall .*: no `hours` and no `bands`.*", gettext_lazy("開く時間を言う条文のない部屋があります")),
        (r"every room of its `rooms` stands in.*", gettext_lazy("えらんだ部屋を、全部のぞいています")),
        (r"no party can be of its `users`.*", gettext_lazy("「どんな人や団体に」にあてはまる人がいません")),
        (
            r"`headcount`: `\w+` is (?P<n>\d+), and (?P<m>\d+) fit into .*",
            gettext_lazy("%(n)s人と書いてありますが、部屋の定員は%(m)s人です"),
        ),
        (
            r"its words name (times|dates|figures) that its data does not: (?P<named>.*)",
            gettext_lazy(
                "館の言葉にある「%(named)s」が、データにありません。どちらが正しいか、たしかめてください"
            ),
        ),
        (
            r"its data names (times|dates) that its words do not: (?P<named>.*)",
            gettext_lazy(
                "データにある「%(named)s」が、館の言葉にありません。どちらが正しいか、たしかめてください"
            ),
        ),
        (
            r"its words name other weekdays than its data",
            gettext_lazy("館の言葉の曜日が、データとちがいます。どちらが正しいか、たしかめてください"),
        ),
        (
            r"with clause (?P<id>\S+): at least (?P<n>\d+) and at most (?P<m>\d+) people",
            gettext_lazy("条文%(id)sと合わせると、%(n)s人から%(m)s人までになり、だれも使えません"),
        ),
    )
)
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


def _said(what: str) -> str:
    """A sentence of the check; one that is not known here stands as it is."""
    for pattern, words in SAID:
        if found := pattern.fullmatch(what):
            return str(words) % found.groupdict()
    return what


def words_of(mistake: Mistake, of: str = "") -> str:
    """Field and remedy: 「始まり:17:30 のような時間にしてください」; `of` is what the field is a part of."""
    what = str(REMEDIES[mistake.what]) if mistake.what in REMEDIES else _said(mistake.what)
    name = re.sub(r"\[.*?\]", "", mistake.field.rsplit(".", 1)[-1])
    if not name or name == "says":
        return what
    return _("%(field)s:%(what)s") % {"field": _field_words(mistake, name, of), "what": what}


def _field_words(mistake: Mistake, name: str, of: str) -> str:
    if question := re.match(r"questions\[(.*?)\]", mistake.field):
        return _("例題%(id)s") % {"id": question[1]}
    return parameter_words(name, of)
