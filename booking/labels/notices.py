"""What notices are about, in words."""

from django.utils.translation import gettext as _

from booking.rules.notices import Family


def family_words(family: Family) -> str:
    """What somebody ticks in order to get such notices by mail."""
    words = {
        Family.BOOKINGS: _("自分で予約や申しこみをしたり、変えたりしたときの確認"),
        Family.CHANGES: _("館やグループからの大切なお知らせ"),
        Family.REMINDERS: _("予約の前の日のお知らせ"),
    }
    return words[family]
