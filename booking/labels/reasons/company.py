"""In what company, and how registered."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.reasons.filling import (
    Say,
    Values,
    advice,
    ages_of,
    all_of,
    keyed,
    named,
    quoted,
    those_of,
    ties_of,
    together,
)
from booking.rules.codes import Code
from facilities.labels import day_words

HALF = "1/2"


def _group_min(values: Values, zone: ZoneInfo) -> str:
    told = {**values, "more": values["least"] - values["size"]}
    return _("人数は%(least)d人からです。今は%(size)d人なので、あと%(more)d人でそろいます。") % told


def _capacity(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋は%(most)d人までです。今の人数は%(size)d人です。") % values


def _all_registered(values: Values, zone: ZoneInfo) -> str:
    return together(
        _("使う人みんなの利用登録がいります。まだの人が%(people)d人います。") % values,
        advice(values, _("登録のしかたは、館の人に聞いてください。")),
    )


def _registered(values: Values, zone: ZoneInfo) -> str:
    return together(
        _("使う前に、利用登録がいります。"), advice(values, _("登録のしかたは、館の人に聞いてください。"))
    )


def _expired(values: Values, zone: ZoneInfo) -> str:
    day = day_words(values["until_on"], values["today"])
    return together(
        _("利用登録の期間は%(day)sまでです。") % {"day": day},
        advice(values, _("更新のしかたは、館の人に聞いてください。")),
    )


def _renew(values: Values, zone: ZoneInfo) -> str:
    day = day_words(values["until_on"], values["today"])
    return _("仮の予約になります。%(day)sまでに利用登録を更新すると、予約が決まります。") % {"day": day}


def _induction(values: Values, zone: ZoneInfo) -> str:
    told = {"course": keyed(values, "course") or _("講習会"), "people": values.get("people", 0)}
    if told["people"]:
        first = _("%(course)sを受けると、この部屋を使えます。まだの人が%(people)d人います。")
    else:
        first = _("だれか1人が%(course)sを受けると、この部屋を使えます。")
    return together(first % told, advice(values, _("受けられる日は、館の人に聞いてください。")))


def _accompanied(values: Values, zone: ZoneInfo) -> str:
    told = {"those": those_of(values), "least": values["least"]}
    if values["by"] == "guardian":
        first = _("%(those)sは、保護者の方が%(least)d人いっしょに来ると使えます。")
    else:
        first = _("%(those)sは、付きそいの人が%(least)d人いっしょに来ると使えます。")
    return together(
        first % told, advice(values, _("いっしょに来られる人がいないときは、館の人に話してください。"))
    )


def _share(values: Values, zone: ZoneInfo) -> str:
    told = {**values, "share": _share_words(values), "those": all_of(_counted(values))}
    if values.get("registering"):
        words = _(
            "%(size)d人のうち%(share)sが、%(those)sだと登録できます。今、あてはまるのは%(meant)d人です。"
        )
    else:
        words = _("%(size)d人のうち%(share)sが、%(those)sだと使えます。今、あてはまるのは%(meant)d人です。")
    return words % told


def _counted(values: Values) -> list[str]:
    """Who counts."""
    return [
        those_of(values) if ages_of(values) else "",
        ties_of(values),
        _("利用登録をした人") if values.get("registered") else "",
    ]


def _share_words(values: Values) -> str:
    """「3分の2以上」「半分より多く」「2人以上」."""
    if values.get("least") is not None:
        return _("%(least)d人以上") % values
    if values.get("more_than"):
        return _("%(part)sより多く") % {"part": _part_words(values["more_than"])}
    return _("%(part)s以上") % {"part": _part_words(values["at_least"])}


def _part_words(part: str) -> str:
    if part == HALF:
        return _("半分")
    count, whole = map(int, part.split("/"))
    return _("%(whole)d分の%(count)d") % {"whole": whole, "count": count}


def _representative(values: Values, zone: ZoneInfo) -> str:
    conditions = [those_of(values) if ages_of(values) else "", ties_of(values)]
    told = {"those": all_of([*conditions, _not_of(values)])}
    return together(
        _("代表になれるのは、%(those)sです。") % told,
        advice(values, _("メンバーの中にいないときは、館の人に話してください。")),
    )


def _not_of(values: Values) -> str:
    return _("%(roles)sではない人") % {"roles": named(values, "never")} if values.get("never") else ""


def _group_only(values: Values, zone: ZoneInfo) -> str:
    return together(
        _("グループで使う部屋です。"), advice(values, _("1人で使える部屋は、館の人に聞いてください。"))
    )


def _family(values: Values, zone: ZoneInfo) -> str:
    return _("グループには、ほかの家族の人もいります。1人でも入ると登録できます。")


def _duplicate(values: Values, zone: ZoneInfo) -> str:
    return together(
        _(
            "メンバーの%(overlap)d%%が、ほかの登録グループと同じです。"
            "登録できるのは%(percent)d%%より少ないときです。"
        )
        % values,
        advice(values, _("どうすればよいかは、館の人に相談できます。")),
    )


def _name(values: Values, zone: ZoneInfo) -> str:
    told = {"words": quoted(values["words"])}
    return together(
        _("グループの名前に%(words)sが入っています。ほかの名前にすると登録できます。") % told,
        advice(values, _("わけは館の人に聞けます。")),
    )


def _class(values: Values, zone: ZoneInfo) -> str:
    told = {"classes": named(values, "classes")}
    return _("使えるのは、%(classes)sとして登録した人です。登録のことは、館の窓口で相談できます。") % told


def _proof(values: Values, zone: ZoneInfo) -> str:
    told = {"proofs": named(values, "proofs"), "those": those_of(values)}
    if ages_of(values):
        first = _("%(those)sは、館の窓口で次のどれかを見せてください:%(proofs)s。")
    else:
        first = _("館の窓口で次のどれかを見せてください:%(proofs)s。")
    return together(first % told, advice(values, _("持っていないときは、館の人に話してください。")))


SENTENCES: Mapping[Code, Say] = {
    Code.GROUP_MIN: _group_min,
    Code.CAPACITY: _capacity,
    Code.GROUP_ALL_REG: _all_registered,
    Code.REG_REQUIRED: _registered,
    Code.REG_EXPIRED: _expired,
    Code.REG_RENEW: _renew,
    Code.INDUCTION: _induction,
    Code.ACCOMPANIED: _accompanied,
    Code.SHARE: _share,
    Code.REPRESENTATIVE: _representative,
    Code.GROUP_ONLY: _group_only,
    Code.GROUP_FAMILY: _family,
    Code.REG_DUP: _duplicate,
    Code.GROUP_NAME: _name,
    Code.REG_CLASS: _class,
    Code.ID: _proof,
}
