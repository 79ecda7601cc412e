"""What a booking costs, what was paid and what is to be done about it, as the desk's page of it shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from booking.actions.money import can_strike
from booking.labels import fee_words, reduction_words, yen_words
from booking.models import Booking, Payment, ReductionRequest
from booking.queries.giving_up import causes_named, giving_up, to_give_back
from booking.queries.money import Bill, bill, last_entry, paid, payments_of
from booking.queries.reductions import asked, can_take_back, grounds_of
from booking.queries.rules import rulebook_on
from booking.rules.lifecycle import HALL
from booking.rules.staff import Right
from booking.web.costs import lines_words
from booking.web.desk.door import Desk
from booking.web.desk.reduction_form import form_told
from booking.web.papers import links
from booking.web.reduction_words import ground_said
from booking.wording.vocabulary import Vocabulary
from facilities.labels import moment_words
from facilities.rules.spans import local_day

Told = dict[str, Any]


def money_told(request: HttpRequest, desk: Desk, found: Booking) -> Told | None:
    """None where the hall takes no money and has no papers, and for whoever has no right to money."""
    owed = bill(found, desk.person)
    if not desk.may(Right.MONEY) or not (owed.papers or owed.paid):
        return None
    waiting, back = asked(found), to_give_back(found, owed, desk.person)
    waiting = waiting if waiting is not None and waiting.is_open else None
    return {
        "rows": [*_costs(owed, waiting, found), *_sums(owed, back)],
        "due": owed.due,
        "back": back,
        "takes": owed.charged and not owed.given_up,
        "gives": owed.paid > 0,
        "entries": [_entry(one, desk) for one in payments_of(found)],
        "entry": last_entry(found),
        "decided": owed.reduction is not None,
        "reopen": owed.reduction is not None and waiting is None and can_take_back(owed.reduction, desk.now),
        "form": _form(request, owed, waiting, found) if owed.charged and not owed.given_up else None,
        "papers": links(found, owed, at_till=True),
    }


@dataclass(frozen=True, slots=True)
class CauseChoice:
    """For whose sake the desk cancels (a key), in words, and what comes back of what was paid."""

    key: str
    words: str
    back: str


def causes_told(found: Booking, desk: Desk) -> list[CauseChoice]:
    """What there is to choose; where nothing was paid, the hall's doing or theirs, which they are told."""
    by_themselves = _("使う人から連絡があった")
    if not paid(found):
        return [CauseChoice(HALL, _("館の都合"), ""), CauseChoice("", by_themselves, "")]
    whole, back = yen_words(paid(found)), giving_up(found, desk.now, desk.person).back
    told = _("今返すのは%(yen)s") % {"yen": yen_words(back)} if back is not None else ""
    book = rulebook_on(desk.hall, local_day(found.start, desk.zone))
    words = Vocabulary.of(book, desk.hall.slug) if book else Vocabulary()
    named = {key: words.word(key) for key in causes_named(found)}
    all_back = _("%(yen)sを全部返します") % {"yen": whole}
    # By its words: a hall that publishes its own doing as a cause would else have it twice.
    causes = {said: key for key, said in {**named, HALL: _("館の都合")}.items()}
    theirs = CauseChoice("", by_themselves, told or _("館で決めます"))
    return [*(CauseChoice(key, said, all_back) for said, key in causes.items()), theirs]


def _costs(owed: Bill, waiting: ReductionRequest | None, found: Booking) -> Iterator[tuple[str, str]]:
    """What it costs and why, what was asked about it, what was decided."""
    yield _("料金"), fee_words(owed.charged, owed.fee, unknown=owed.unknown) or _("無料")
    if owed.clauses:
        cited = _("館のきまり %(clause)s") % {"clause": _("・").join(owed.clauses)}
        yield _("うちわけ"), " / ".join(lines_words(owed)) or cited
    if waiting is not None:
        yield _("減免の申しこみ"), _("・").join(filter(None, [ground_said(waiting, found), waiting.said]))
    if owed.reduction is not None:
        yield _("減免"), reduction_words(owed.reduction)
    if owed.owed is not None and owed.owed != owed.fee:
        yield _("減免のあと"), yen_words(owed.owed)


def _sums(owed: Bill, back: int | None) -> Iterator[tuple[str, str]]:
    """What came in, and what is still to be moved."""
    if owed.paid:
        yield _("受け取った分"), yen_words(owed.paid)
    if owed.due:
        yield _("これから受け取る分"), yen_words(owed.due)
    if back is None:
        yield _("これから返す分"), _("きまりからは決まりません。館で決めてください。")
    elif back:
        yield _("これから返す分"), yen_words(back)


def _entry(one: Payment, desk: Desk) -> Told:
    struck = hasattr(one, "struck_by")
    return {
        "key": one.pk,
        "when": moment_words(one.at, desk.zone, desk.today),
        "words": _entry_words(one),
        "by": str(one.staff or ""),
        "struck": struck,
        "strike": not struck and can_strike(one, desk.now),
    }


def _entry_words(one: Payment) -> str:
    told = {"yen": yen_words(abs(one.yen))}
    if one.strikes_id is not None:
        return _("%(yen)sの記録を取り消し") % told
    return (_("%(yen)sを受け取り") if one.yen > 0 else _("%(yen)sを返した")) % told


def _form(request: HttpRequest, owed: Bill, waiting: ReductionRequest | None, found: Booking) -> Told:
    clause = waiting.clause if waiting else ""
    return {**form_told(found, owed, list(grounds_of(found).values()), clause), "typed": request.POST}
