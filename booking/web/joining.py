"""登録する: one question on a page. What was told waits in the session, never in an address.

Each page checks its own answer and leads to the next; the last one is the verb. The password is
kept as its hash from the page on which it was chosen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from booking.actions.particulars import (
    LONGEST_EMAIL,
    Newcomer,
    Particulars,
    Unclear,
)
from booking.actions.passwords import Weak, hashed
from booking.actions.texts import LONGEST_PHONE, Unfit
from booking.labels.members import unclear_words
from booking.labels.passwords import weak_words
from booking.rules.ask import TieKind
from booking.rules.births import NoBirthDate, birth_date
from booking.rules.names import LONGEST_NAME

Told = dict[str, Any]
LONGEST = {
    "name": LONGEST_NAME,
    "reading": LONGEST_NAME,
    "call_name": LONGEST_NAME,
    "email": LONGEST_EMAIL,
    "phone": LONGEST_PHONE,
}


@dataclass
class Answer:
    """What one page was told: to be kept, and what is wrong with it by field."""

    told: Told
    errors: dict[str, str] = field(default_factory=dict)


Read = Callable[[QueryDict, date], Answer]


def _texts(*names: str) -> Read:
    """Reads plain fields, and checks them as the verb would."""

    def read(data: QueryDict, today: date) -> Answer:
        told = {name: data.get(name, "").strip() for name in names}
        return Answer(told, text_errors(told, names))

    return read


def text_errors(told: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """What is wrong with each of these fields, in words; nothing if they can be stored."""
    errors = {}
    for name in names:
        try:
            # A name is never left out: each field is looked at beside one that is fit.
            Particulars(**{"name": "-", name: told[name]}).plain()
        except Unclear:
            errors[name] = unclear_words(name)
        except Unfit as unfit:
            errors[name] = unfit_words(unfit)
    return errors


def unfit_words(unfit: Unfit) -> str:
    if unfit.longest:
        return _("%(longest)d文字までにしてください。") % {"longest": unfit.longest}
    return _("使えない文字が入っています (%(letters)s)。") % {"letters": ", ".join(unfit.letters)}


def _birth(data: QueryDict, today: date) -> Answer:
    # It is kept in the session to be shown again: no more of it than a box holds.
    told = {box: data.get(box, "").strip()[:12] for box in ("year", "month", "day")}
    try:
        birth_date(told["year"], told["month"], told["day"], today)
    except NoBirthDate as wrong:
        words = {
            "year": _("生まれた年は 2012 か 平成24 のように入れてください。"),
            "month": _("月は1から12までの数で入れてください。"),
            "day": _("その月にある日を入れてください。"),
        }
        return Answer(told, {wrong.box: words[wrong.box]})
    return Answer(told)


def _ties(data: QueryDict, today: date) -> Answer:
    return Answer({"ties": [kind for kind in TieKind if kind in data.getlist("ties")]})


def _password(data: QueryDict, today: date) -> Answer:
    return read_password(data.get("password", ""))


def read_password(password: str) -> Answer:
    """The hash of a password by the rules of the settings; nothing of it if it breaks one."""
    try:
        return Answer({"password": hashed(password)})
    except Unfit as unfit:
        return Answer({}, {"password": unfit_words(unfit)})
    except Weak as weak:
        return Answer({}, {"password": weak_words(weak.code)})


def _rules(data: QueryDict, today: date) -> Answer:
    if data.get("rules") == "on":
        return Answer({"rules": True})
    return Answer({}, {"rules": _("館のきまりを守れるときは、しるしをつけてください。")})


@dataclass(frozen=True)
class Page:
    """One question; `fields` are what it asks for."""

    key: str
    fields: tuple[str, ...]
    read: Read


PAGES = (
    Page("name", ("name", "reading"), _texts("name", "reading")),
    Page("call", ("call_name",), _texts("call_name")),
    Page("birth", ("year", "month", "day"), _birth),
    Page("ties", ("ties",), _ties),
    Page("contact", ("email", "phone"), _texts("email", "phone")),
    Page("language", ("language",), _texts("language")),
    Page("password", ("password",), _password),
    Page("rules", ("rules",), _rules),
)
# What the desk asks in one form: the password is the person's own.
AT_THE_DESK = tuple(page for page in PAGES if page.key not in ("password", "rules"))
BY_KEY = {page.key: page for page in PAGES}
CHECK = "check"


def next_key(key: str) -> str:
    keys = [page.key for page in PAGES] + [CHECK]
    return keys[keys.index(key) + 1]


def missing(told: Told) -> str:
    """The first page that has not been answered; "" if all have."""
    return next((page.key for page in PAGES if not set(page.fields) <= told.keys()), "")


def told_at_once(data: QueryDict, today: date) -> Answer:
    """The same answers from one form, as somebody at the desk types them."""
    whole = Answer({})
    for one in AT_THE_DESK:
        answer = one.read(data, today)
        whole.told |= answer.told
        whole.errors |= answer.errors
    return whole


def newcomer(told: Told, today: date) -> Newcomer:
    """Whom the answers describe."""
    names = ("name", "reading", "call_name", "email", "phone", "language")
    return Newcomer(
        Particulars(**{name: told[name] for name in names}),
        birth_date(told["year"], told["month"], told["day"], today),
        told["ties"],
    )


def usual_language() -> str:
    return get_language() or "ja"
