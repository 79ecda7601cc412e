"""What follows from not keeping to a rule: in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from booking.rules.clauses.no_show import OFFERED_MINUTES, NoShow
from booking.rules.clauses.points import Points
from booking.rules.clauses.sanction import Sanction, When
from booking.rules.verdict import Status
from booking.wording.vocabulary import Vocabulary

Lines = Iterator[str]


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
        "next_quarter": pgettext("利用停止", "次の四半期(4月・7月・10月・1月から3か月)の最初の日から、"),
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
