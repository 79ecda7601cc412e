"""What giving a booking up would cost, in sentences."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import sentence, yen_words
from booking.models import Booking
from booking.queries.giving_up import GivingUp
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
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
