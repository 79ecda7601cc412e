"""Codes and states in words, in the reader's language: below the edges and notices, above the rules.

A sentence is gentle and says what is, not who erred. It is whole in the catalogue and filled with
the reason's values; instants and days are put in words where the reader's clock is known.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from booking.rules.weeks import FORM_ASKS
from facilities.labels import (
    ages_words,
    clock_words,
    day_words,
    in_english,
    listed,
    moment_words,
    remembered,
    time_words,
)
from facilities.rules.ages import Ages

Values = Mapping[str, Any]

BANDS: Mapping[str, Promise] = {
    "preschool": gettext_lazy("未就学のお子さん"),
    "elementary": gettext_lazy("小学生"),
    "junior_high": gettext_lazy("中学生"),
    "high_school": gettext_lazy("高校生世代"),
    "adult": gettext_lazy("おとな(18–64歳)"),
    "senior": gettext_lazy("65歳以上"),
}

# One vocabulary everywhere: the grid, the list, the legend, and what a screen reader says.
SLOTS: Mapping[str, Promise] = {
    "free": gettext_lazy("空き"),
    "mine": gettext_lazy("あなたの予約"),
    "taken": gettext_lazy("予約あり"),
    "not_yet": gettext_lazy("まだ受付前"),
    "conditional": gettext_lazy("条件があります"),
    "ask": gettext_lazy("職員に相談"),
    "outside": gettext_lazy("時間外"),
    "closed": gettext_lazy("休館日"),
    "past": pgettext_lazy("枠", "終了"),
}

# Signs that are a letter: the state's own first one, where the language has such a letter.
SIGNS: Mapping[str, Promise] = {
    "条": pgettext_lazy("しるし", "条"),
    "相": pgettext_lazy("しるし", "相"),
    "・": pgettext_lazy("しるし", "・"),
}

STATES: Mapping[str, Promise] = {
    "offered": gettext_lazy("おへんじ待ち"),
    "provisional": gettext_lazy("仮予約"),
    "booked": gettext_lazy("予約ずみ"),
    "in_use": gettext_lazy("利用中"),
    "used": gettext_lazy("利用ずみ"),
    "cancelled": gettext_lazy("取り消しました"),
    "lapsed": gettext_lazy("期限が切れました"),
    "no_show": gettext_lazy("利用なし"),
}

TIES: Mapping[str, Promise] = {
    "lives": gettext_lazy("住んでいる人"),
    "works": gettext_lazy("はたらいている人"),
    "studies": gettext_lazy("学校に通っている人"),
}

CHANNELS: Mapping[str, Promise] = {
    "web": gettext_lazy("このサイト"),
    "phone": gettext_lazy("電話"),
    "counter": gettext_lazy("館の窓口"),
    "post": gettext_lazy("郵便"),
    "fax": gettext_lazy("ファックス"),
    "mail": gettext_lazy("メール"),
}

FACTS: Mapping[str, Promise] = {
    "people": gettext_lazy("だれが来るか"),
    "size": gettext_lazy("何人で来るか"),
    "ages": gettext_lazy("来る人の年齢"),
    "ties": gettext_lazy("住んでいる市、通っている市"),
    "registrations": gettext_lazy("利用登録があるか"),
    "registered_on": gettext_lazy("利用登録をした日"),
    "group": gettext_lazy("グループで使うか"),
    "purpose": gettext_lazy("何に使うか"),
    "history": gettext_lazy("今ある予約"),
    "inductions": gettext_lazy("講習会を受けたか"),
    "consents": gettext_lazy("保護者の方の同意があるか"),
    "channel": gettext_lazy("申しこみのしかた"),
    "room": gettext_lazy("使う部屋"),
    "day": gettext_lazy("使う日"),
    "time": gettext_lazy("使う時間"),
}


@remembered
def slot_words(state: str) -> str:
    return str(SLOTS[state])


@remembered
def sign_words(sign: str) -> str:
    return str(SIGNS.get(sign, sign))


def state_words(state: str) -> str:
    return str(STATES[state])


def band_words(band: str) -> str:
    return str(BANDS[band])


def people_words(count: int) -> str:
    return ngettext("%(count)d人", "%(count)d人", count) % {"count": count}


def counts_words(counted: Mapping[str, int]) -> str:
    """「中学生 3人・高校生世代 2人」, in the order of the bands."""
    return listed(
        _("%(band)s %(count)d人") % {"band": words, "count": counted[band]}
        for band, words in BANDS.items()
        if counted.get(band)
    )


def sentence(reason: Reason, zone: ZoneInfo, today: date | None = None, day: date | None = None) -> str:
    """What a reason says to whoever asked. `zone` is the hall's, for the instants in its values.

    Seen from `today` far days are said with their year; `day` is the day of use, where the reader
    looks at more than one.
    """
    if reason.finding is Finding.UNKNOWN:
        facts = listed(FACTS.get(fact, fact) for fact in reason.lacking)
        if FORM_ASKS.issuperset(reason.lacking):
            return _("たしかめるために教えてください:%(facts)s。") % {"facts": facts}
        words = _("まだわからないことがあります:%(facts)s。来る人をえらびなおすか、館に聞いてください。")
        return words % {"facts": facts}
    return SENTENCES[Code(reason.code)]({**reason.values, "today": today, "day": day}, zone)


def _ages(values: Values) -> str:
    return ages_words(Ages(**{key: value for key, value in values.items() if key in Ages.model_fields}))


def _part(values: Values) -> str:
    """「18:00から」, 「17:00まで」, "" for the whole day."""
    start, end = values.get("from", 0), values.get("to")
    if start and end is not None and end <= 24 * 60:
        return _("%(start)sから%(end)sまで") % {"start": clock_words(start), "end": clock_words(end)}
    if start:
        return _("%(start)sから") % {"start": clock_words(start)}
    return _("%(end)sまで") % {"end": clock_words(end)} if end is not None else ""


def _age(values: Values, zone: ZoneInfo) -> str:
    told = {"ages": _ages(values), "part": _part(values), "people": values.get("people", 0)}
    if told["part"]:
        return (
            _(
                "この部屋の%(part)sは、%(ages)sの時間です。今回のメンバーに、そのほかの年齢の人が%(people)d人います。"
            )
            % told
        )
    return (
        _("この部屋を使えるのは%(ages)sです。今回のメンバーに、そのほかの年齢の人が%(people)d人います。")
        % told
    )


def _evening(values: Values, zone: ZoneInfo) -> str:
    told = {
        "ages": listed(_ages(bounds) for bounds in values["ages"]),
        "start": time_words(values["from_at"], zone),
        "end": time_words(values["to_at"], zone),
        "people": values.get("people", 0),
    }
    return (
        _(
            "%(start)s–%(end)sは、%(ages)sの時間です。今回のメンバーに、そのほかの年齢の人が%(people)d人います。"
        )
        % told
    )


def _leave_by(values: Values, zone: ZoneInfo) -> str:
    told = {"ages": _ages(values), "time": clock_words(values["time"])}
    return _("%(ages)sが使えるのは%(time)sまでです。") % told


def _guardian(values: Values, zone: ZoneInfo) -> str:
    return _("保護者の方の申しこみが、まだありません。届くと予約できます。")


def _residency(values: Values, zone: ZoneInfo) -> str:
    ties = listed(TIES[tie] for tie in values["ties"])
    return _("この部屋を使えるのは、市内に%(ties)sです。館で証明できるものを見せると、登録できます。") % {
        "ties": ties
    }


def _group_min(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋は%(least)d人から使えます。今は%(size)d人です。") % values


def _capacity(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋は%(most)d人までです。今の人数は%(size)d人です。") % values


def _all_registered(values: Values, zone: ZoneInfo) -> str:
    return (
        _("使う人みんなの利用登録がいります。まだの人が%(people)d人います。登録は館の窓口でできます。")
        % values
    )


def _registered(values: Values, zone: ZoneInfo) -> str:
    return _("グループの利用登録がいります。登録は館の窓口でできます。")


def _expired(values: Values, zone: ZoneInfo) -> str:
    day = day_words(values["until_on"], values["today"])
    return _("利用登録の期間は%(day)sまでです。更新すると、そのあとの日も予約できます。") % {"day": day}


def _induction(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋を初めて使う前に、講習会があります。受けると予約できます。")


def _purpose(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋は、使いみちが決まっています。きまりを読んで、わからなければ館に聞いてください。")


def _too_early(values: Values, zone: ZoneInfo) -> str:
    moment = moment_words(values["opens_at"], zone, values["today"])
    if values["day"]:
        day = day_words(values["day"], values["today"])
        return _("%(day)sの予約は、%(moment)sに始まります。") % {"day": day, "moment": moment}
    return _("この日の予約は、%(moment)sに始まります。") % {"moment": moment}


def _same_day(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋は、使う日の当日に申しこみます。%(moment)sから受けつけます。") % {
        "moment": moment_words(values["opens_at"], zone, values["today"])
    }


def _too_late(values: Values, zone: ZoneInfo) -> str:
    return _("この時間は、もうここからは予約できません。館で受け付けられることがあります。")


def _channel(values: Values, zone: ZoneInfo) -> str:
    channels = listed(CHANNELS[channel] for channel in values["channels"])
    return _("この部屋の申しこみは、%(channels)sで受けつけています。") % {"channels": channels}


def _one_at_a_time(values: Values, zone: ZoneInfo) -> str:
    told = {"most": values["most"], "moment": moment_words(values["until_at"], zone, values["today"])}
    return (
        _("先に取っておける予約は%(most)dつまでです。%(moment)sに今の予約が終わると、次の予約ができます。")
        % told
    )


def _quota(values: Values, zone: ZoneInfo) -> str:
    return _("決まった回数の予約を、もう全部使いました。")


def _past(values: Values, zone: ZoneInfo) -> str:
    return _("この時間は、もう終わりました。")


def _closed(values: Values, zone: ZoneInfo) -> str:
    why = (in_english() and values.get("reason_en")) or values.get("reason_ja")
    return _("この時間はお休みです(%(why)s)。") % {"why": why} if why else _("この時間はお休みです。")


def _outside(values: Values, zone: ZoneInfo) -> str:
    spans = listed(
        f"{time_words(start, zone)}–{time_words(end, zone)}" for start, end in values.get("open", ())
    )
    if spans:
        return _("この日に使える時間は%(spans)sです。") % {"spans": spans}
    return _("この日は、この部屋を使える時間がありません。")


def _off_slot(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋は、決まった区切りの時間で貸しています。窓の表からえらべます。")


def _taken(values: Values, zone: ZoneInfo) -> str:
    if values.get("booking"):
        return _("この時間は、あなたの予約です。")
    return _("ちょうどこの時間に、ほかの予約が入っています。")


def _ask_hall(values: Values, zone: ZoneInfo) -> str:
    return _("この申しこみは、館の職員に聞いてください。きまりだけでは決められません。")


SENTENCES: Mapping[Code, Callable[[Values, ZoneInfo], str]] = {
    Code.AGE_MIN: _age,
    Code.AGE_MAX: _age,
    Code.AGE_EVENING: _evening,
    Code.LEAVE_BY: _leave_by,
    Code.GUARDIAN: _guardian,
    Code.RESIDENCY: _residency,
    Code.GROUP_MIN: _group_min,
    Code.CAPACITY: _capacity,
    Code.GROUP_ALL_REG: _all_registered,
    Code.REG_REQUIRED: _registered,
    Code.REG_EXPIRED: _expired,
    Code.INDUCTION: _induction,
    Code.PURPOSE: _purpose,
    Code.TOO_EARLY: _too_early,
    Code.SAME_DAY: _same_day,
    Code.TOO_LATE: _too_late,
    Code.CHANNEL: _channel,
    Code.ONE_AT_A_TIME: _one_at_a_time,
    Code.QUOTA: _quota,
    Code.PAST: _past,
    Code.CLOSED: _closed,
    Code.OUTSIDE_HOURS: _outside,
    Code.OFF_SLOT: _off_slot,
    Code.TAKEN: _taken,
    Code.ASK_HALL: _ask_hall,
}
