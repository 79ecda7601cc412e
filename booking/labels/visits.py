"""Why something is not done at the desk with a booking, for the pages and the API alike."""

from django.utils.translation import gettext as _


def not_now_words(has_come: bool) -> str:
    """Of what nobody stands there for: its day `has_come`, or not yet."""
    if has_come:
        return _("鍵を渡せるのは、決まっている予約だけです。今のようすを見てください。")
    return _("この予約の日になると、できます。")
