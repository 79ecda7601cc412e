"""How much one may book or use, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.rules.clauses.consecutive import ConsecutiveBands, ConsecutiveDays
from booking.rules.clauses.lottery_cap import LotteryCap
from booking.rules.clauses.outstanding import Outstanding
from booking.rules.clauses.quota import Quota, Released
from booking.wording.moments import besides, since
from booking.wording.vocabulary import Vocabulary, said

Lines = Iterator[str]


def outstanding(term: Outstanding, at: Vocabulary) -> Lines:
    told = {"most": term.most}
    yield (
        ngettext(
            "先に取っておける予約は、%(most)dつまでです。",
            "先に取っておける予約は、%(most)dつまでです。",
            term.most,
        )
        % told
    )
    yield _("使い終わると、次の予約ができます。")


def quota(term: Quota, at: Vocabulary) -> Lines:
    yield _("%(per)s%(amount)sまで使えます。") % {
        "per": per_words(term.per),
        "amount": _amount(term.most, term.unit),
    }
    if term.counted != "together":
        yield _("部屋ごとに数えます。") if term.counted == "by_room" else _("館ごとに数えます。")
    if term.a_day_once:
        yield _("同じ日に何度使っても、1回と数えます。")
    if term.a_run_once:
        yield _("同じ日に続けて使うと、1回と数えます。")
    if term.released:
        yield _released(term.released, term.unit)
        yield from besides(term.released.from_)
    if term.may_allow:
        yield _("%(who)sがいいと言えば、もっと使えます。") % {"who": said(term.may_allow)}


def _released(released: Released, unit: str) -> str:
    if released.from_:
        begin = _("%(since)sは") % {"since": since(released.from_)}
    else:
        begin = _("%(uses)d回使い終わったあとは") % {"uses": released.after_uses}
    if released.most is None:
        return _("%(begin)s、もっと予約できます。") % {"begin": begin}
    return _("%(begin)s、%(amount)sまで予約できます。") % {
        "begin": begin,
        "amount": _amount(released.most, unit),
    }


def _amount(number: int, unit: str) -> str:
    told = {"number": number}
    if unit == "hours":
        return ngettext("%(number)d時間", "%(number)d時間", number) % told
    if unit == "bands":
        return ngettext("%(number)d区分", "%(number)d区分", number) % told
    return ngettext("%(number)d回", "%(number)d回", number) % told


def per_words(period: str) -> str:
    return {
        "day": _("1日に"),
        "week": _("1週間に"),
        "month": _("1か月に"),
        "quarter": _("3か月に"),
        "fiscal_year": _("1年度に"),
    }[period]


def lottery_cap(term: LotteryCap, at: Vocabulary) -> Lines:
    if term.programme:
        yield _("%(programme)sのきまりです。") % {"programme": at.word(term.programme)}
    per = per_words(term.per)
    if term.entries:
        yield _("抽選に申しこめるのは、%(per)s%(most)d回までです。") % {"per": per, "most": term.entries}
    if term.wins:
        yield _("抽選に当たるのは、%(per)s%(most)d回までです。") % {"per": per, "most": term.wins}


def consecutive_days(term: ConsecutiveDays, at: Vocabulary) -> Lines:
    yield _("続けて使えるのは、%(most)d日までです。") % {"most": term.most}
    if term.closed_days == "count":
        yield _("あいだのお休みの日も数えます。")
    if term.closed_days == "skip":
        yield _("あいだのお休みの日は数えません。")


def consecutive_bands(term: ConsecutiveBands, at: Vocabulary) -> Lines:
    yield _("1日に続けて使えるのは、%(most)d区分までです。") % {"most": term.most}
