"""Money in words."""

from django.utils.translation import gettext as _

from facilities.labels import in_english


def yen_words(yen: int) -> str:
    """「1,200円」, "¥1,200"."""
    return f"¥{yen:,}" if in_english() else f"{yen:,}円"


def fee_words(charged: bool, fee: int | None) -> str:
    """What a use costs: 「300円」, 「無料」; without an amount that it costs something."""
    if fee is None:
        return _("料金がかかります") if charged else ""
    return yen_words(fee) if fee else _("無料")
