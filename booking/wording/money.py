"""What a use costs, what comes back, and what follows from not keeping to it: in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from booking.rules.clauses.cancel_by import CancelBy
from booking.rules.clauses.fee import Fee, Price
from booking.rules.clauses.fee_class import FeeClass
from booking.rules.clauses.no_show import OFFERED_MINUTES, NoShow
from booking.rules.clauses.overrun import Overrun
from booking.rules.clauses.points import Points
from booking.rules.clauses.prepay import Prepay
from booking.rules.clauses.refund import Refund, Tier
from booking.rules.clauses.sanction import Sanction, When
from booking.rules.verdict import Status
from booking.wording.moments import besides, until
from booking.wording.vocabulary import Vocabulary
from facilities.labels import clock_words, listed, people_of, rule_time_words
from facilities.rules.ages import Ages
from facilities.rules.walltime import LATEST

Lines = Iterator[str]


def cancel_by(term: CancelBy, at: Vocabulary) -> Lines:
    if term.published:
        yield _("取り消せるのは、%(until)sです。") % {"until": until(term)}
        yield from besides(term)
    else:
        yield _("取り消せる日は決まっています。")
        yield _("いつまでかは、館に聞いてください。")


def refund(term: Refund, at: Vocabulary) -> Lines:
    tiers = sorted(term.tiers or (), key=lambda tier: -tier.days_before)
    yield from (_tier(tier) for tier in tiers)
    if tiers and tiers[-1].days_before > 0:
        yield _("そのあとは、料金を返しません。")
    if term.full_for:
        yield _("%(causes)sのときは、料金を全部返します。") % {"causes": at.words(term.full_for)}
    if not (tiers or term.full_for):
        yield _("返る料金は、館に聞いてください。")


def _tier(tier: Tier) -> str:
    told = {"days": tier.days_before, "percent": tier.percent}
    if tier.percent == 0:
        words = ngettext(
            "使う日の%(days)d日前までに取り消しても、料金を返しません。",
            "使う日の%(days)d日前までに取り消しても、料金を返しません。",
            tier.days_before,
        )
    elif tier.percent == 100:
        words = ngettext(
            "使う日の%(days)d日前までに取り消すと、料金を全部返します。",
            "使う日の%(days)d日前までに取り消すと、料金を全部返します。",
            tier.days_before,
        )
    else:
        words = ngettext(
            "使う日の%(days)d日前までに取り消すと、料金の%(percent)d%%を返します。",
            "使う日の%(days)d日前までに取り消すと、料金の%(percent)d%%を返します。",
            tier.days_before,
        )
    return words % told


def no_show(term: NoShow, at: Vocabulary) -> Lines:
    if term.after_minutes:
        yield _("%(minutes)d分たっても来ないと、使わなかったことになります。") % {
            "minutes": term.after_minutes
        }
    else:
        yield _("始まる時間に来ないと、使わなかったことになります。")
    if term.if_not_contacted:
        yield _("館に連絡すれば、そうなりません。")
    if term.offered_minutes != OFFERED_MINUTES:
        told = {"minutes": term.offered_minutes}
        yield _("のこりの時間は、待っている人に%(minutes)d分ずつ取っておきます。") % told


def points(term: Points, at: Vocabulary) -> Lines:
    yield _("%(event)sは、%(points)s点です。") % {"event": at.word(term.event), "points": term.points}
    if term.unless_cause:
        yield _("%(causes)sのときは、点がつきません。") % {"causes": at.words(term.unless_cause)}


def sanction(term: Sanction, at: Vocabulary) -> Lines:
    yield _("%(when)s、%(what)s。") % {"when": _when(term.when, at), "what": _effect(term)}
    if term.roles:
        yield _("これは、%(roles)sだった人のことです。") % {"roles": at.words(term.roles)}
    elif term.of == "person":
        yield _("1人ずつ数えます。")


def _when(when: When, at: Vocabulary) -> str:
    if when.points is not None:
        reached = _("%(points)s点になると") % {"points": when.points}
    else:
        told = {"events": at.words(when.events or ()), "times": when.times}
        reached = (_("%(events)sが%(times)d回あると") if when.times > 1 else _("%(events)sがあると")) % told
    if when.within is not None:
        return _("%(period)sのうちに%(reached)s") % {"period": _same(when.within), "reached": reached}
    if when.within_months is None:
        return reached
    return _("%(months)dか月のうちに%(reached)s") % {"months": when.within_months, "reached": reached}


def _same(period: str) -> str:
    return {
        "day": _("同じ日"),
        "week": _("同じ週"),
        "month": _("同じ月"),
        "quarter": _("同じ四半期(4月・7月・10月・1月から3か月)"),
        "fiscal_year": _("同じ年度"),
    }[period]


def _effect(term: Sanction) -> str:
    if term.effect is Status.DEREGISTERED:
        what = _("登録を取り消します")
    elif term.effect is Status.LOWER_CLASS:
        what = _("登録の種類が下がります")
    else:
        what = _("申しこみができません")
    begins, length = _begins(term), _length(term)
    if begins and length:
        length = _("%(begins)s%(length)s") % {"begins": begins, "length": length}
    length = length or begins
    return _("%(length)s%(what)s") % {"length": length, "what": what} if length else what


def _begins(term: Sanction) -> str:
    return {
        "next_month": pgettext("利用停止", "次の月の1日から、"),
        "next_quarter": pgettext("利用停止", "次の四半期(4月・7月・10月・1月から3か月)の1日から、"),
        "next_fiscal_year": pgettext("利用停止", "次の4月1日から、"),
    }.get(term.begins or "", "")


def _length(term: Sanction) -> str:
    if term.months:
        return ngettext("%(months)dか月のあいだ、", "%(months)dか月のあいだ、", term.months) % {
            "months": term.months
        }
    if term.days:
        return ngettext("%(days)d日のあいだ、", "%(days)d日のあいだ、", term.days) % {"days": term.days}
    return _("次の3月31日まで、") if term.until else ""


def prepay(term: Prepay, at: Vocabulary) -> Lines:
    before = {"days": term.days_before_use}
    if term.when == "within_days":
        yield _("予約してから%(days)d日のうちに、料金をはらいます。") % {"days": term.days}
        if term.days_before_use is not None:
            yield _("おそくても、使う日の%(days)d日前までです。") % before
    elif term.when == "at_booking":
        yield _("予約するときに、料金をはらいます。")
    elif term.days_before_use is not None:
        yield _("使う日の%(days)d日前までに、料金をはらいます。") % before
    else:
        yield _("使う前に、料金をはらいます。")
    if term.methods:
        yield _("はらい方は、%(methods)sです。") % {"methods": listed(_method(one) for one in term.methods)}


def _method(method: str) -> str:
    return {
        "cash": _("現金"),
        "card": _("カード"),
        "transfer": _("振り込み"),
        "machine": _("券売機"),
        "online": _("オンライン"),
        "qr": _("QRコード"),
    }[method]


def fee(term: Fee, at: Vocabulary) -> Lines:
    if term.things and term.yen is not None:
        yield from _of_things(term, term.yen, at)
    elif term.ages and term.yen is not None:
        yield from _of_ages(term.ages, term.yen)
    else:
        yield from _of_the_room(term, at)
    if term.add:
        yield _("ほかの料金に足します。")
    if term.in_full:
        yield _("この料金は、安くも高くもなりません。")


def _of_the_room(term: Fee, at: Vocabulary) -> Lines:
    if term.yen == 0:
        yield _("料金はかかりません。")
    elif term.yen:
        yield _("料金は%(per)s%(yen)sです。") % {"per": _per(term.per), "yen": yen_words(term.yen)}
    elif term.prices:
        yield _("料金は%(prices)sです。") % {"prices": listed(_price(price) for price in term.prices)}
        yield _("1時間ごとの料金です。") if term.per == "hour" else _("区切りごとの料金です。")
    elif term.sum_of:
        yield _("料金は%(rooms)sを合わせた金額です。") % {"rooms": at.room_names(term.sum_of)}
    else:
        yield _("料金がかかります。")
        yield _("いくらかは、館に聞いてください。")


def _of_ages(ages: Ages, yen: int) -> Lines:
    told = {"people": people_of(ages), "yen": yen_words(yen)}
    yield (_("%(people)sの料金は、1人%(yen)sです。") if yen else _("%(people)sの料金はかかりません。")) % told


def _of_things(term: Fee, yen: int, at: Vocabulary) -> Lines:
    told = {"things": at.words(term.things or ()), "per": _per(term.per), "yen": yen_words(yen)}
    if yen:
        yield _("%(things)sを借りると、%(per)s%(yen)sです。") % told
    else:
        yield _("%(things)sは、お金をはらわずに借りられます。") % told


def _per(per: str | None) -> str:
    return {
        "use": pgettext("ごと", "1回"),
        "band": pgettext("ごと", "1区分"),
        "hour": pgettext("ごと", "1時間"),
        "unit": pgettext("ごと", "1コマ"),
        "day": pgettext("ごと", "1日"),
        "person": pgettext("ごと", "1人"),
        "thing": pgettext("ごと", "1つ"),
    }.get(per or "", "")


def _price(price: Price) -> str:
    end = "" if price.to == LATEST else _end(price.to)
    return _("%(times)sは%(yen)s") % {
        "times": f"{clock_words(price.from_)}–{end}",
        "yen": yen_words(price.yen),
    }


def _end(minutes: int) -> str:
    return rule_time_words(minutes) if minutes > 24 * 60 else clock_words(minutes)


def yen_words(yen: int) -> str:
    return _("%(yen)s円") % {"yen": f"{yen:,}"}


def fee_class(term: FeeClass, at: Vocabulary) -> Lines:
    if term.pays_percent is not None:
        yield from _paid(term, term.pays_percent, at)
    if term.multiplies:
        yield _("ほかの割引や割増にも、かけます。")
    if term.round_to is not None:
        yield _rounding(term.rounding) % {"yen": yen_words(term.round_to)}


def _rounding(how: str) -> str:
    return {
        "down": _("%(yen)sより小さい分は、切り捨てます。"),
        "up": _("%(yen)sより小さい分は、切り上げます。"),
        "nearest": _("%(yen)sより小さい分は、四捨五入します。"),
    }[how]


def _paid(term: FeeClass, percent: int, at: Vocabulary) -> Lines:
    told = {"purposes": at.words(term.purposes or ()), "share": _share(percent)}
    if percent == 0:
        free = (
            _("%(purposes)sに使うときは、料金はかかりません。")
            if term.purposes
            else _("料金はかかりません。")
        )
        yield free % told
    elif term.purposes:
        yield _("%(purposes)sに使うときは、料金は%(share)s。") % told
    else:
        yield _("料金は%(share)s。") % told
    if term.proofs:
        yield _("%(proofs)sを見せてください。") % {"proofs": at.words(term.proofs)}


def _share(percent: int) -> str:
    named = {50: _("半分です"), 100: _("同じです"), 200: _("2倍です")}
    return named.get(percent) or _("%(percent)d%%です") % {"percent": percent}


def overrun(term: Overrun, at: Vocabulary) -> Lines:
    if term.percent is not None:
        yield from _of_the_fee(term.percent, term.per_minutes)
    elif term.yen is None:
        yield _("時間をすぎると、料金が増えます。")
        yield _("いくらかは、館に聞いてください。")
    elif term.per_minutes:
        told = {"minutes": term.per_minutes, "yen": yen_words(term.yen)}
        yield _("時間をすぎると、%(minutes)d分ごとに%(yen)sかかります。") % told
    else:
        yield _("時間をすぎると、%(yen)sかかります。") % {"yen": yen_words(term.yen)}


def _of_the_fee(percent: int, per_minutes: int | None) -> Lines:
    told = {"percent": percent, "minutes": per_minutes}
    if per_minutes:
        yield _("時間をすぎると、%(minutes)d分ごとに料金の%(percent)d%%かかります。") % told
    else:
        yield _("時間をすぎると、料金の%(percent)d%%かかります。") % told
