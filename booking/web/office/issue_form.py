"""The form of an issue: which, when it goes out, and of which days it tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from booking.queries.news import next_number
from booking.rules.news import SPAN, IssueKind
from booking.web.consents import Mistake
from booking.web.office.door import Bureau

HALF_A_MONTH = timedelta(days=14)
DAYS = ("day", "first", "last")


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it stands."""

    kind: IssueKind
    number: int
    day: date
    first: date
    last: date


def issue_typed(asked: Mapping[str, str], bureau: Bureau) -> tuple[Typed, list[Mistake]]:
    """What was asked for; what was not is the next number, from today for half a month."""
    kind = IssueKind(asked["kind"]) if asked.get("kind") in set(IssueKind) else IssueKind.NEWSLETTER
    wrong = [Mistake(field=name, words=_no_day(name)) for name in DAYS if not _is_day(asked.get(name))]
    number, day = asked.get("number", ""), _day(asked.get("day"), bureau.today)
    first = _day(asked.get("first"), day)
    last = _day(asked.get("last"), first + HALF_A_MONTH)
    following = next_number(bureau.department, kind)
    typed = Typed(
        kind,
        int(number) if number.isascii() and number.isdigit() and len(number) < 5 else following,
        day,
        first,
        last,
    )
    if wrong:
        return typed, wrong
    if not first <= last <= first + SPAN or abs((first - bureau.today).days) > 400:
        words = _("お知らせの日は、始まりから%(days)d日までにしてください。") % {"days": SPAN.days}
        return Typed(kind, typed.number, day, first, first), [Mistake(field="first", words=words)]
    return typed, []


def _is_day(text: str | None) -> bool:
    """Whether it is a day, or nothing at all: then there is one that is usual."""
    return not text or _day(text, date.min) != date.min


def _no_day(name: str) -> str:
    names = {"day": _("出す日"), "first": _("お知らせの始まり"), "last": _("お知らせの終わり")}
    return _("%(field)sは、2026-12-15のように、ある日付を入れてください。") % {"field": names[name]}


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise
