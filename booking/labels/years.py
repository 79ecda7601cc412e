"""What a department does to a year of the plan, in words: closing, correcting, how a target stands."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.labels.plans import amount
from booking.rules.aims import Stand
from booking.rules.frozen import Changes
from booking.rules.indicators import Indicator
from booking.rules.plans import Aim
from facilities.labels.eras import era_date

OF_YEARS: Mapping[str, Promise] = {
    "close_year": gettext_lazy("年度をしめました"),
    "reopen_year": gettext_lazy("しめた年度をもどしました"),
    "correct_year": gettext_lazy("しめた年度の訂正を書きました"),
    "write_words": gettext_lazy("課の言葉を書きました"),
    "say_state": gettext_lazy("目標の今のようすを記録しました"),
    "strike_state": gettext_lazy("目標の記録を取り消しました"),
    "name_successor": gettext_lazy("引きついだ課を決めました"),
    "forget_successor": gettext_lazy("引きついだ課を取り消しました"),
}


def stand_words(stand: Stand) -> str:
    return {
        Stand.NOT_CARRIED_OUT: _("未実施"),
        Stand.CONSIDERED: _("検討中"),
        Stand.CARRIED_OUT: _("実施"),
        Stand.REACHED: _("すみました"),
    }[stand]


def aim_words(kind: Aim, said: tuple[Stand, date] | None) -> str:
    """How a target stands, with the day: 「今のようす:検討中(令和8年5月1日から)」; "" for a direction."""
    if kind is Aim.DIRECTION:
        return ""
    if kind is Aim.MILESTONE:
        day = era_date(said[1]) if said else _("まだ入っていません")
        return _("すんだ日:%(day)s") % {"day": day}
    if said is None:
        return _("今のようす:まだ入っていません")
    told = {"state": stand_words(said[0]), "day": era_date(said[1])}
    return _("今のようす:%(state)s(%(day)sから)") % told


def closed_words(day: date) -> str:
    """「令和9年5月7日に凍結」."""
    return _("%(day)sに凍結") % {"day": era_date(day)}


def beside_lines(
    by: Indicator,
    frozen: int | None,
    now: int | None,
    found: Changes,
    corrections: Iterable[tuple[date, int | None, str]],
) -> Iterator[str]:
    """What stands beside a frozen figure, a line each: what the records say today, and why they do."""
    if found.some:
        yield corrected_words(by, frozen, now, found)
    for on, value, why in corrections:
        yield correction_words(on, _("なし") if value is None else amount(value, by), why)


def corrected_words(by: Indicator, frozen: int | None, now: int | None, found: Changes) -> str:
    """「凍結のあとの訂正:今の記録では83人(+2、加わった記録1件)」."""
    value = _("なし") if now is None else amount(now, by)
    told = {"value": value, "changed": changed_words(found)}
    if frozen is None or now is None:
        return _("凍結のあとの訂正:今の記録では%(value)s(%(changed)s)") % told
    told["more"] = f"{now - frozen:+,}"
    return _("凍結のあとの訂正:今の記録では%(value)s(%(more)s、%(changed)s)") % told


def changed_words(found: Changes) -> str:
    """「加わった記録1件、変わった記録2件」."""
    return _("、").join(_changed(found))


def correction_words(on: date, value: str, why: str) -> str:
    """「令和9年6月1日の訂正(83人):わけ」."""
    told = {"day": era_date(on), "value": value, "why": why}
    return _("%(day)sの訂正(%(value)s):%(why)s") % told


def words_named() -> Mapping[str, str]:
    """What a department writes beside its figures, by the field's name."""
    return {"results": _("実績の説明"), "issues": _("課題"), "plans": _("次年度の取組")}


def _changed(found: Changes) -> Iterator[str]:
    if found.added:
        yield _("加わった記録%(count)d件") % {"count": len(found.added)}
    if found.changed:
        yield _("変わった記録%(count)d件") % {"count": len(found.changed)}
    if found.gone:
        yield _("なくなった記録%(count)d件") % {"count": len(found.gone)}
