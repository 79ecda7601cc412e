"""Money in words."""

from django.utils.translation import gettext as _

from booking.models import Reduction
from booking.rules.reductions import WHOLE
from facilities.labels import in_english


def yen_words(yen: int) -> str:
    """「1,200円」, "¥1,200"."""
    sign = "−" if yen < 0 else ""
    return f"{sign}¥{abs(yen):,}" if in_english() else f"{sign}{abs(yen):,}円"


def reduction_words(made: Reduction) -> str:
    """What was decided about a reduction: how much is let off and on what condition, or why nothing is."""
    if made.refused:
        return _("料金は減免されません。わけ:%(why)s") % {"why": made.why}
    condition = _("条件:%(condition)s") % {"condition": made.condition} if made.condition else ""
    return _granted(made) + condition


def _granted(made: Reduction) -> str:
    if made.yen is not None:
        return _("料金が%(yen)s減免されます。") % {"yen": yen_words(made.yen)}
    if made.percent == WHOLE:
        return _("料金は、全額が減免されます。")
    return _("料金の%(percent)d%%が減免されます。") % {"percent": made.percent}


def fee_words(charged: bool, fee: int | None, *, unknown: bool = False) -> str:
    """What a use costs: 「300円」, 「無料」; without an amount that it costs something, or that nobody can
    tell yet."""
    if unknown:
        return _("いくらかは、館で決まります")
    if fee is None:
        return _("料金がかかります") if charged else ""
    return yen_words(fee) if fee else _("無料")
