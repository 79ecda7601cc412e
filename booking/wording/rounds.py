"""Rounds of a lottery in words for whoever plans them: what to put right, what speaks against a date."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import sentence
from booking.rules.rounds import Caution
from booking.wording.vocabulary import said


def unfit_round_words(field: str) -> str:
    """What has to be put right, of a round or of a paper entry."""
    words = {
        "name_ja": _("抽選の名前を入れてください。"),
        "opens_at": _("申しこみの始まりを入れてください。"),
        "closes_at": _("申しこみの始まり、しめきり、抽選の順になるように入れてください。"),
        "draws_at": _("抽選の日時は、どの使う日よりも前にしてください。"),
        "confirm_until": _(
            "当たった人の確認の期限は、館のきまりにあるときだけ、抽選のあとの日時を入れます。"
        ),
        "most_choices": _("希望の数は1から9までにしてください。"),
        "most_wins": _("当たりの数は1から9までにしてください。"),
        "wins_per": _("当たりの数を、抽選1回ごとに数えるか、月ごとに数えるかをえらんでください。"),
        "look_back": _("前の抽選は、0回から9回まで見られます。"),
        "most_tickets": _("くじの本数は1から9までにしてください。"),
        "card": _("このカード番号の人が見つかりません。"),
        "group": _("この人は、その名前のグループに入っていません。"),
        "received_at": _("受け取った日時を、今より前の日時で入れてください。"),
        "numbers": _("希望の枠の番号を、「2 1」のように順に入れてください。"),
    }
    return words.get(field, _("部屋、日、時間をたしかめてください。時間が重ならないようにします。"))


def caution_words(one: Caution, zone: ZoneInfo, today: date) -> str:
    if one.reason is not None:
        return sentence(one.reason, zone, today, desk=True)
    return _("%(name)sの時期です。") % {"name": said(one.exam) if one.exam else ""}
