"""What a party's place in a programme costs, and what was paid of it, as the desk's list shows it."""

from typing import Any

from django.utils.translation import gettext as _

from booking.actions.programme_fees import can_strike_fee
from booking.labels import yen_words
from booking.models import FeePayment
from booking.queries.programme_fees import Dues
from booking.web.desk.board import staff_name
from booking.web.desk.door import Desk
from facilities.labels import moment_words

Said = tuple[str, str | None]


def fee_told(one: Dues, desk: Desk, said: Said | None) -> dict[str, Any]:
    """What can be done about it, too; `said` is what went wrong, and what was typed where that was the
    sum."""
    mistake, typed = said or ("", None)
    return {
        "sums": [
            (words, yen_words(yen))
            for words, yen in ((_("料金"), one.fee), (_("受け取った額"), one.paid), (_("残り"), one.due))
        ],
        "due": one.due,
        "left": yen_words(one.due),
        "typed": typed,
        "over": one.over,
        "paid": one.paid,
        "last": one.last,
        "entries": [_entry(entry, desk) for entry in one.entries],
        "receipt": one.receipt,
        "may_issue": any(entry.is_receipt for entry in one.entries),
        "mistake": mistake,
    }


def _entry(one: FeePayment, desk: Desk) -> dict[str, Any]:
    words = _("受け取り %(yen)s") if one.yen > 0 else _("お返し %(yen)s")
    if one.strikes_id is not None:
        words = _("記録の取り消し %(yen)s")
    return {
        "key": one.pk,
        "when": moment_words(one.at, desk.zone, desk.today),
        "words": words % {"yen": yen_words(abs(one.yen))},
        "by": staff_name(one.staff) if one.staff else "",
        "struck": hasattr(one, "struck_by"),
        "strike": can_strike_fee(one, desk.now),
    }
