"""What notices are about, in words."""

from django.utils.translation import gettext as _

from booking.rules.notices import Family


def family_words(family: Family) -> str:
    """What somebody ticks in order to get such notices by mail."""
    words = {
        Family.BOOKINGS: _("自分で予約や申しこみをしたり、変えたりしたときの確認"),
        Family.REMINDERS: _("予約の前の日のお知らせ"),
        Family.TURNS: _("抽選の結果と、空いたときの案内"),
        Family.GROUPS: _("グループのメンバーや登録のこと"),
        Family.RECORDS: _("自分の利用登録と、保護者の同意のこと"),
        Family.CHANGES: _("予約や行事が変わるときなど、大切なお知らせ"),
    }
    return words[family]
