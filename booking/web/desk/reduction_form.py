"""What is chosen when a reduction is decided, in the queue and on the page of a booking, and reading it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from booking.actions.changes import Stale
from booking.actions.money import NoSuchSum
from booking.actions.reductions import LONGEST, TooLate, decide_reduction, reopen_reduction
from booking.actions.texts import Missing, Unfit
from booking.labels import yen_words
from booking.models import Booking, Reduction
from booking.queries.bookings import Absent
from booking.queries.money import Bill
from booking.queries.reductions import Ground
from booking.rules.reductions import WHOLE
from booking.web.booked import NEVER
from booking.web.desk.door import Desk
from booking.web.desk.reasons import Canned, words_sent
from booking.web.joining import unfit_words

HALF = 50  # per cent
CANNOT = (NoSuchSum, Missing, Unfit, Stale, TooLate)


def decide(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    """What the form says. Absent for a verb that is none; whatever the verbs raise."""
    do = request.POST.get("do", "")
    if do == "reopen":
        # The queue needs no version: what was asked waits again once its answer is taken back. On the page of
        # a booking a second tap would take back the decision before as well.
        seen = entry_seen(request) if "entry" in request.POST else None
        return reopen_reduction(booking=booking, staff=desk.person, now=desk.now, seen=seen)
    if do not in ("grant", "refuse"):
        raise Absent(do)
    words = _granted(request) if do == "grant" else {"why": words_sent(request)}
    given: dict[str, Any] = {"booking": booking, "staff": desk.person, "now": desk.now}
    decide_reduction(**given, **words, seen=entry_seen(request))
    return None


def _granted(request: HttpRequest) -> dict[str, Any]:
    """The share or the sum that was chosen, and on what condition."""
    off, condition = request.POST.get("off", ""), request.POST.get("condition", "")
    chosen = {"yen": read_yen(request.POST.get("yen", ""))} if off == "yen" else {"percent": read_yen(off)}
    return {**chosen, "condition": condition}


def read_yen(text: str) -> int:
    """Whole yen as people type them, 「1,200」 too. NoSuchSum for anything else."""
    digits = text.strip().replace(",", "").replace(",", "").removesuffix("円")
    if not digits.isdecimal() or len(digits) > 9:
        raise NoSuchSum(text)
    return int(digits)


def entry_seen(request: HttpRequest) -> int:
    """The last entry that the form showed; NEVER where it does not say."""
    text = request.POST.get("entry", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else NEVER


def form_told(booking: Booking, owed: Bill, grounds: Iterable[Ground], clause: str = "") -> dict[str, Any]:
    """What can be chosen: the shares of the hall's clauses, first that of the `clause` that was named."""
    named = [share for one in grounds for share in one.shares if one.clause.id == clause]
    others = [share for one in grounds for share in one.shares]
    shares = dict.fromkeys([*named, WHOLE, HALF, *others])
    return {
        "shares": [
            {"percent": one, "words": share_words(one), "becomes": becomes(owed, one)} for one in shares
        ],
        "canned": _canned(booking, clause),
        "longest": LONGEST,
    }


def share_words(percent: int) -> str:
    named = {WHOLE: _("全額"), HALF: _("半額")}
    return named.get(percent) or _("%(percent)d%%") % {"percent": percent}


def becomes(owed: Bill, percent: int) -> str:
    """What would be left to pay; "" where no amount is published."""
    left = replace(owed, reduction=Reduction(percent=percent)).owed
    return "" if left is None else _("%(yen)sになります") % {"yen": yen_words(left)}


def _canned(booking: Booking, clause: str) -> list[Canned]:
    """At the choice in the desk's language; what is sent in Japanese, in which the paper is, and in the
    language of whoever will read it."""
    theirs = booking.person.language if booking.person else "ja"
    said = [_usual(language) for language in ("ja", theirs)]
    sent = ["\n".join(dict.fromkeys(both)) for both in zip(*said, strict=True)]
    clauses = (clause, "", "")
    return [Canned(*one) for one in zip(_usual(), sent, clauses, strict=True)]


def _usual(language: str | None = None) -> list[str]:
    with override(language or get_language()):
        return [
            _("減免できる場合にあてはまりません。"),
            _("あてはまることがわかる書類が、まだ出ていません。"),
            _("申しこめる期限をすぎています。"),
        ]


def mistake_words(mistake: Exception) -> str:
    """Why it was not decided, and what to do."""
    if isinstance(mistake, Unfit):
        return unfit_words(mistake)
    if isinstance(mistake, Missing):
        return _("お断りするわけを書いてください。相手に届きます。")
    if isinstance(mistake, NoSuchSum):
        return _("どれだけ減免するかをえらんでください。金額は、料金をこえない数で入れてください。")
    if isinstance(mistake, TooLate):
        return _("もう、もどせません。決めなおすときは、新しく決めてください。")
    return _("ほかの人が、先に変えています。今のようすを見て、もう一度えらんでください。")
