"""The form of an issue: which, when it goes out, and of which days it tells."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.actions.news import MOST_NUMBER
from booking.queries.news import next_number
from booking.rules.news import FAR, HALF_A_MONTH, SPAN, IssueKind
from booking.web.consents import Mistake
from booking.web.office.door import Bureau
from booking.web.written_numbers import number_of

DAYS = ("day", "first", "last")


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it stands."""

    kind: IssueKind
    number: int
    day: date
    first: date
    last: date


def issue_typed(asked: QueryDict, bureau: Bureau, *, decided: bool) -> tuple[Typed, list[Mistake]]:
    """What was asked for, and what of it cannot be read. What an address leaves out is the next number, from
    today for half a month; whoever decides says all of it."""
    read = _Read(asked, decided)
    kind = read.kind()
    number = read.number(next_number(bureau.department, kind))
    day = read.day("day", bureau.today)
    first = read.day("first", day)
    last = read.day("last", first + HALF_A_MONTH)
    if not read.errors and not first <= last <= first + SPAN:
        words = _("お知らせの日は、始まりから%(days)d日までにしてください。") % {"days": SPAN.days}
        read.errors.append(Mistake(field="first", words=words))
    return Typed(kind, number, day, first, last), read.errors


class _Read:
    """The form's fields one by one; what is wrong with them gathers in `errors`."""

    def __init__(self, asked: QueryDict, decided: bool) -> None:
        self.asked, self.decided, self.errors = asked, decided, list[Mistake]()

    def kind(self) -> IssueKind:
        text = self._text("kind")
        if text in set(IssueKind):
            return IssueKind(text)
        self._wrong("kind", text, _("種類をえらんでください。"))
        return IssueKind.NEWSLETTER

    def number(self, following: int) -> int:
        text = self._text("number")
        number = number_of(text, MOST_NUMBER)
        if number:
            return number
        self._wrong("number", text, number_words())
        return following

    def day(self, field: str, otherwise: date) -> date:
        text = self._text(field)
        try:
            found = date.fromisoformat(text)
        except ValueError:
            self._wrong(field, text, _no_day(field))
            return otherwise
        if abs(found - otherwise) <= FAR:
            return found
        self._wrong(field, text, _("日が遠すぎます。今から前後1年までにしてください。"))
        return otherwise

    def _text(self, field: str) -> str:
        return self.asked.get(field, "").strip()

    def _wrong(self, field: str, text: str, words: str) -> None:
        if text or self.decided:
            self.errors.append(Mistake(field=field, words=words))


def number_words() -> str:
    return _("番号は、1から%(most)dまでにしてください。") % {"most": MOST_NUMBER}


def _no_day(name: str) -> str:
    names = {"day": _("出す日"), "first": _("お知らせの始まり"), "last": _("お知らせの終わり")}
    return _("%(field)sは、2026-12-15のように、ある日付を入れてください。") % {"field": names[name]}
