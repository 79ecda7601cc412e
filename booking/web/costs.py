"""What a booking costs, and what giving it up would, in sentences."""

from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import FACTS, fee_words, reduction_words, sentence, yen_words
from booking.models import Booking
from booking.queries.giving_up import GivingUp
from booking.queries.money import Bill
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.labels import listed
from facilities.rules.spans import local_day


def costs_of(found: GivingUp, booking: Booking, now: int) -> list[str]:
    """One sentence each: whether it is late, whose count it touches, what comes back of the fee."""
    zone = ZoneInfo(booking.room.facility.timezone)
    today = local_day(now, zone)
    said = [sentence(reason, zone, today) for reason in found.late]
    if found.late:
        said.append(_counted(found, booking))
    if found.bill.charged:
        said += [sentence(_share(found), zone, today), *_back(found)]
    if found.warnings and not found.late:
        said.append(_("警報が出ているので、取り消した回数には数えません。"))
    return said or [_("今なら、取り消しても何もかかりません。")]


def owed_words(owed: Bill) -> list[str]:
    """What it costs and what was paid, each in a sentence; nothing where the hall takes no money."""
    words = fee_words(owed.charged, owed.fee, unknown=owed.unknown) if owed.charged else ""
    said = [_("料金:%(fee)s") % {"fee": words}] if words else []
    if owed.lacking and not owed.unknown:
        facts = listed(dict.fromkeys(str(FACTS[fact]) for fact in owed.lacking if fact in FACTS))
        said += [_("%(facts)sによって、料金が変わることがあります。") % {"facts": facts}] if facts else []
    if decided := owed.reduction:
        said.append(reduction_words(decided))
    if owed.owed is not None and owed.owed != owed.fee:
        said.append(_("減免のあとの料金:%(fee)s") % {"fee": yen_words(owed.owed)})
    if owed.paid:
        said.append(_("はらった分:%(paid)s") % {"paid": yen_words(owed.paid)})
    if owed.charged and owed.due:
        said.append(_("館の窓口で%(due)sをはらってください。") % {"due": yen_words(owed.due)})
    return said


def total_words(owed: Sequence[Bill]) -> str:
    """What several uses cost together: 「料金:全部で1,600円」; "" where none of them costs anything."""
    costing = [one for one in owed if one.charged]
    if not costing:
        return ""
    fees = [one.fee for one in costing if one.fee is not None]
    # One that nobody can tell yet makes the sum a lie: it is then said of all that they cost something.
    if len(fees) < len(costing):
        return fee_words(True, None, unknown=any(one.unknown for one in costing))
    return _("料金:全部で%(fee)s") % {"fee": yen_words(sum(fees))}


def back_words(back: int | None) -> list[str]:
    """What the hall still has to give back of what was paid: `back` yen, None where it decides itself."""
    if back is None:
        return [_("返ってくる金額は、館に聞いてください。")]
    told = {"back": yen_words(back)}
    return [_("%(back)sがもどります。館の窓口で受けとってください。") % told] if back else []


def lines_words(owed: Bill) -> list[str]:
    """What each clause adds or takes, where there is more than one: 「C3 −150円」."""
    told = [(line.clause, line.yen) for line in owed.lines if line.yen]
    return [f"{clause} {yen_words(yen)}" for clause, yen in told] if len(told) > 1 else []


def _back(found: GivingUp) -> list[str]:
    """How much that is of what was paid; nothing before anything is."""
    if not found.bill.paid or found.back is None:
        return []
    told = {"paid": yen_words(found.bill.paid), "back": yen_words(found.back)}
    return [_("はらった%(paid)sのうち、%(back)sがもどります。館の窓口で受けとってください。") % told]


def _share(found: GivingUp) -> Reason:
    """How much of the fee comes back, as the hall's clause says it."""
    percent = found.refund.value if found.refund else None
    return Reason(Finding.HOLDS, Code.REFUND, values={} if percent is None else {"percent": percent})


def _counted(found: GivingUp, booking: Booking) -> str:
    points = found.points.value if found.points else None
    if isinstance(points, Decimal) and points:
        told = {"points": f"{points.normalize():f}"}
        if booking.group:
            return _("今から取り消すと、グループに%(points)s点がつきます。") % told
        return _("今から取り消すと、あなたに%(points)s点がつきます。") % told
    if booking.group:
        return _("今から取り消すと、グループのおそい取り消しとして記録に残ります。")
    return _("今から取り消すと、おそい取り消しとして記録に残ります。")
