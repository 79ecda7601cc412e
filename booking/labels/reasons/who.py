"""Who may come."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.reasons.filling import Say, Values, advice, ages_of, keyed, those_of, ties_of, together
from booking.rules.codes import Code
from facilities.labels import clock_words, listed, time_words
from facilities.rules.spans import MINUTES_A_DAY


def _part(values: Values) -> str:
    """「18:00から」, 「17:00まで」, "" for the whole day."""
    start, end = values.get("from", 0), values.get("to")
    if start and end is not None and end <= MINUTES_A_DAY:
        return _("%(start)sから%(end)sまで") % {"start": clock_words(start), "end": clock_words(end)}
    if start:
        return _("%(start)sから") % {"start": clock_words(start)}
    return _("%(end)sまで") % {"end": clock_words(end)} if end is not None else ""


def _others(values: Values) -> str:
    """How many are of other ages."""
    return _("今回のメンバーに、そのほかの年齢の人が%(people)d人います。") % {
        "people": values.get("people", 1)
    }


def _age(values: Values, zone: ZoneInfo) -> str:
    told = {"ages": ages_of(values), "those": those_of(values), "part": _part(values)}
    if told["part"]:
        return together(_("この部屋の%(part)sは、%(those)sの時間です。") % told, _others(values))
    if values.get("registering"):
        return together(_("登録できるのは、%(ages)sです。") % told, _others(values))
    return together(_("この部屋を使えるのは、%(ages)sです。") % told, _others(values))


def _evening(values: Values, zone: ZoneInfo) -> str:
    told = {
        "those": listed(those_of(bounds) for bounds in values["ages"]),
        "start": time_words(values["from_at"], zone),
        "end": time_words(values["to_at"], zone),
    }
    return together(_("%(start)s–%(end)sは、%(those)sの時間です。") % told, _others(values))


def _leave_by(values: Values, zone: ZoneInfo) -> str:
    told = {"those": those_of(values), "time": clock_words(values["time"])}
    return _("%(those)sが使えるのは、%(time)sまでです。") % told


def _guardian(values: Values, zone: ZoneInfo) -> str:
    told = {"purpose": keyed(values, "purpose")}
    if values.get("arriving"):
        return _guardian_at_the_door(values.get("also"), told)
    if values.get("registering"):
        return _guardian_of_who_registers(values.get("also"))
    if values.get("also") == "paper":
        return _(
            "スマホからの同意は届いています。館では、保護者の方に紙でも書いてもらいます。"
            "紙が届くと予約できます。"
        )
    if values.get("also") == "call":
        return _(
            "スマホからの同意は届いています。館では、保護者の方に電話でもたしかめます。"
            "たしかめると予約できます。"
        )
    if told["purpose"]:
        return _("%(purpose)sには、保護者の方の申しこみがいります。館に届くと予約できます。") % told
    return _("保護者の方の申しこみが、まだ届いていません。館に届くと予約できます。")


def _guardian_at_the_door(also: object, told: Mapping[str, str]) -> str:
    if also == "paper":
        return _("スマホからの同意は届いています。保護者の方の書いた紙も館に届くと、使えます。")
    if also == "call":
        return _("スマホからの同意は届いています。館で、保護者の方に電話でたしかめると、使えます。")
    if told["purpose"]:
        return _("%(purpose)sには、保護者の方の申しこみがいります。館に届くと使えます。") % told
    return _("保護者の方の申しこみが、まだ届いていません。館に届くと使えます。")


def _guardian_of_who_registers(also: object) -> str:
    if also == "paper":
        return _("スマホからの同意は届いています。保護者の方の書いた紙も館に届くと、登録できます。")
    if also == "call":
        return _("スマホからの同意は届いています。館で、保護者の方に電話でたしかめると、登録できます。")
    return _("登録には、保護者の方の申しこみがいります。館に届くと登録できます。")


def _residency(values: Values, zone: ZoneInfo) -> str:
    if values.get("of") == "group":
        return together(
            _("この部屋を使えるのは、このまちのグループです。"),
            advice(values, _("あてはまるときは、館の人に伝えてください。")),
        )
    told = {"ties": ties_of(values), "those": those_of(values)}
    shown = _("あてはまるときは、館の窓口で、住所や学校のわかるものを見せてください。")
    return together(_tied(values) % told, shown)


def _tied(values: Values) -> str:
    """Who may, with `ties`, and `those` of the ages if only some are meant."""
    if values.get("registering"):
        if ages_of(values):
            return _("%(those)sのうち、登録できるのは、%(ties)sです。")
        return _("登録できるのは、%(ties)sです。")
    if ages_of(values):
        return _("%(those)sのうち、この部屋を使えるのは、%(ties)sです。")
    return _("この部屋を使えるのは、%(ties)sです。")


def _not_at_school(values: Values, zone: ZoneInfo) -> str:
    if values.get("registering"):
        return together(
            _("登録できるのは、学校に通っている人です。"),
            advice(values, _("ほかの使い方は、館の人に聞いてください。")),
        )
    return together(
        _("この部屋は、学校に通っている人のための部屋です。"),
        advice(values, _("だれでも使える部屋や時間は、館の人に聞いてください。")),
    )


SENTENCES: Mapping[Code, Say] = {
    Code.AGE_MIN: _age,
    Code.AGE_MAX: _age,
    Code.AGE_EVENING: _evening,
    Code.LEAVE_BY: _leave_by,
    Code.GUARDIAN: _guardian,
    Code.RESIDENCY: _residency,
    Code.NOT_AT_SCHOOL: _not_at_school,
}
