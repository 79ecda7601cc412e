"""From when, until when and how one asks; draws and programmes: in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.rules.clauses.channel import Channels
from booking.rules.clauses.closes import Closes
from booking.rules.clauses.lottery import (
    Between,
    LotteryConfirm,
    LotteryDraw,
    LotteryEntry,
    LotteryResult,
    OfProgramme,
    Round,
)
from booking.rules.clauses.opens import Opens
from booking.rules.clauses.programme import Places, Programme
from booking.rules.clauses.reception import Reception
from booking.rules.clauses.tentative import Tentative
from booking.rules.clauses.ties_drawn import TiesDrawn
from booking.wording.moments import besides, between, moment, since, until
from booking.wording.scopes import channels_words
from booking.wording.vocabulary import Vocabulary
from facilities.labels import long_date, people_of, rule_time_words
from facilities.rules.spans import MINUTES_A_DAY

Lines = Iterator[str]


def opens(term: Opens, at: Vocabulary) -> Lines:
    if term.days == 0:
        yield _("使う日の当日に予約します。")
        if term.at:
            yield _("受付は、%(time)sに始まります。") % {"time": rule_time_words(term.at)}
    else:
        yield _("%(since)s予約できます。") % {"since": since(term)}
    yield from besides(term)


def closes(term: Closes, at: Vocabulary) -> Lines:
    yield _("%(until)s予約できます。") % {"until": until(term)}
    yield from besides(term)


def channels(term: Channels, at: Vocabulary) -> Lines:
    yield _("%(channels)sで申しこみます。") % {"channels": channels_words(term.channels)}


def reception(term: Reception, at: Vocabulary) -> Lines:
    if (term.from_, term.to) == (0, MINUTES_A_DAY):
        yield _("受付は、1日中です。")
    else:
        told = {"start": rule_time_words(term.from_), "end": rule_time_words(term.to)}
        yield _("受付は、%(start)sから%(end)sまでです。") % told
    if days := at.days(term.asked_on):
        yield _("受付の日は、%(days)sです。") % {"days": days}
    yield _("休館日も受けつけます。") if term.even_if_closed else _("休館日は受けつけません。")


def lottery_entry(term: LotteryEntry, at: Vocabulary) -> Lines:
    yield from _programme(term, at)
    for one in term.calendar or ():
        yield _("%(uses)sに使う分の抽選は、%(when)s申しこめます。") % _round(one)
    if term.calendar is None:
        yield _("抽選には、%(when)s申しこめます。") % {"when": between(term.from_, term.until)}
    yield from _ends(term)
    yield {
        "all": _("申しこんだ人みんなで、抽選をします。"),
        "ties": _("申しこみが重なったところだけ、抽選をします。"),
        "in_person": _("抽選の日に、館に来てください。"),
    }[term.form]
    if term.again == "losers":
        yield _("これは2回めの抽選です。前の抽選に外れた人が申しこめます。")
    elif term.again:
        yield _("これは2回めの抽選です。だれでも申しこめます。")


def lottery_draw(term: LotteryDraw, at: Vocabulary) -> Lines:
    yield from _programme(term, at)
    yield _("抽選の日は、%(day)sです。") % {"day": moment(term)}
    yield from besides(term)


def lottery_result(term: LotteryResult, at: Vocabulary) -> Lines:
    yield from _programme(term, at)
    if term.published:
        yield _("抽選の結果がわかるのは、%(since)sです。") % {"since": since(term)}
        yield from besides(term)
    else:
        yield _("抽選の結果がわかる日は、館に聞いてください。")


def lottery_confirm(term: LotteryConfirm, at: Vocabulary) -> Lines:
    yield from _programme(term, at)
    for one in term.calendar or ():
        yield _("%(uses)sに使う分が当たったら、%(when)s手続きをします。") % _round(one)
    if term.calendar is None:
        yield _("当たったら、%(when)s手続きをします。") % {"when": between(term.from_, term.until)}
    yield from _ends(term)
    yield _("手続きをしないと、当たりはなくなります。")


def ties_drawn(term: TiesDrawn, at: Vocabulary) -> Lines:
    yield _("申しこみが重なったときは、抽選で決めます。")


def programme(term: Programme, at: Vocabulary) -> Lines:
    told = {"programme": at.word(term.programme), "when": between(term.from_, term.until)}
    for one in term.calendar or ():
        yield _("%(programme)s(%(uses)s)には、%(when)s申しこめます。") % {**told, **_round(one)}
    if term.calendar is None:
        yield _("%(programme)sには、%(when)s申しこめます。") % told
    yield from _ends(term)
    if term.channels:
        yield _("%(channels)sで申しこみます。") % {"channels": channels_words(term.channels)}
    yield from (_places(row) for row in term.places)
    yield _("申しこみが多いときは、抽選です。") if term.by_lot else _("申しこんだ順に決まります。")
    if term.fee is not None:
        yield _("料金は%(yen)s円です。") % {"yen": f"{term.fee:,}"} if term.fee else _("料金はかかりません。")


def tentative(term: Tentative, at: Vocabulary) -> Lines:
    yield _("予約は、まず仮予約です。")
    if term.days is not None:
        yield ngettext(
            "予約してから%(days)d日のうちに、手続きをします。",
            "予約してから%(days)d日のうちに、手続きをします。",
            term.days,
        ) % {"days": term.days}
    if term.days_before_use is not None:
        yield ngettext(
            "使う日の%(days)d日前までに、手続きをします。",
            "使う日の%(days)d日前までに、手続きをします。",
            term.days_before_use,
        ) % {"days": term.days_before_use}
    if term.counts_as_cancellation:
        yield _("手続きをしないと、取り消したことになります。")
    else:
        yield _("手続きをしないと、予約はなくなります。")


def _programme(term: OfProgramme, at: Vocabulary) -> Lines:
    if term.programme:
        yield _("%(programme)sのきまりです。") % {"programme": at.word(term.programme)}


def _ends(term: Between) -> Lines:
    yield from besides(term.from_)
    yield from besides(term.until)
    if term.perhaps:
        yield _("この期間のいつになるかは、館に聞いてください。")


def _round(one: Round) -> dict[str, str]:
    uses = _("%(first)sから%(last)sまで") % {
        "first": long_date(one.uses_from),
        "last": long_date(one.uses_until),
    }
    return {"uses": uses, "when": between(one.from_, one.until)}


def _places(row: Places) -> str:
    told = {"places": row.places, "people": people_of(row.ages) if row.ages else ""}
    return (_("%(people)sは、%(places)d人までです。") if row.ages else _("%(places)d人までです。")) % told
