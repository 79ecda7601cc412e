"""What a use costs, and what comes back: in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from booking.rules.clauses.cancel_by import CancelBy
from booking.rules.clauses.fee import Fee, Price
from booking.rules.clauses.fee_class import FeeClass
from booking.rules.clauses.overrun import Overrun
from booking.rules.clauses.prepay import Prepay
from booking.rules.clauses.refund import Refund, Tier
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


def prepay(term: Prepay, at: Vocabulary) -> Lines:
    if term.when == "within_days":
        yield _("予約してから%(days)d日のうちに、料金をはらいます。") % {"days": term.days}
        if term.days_before_use is not None:
            yield _("おそくても、%(by)sです。") % {"by": _by_use(term.days_before_use)}
    elif term.when == "at_booking":
        yield _("予約するときに、料金をはらいます。")
    elif term.days_before_use is not None:
        yield _("%(by)sに、料金をはらいます。") % {"by": _by_use(term.days_before_use)}
    else:
        yield _("使う前に、料金をはらいます。")
    if term.methods:
        yield _("はらい方は、%(methods)sです。") % {"methods": listed(_method(one) for one in term.methods)}


def _by_use(days: int) -> str:
    """「使う日の3日前まで」."""
    if not days:
        return _("使う日まで")
    return ngettext("使う日の%(days)d日前まで", "使う日の%(days)d日前まで", days) % {"days": days}


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
        yield _("ほかの割引や割増のあとの料金から、計算します。")
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
