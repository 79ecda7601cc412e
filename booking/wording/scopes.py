"""Of whom, where and when a term speaks, as what stands before its sentence: 「音楽室では、月曜日は、」."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.labels import CHANNELS
from booking.labels.reasons.filling import any_of
from booking.rules.ask import Step
from booking.rules.clauses.hours import During
from booking.rules.clauses.scope import Notice, Scope
from booking.rules.clauses.shown import Displayed
from booking.rules.clauses.term import Term
from booking.wording.users import users_words
from booking.wording.vocabulary import Vocabulary
from facilities.labels import in_english, listed, rule_time_words
from facilities.rules.clauses import CalendarClause
from facilities.rules.walltime import LATEST

Said = Scope | CalendarClause | Displayed
# Letters from which on what holds has a sentence to itself.
LONG_LEAD = 24
LONG_SENTENCE = 45
WHATEVER_ONE_DOES = 5  # steps


def led(term: Said, words: Sequence[str], at: Vocabulary) -> tuple[str, ...]:
    """A term's sentences: the first with what it speaks of before it, and last where it does not hold."""
    first, *others = words
    parts = list(lead(term, at))
    opening = _opening(_("、").join(parts), first) if parts else first
    return tuple(begun(one) for one in (opening, *others, *_exceptions(term, at), *_in_principle(term)))


def _opening(lead: str, sentence: str) -> str:
    told = {"lead": lead, "sentence": sentence}
    if len(lead) > LONG_LEAD and len(lead) + len(sentence) > LONG_SENTENCE:
        return _("%(lead)sは、次のとおりです。%(sentence)s") % told
    return _("%(lead)sは、%(sentence)s") % told


def begun(sentence: str) -> str:
    """With a capital, where the language has any: a name in front may have none of its own."""
    return sentence[:1].upper() + sentence[1:] if in_english() else sentence


def lead(term: Said, at: Vocabulary) -> Iterator[str]:
    if term.rooms:
        yield _("%(rooms)sで") % {"rooms": at.room_names(term.rooms)}
    if isinstance(term, Scope):
        yield from _of_users(term, at)
    if days := at.days(term.on):
        yield days
    if isinstance(term, Scope):
        yield from _of_asking(term)
    if isinstance(term, Term):
        yield from _of_term(term)


def _of_users(scope: Scope, at: Vocabulary) -> Iterator[str]:
    if scope.except_rooms:
        yield _("%(rooms)sのほかの部屋で") % {"rooms": at.room_names(scope.except_rooms)}
    if scope.users:
        yield pgettext("使う人", "%(users)s") % {"users": users_words(scope.users, at)}


def _of_asking(scope: Scope) -> Iterator[str]:
    if scope.within:
        yield _("%(hours)s使うとき") % {"hours": hours_words(scope.within)}
    if scope.notice:
        yield _notice_words(scope.notice)
    if scope.through:
        yield _("%(channels)sで申しこむとき") % {"channels": channels_words(scope.through)}


def _notice_words(notice: Notice) -> str:
    least, most = notice.days_from, notice.days_to
    told = {"least": least, "most": most}
    if most is None:
        if least == 1:
            return _("前の日までに申しこむとき")
        return _("使う日の%(least)d日前までに申しこむとき") % told
    if most == 0:
        return _("使う日に申しこむとき")
    if least is None:
        return _("使う日の%(most)d日前からあとに申しこむとき") % told
    if least == most:
        return _("使う日の%(most)d日前に申しこむとき") % told
    return _("使う日の%(most)d日前から%(least)d日前までに申しこむとき") % told


def _of_term(term: Term) -> Iterator[str]:
    if term.during:
        yield hours_words(term.during)
    # What a type is usually asked at goes without saying, and so does all along.
    usual = "steps" not in term.model_fields_set or term.steps == type(term).model_fields["steps"].default
    if not usual and len(term.steps) < WHATEVER_ONE_DOES:
        yield _("%(steps)sのとき") % {"steps": listed(step_words(step) for step in term.steps)}


def _exceptions(term: Said, at: Vocabulary) -> Iterator[str]:
    for scope in getattr(term, "unless", None) or ():
        if parts := list(lead(scope, at)):
            yield _("ただし、%(lead)sは、このきまりはありません。") % {"lead": _("、").join(parts)}


def _in_principle(term: Said) -> Iterator[str]:
    if isinstance(term, Term) and term.in_principle:
        yield _("これは原則です。そうでないときは、館に相談できます。")


def hours_words(hours: During) -> str:
    """「17時から」「18時まで」「18時から21時まで」."""
    start, end = rule_time_words(hours.from_), rule_time_words(hours.to)
    if hours.from_ and hours.to != LATEST:
        return _("%(start)sから%(end)sまで") % {"start": start, "end": end}
    return _("%(start)sから") % {"start": start} if hours.from_ else _("%(end)sまで") % {"end": end}


def channels_words(channels: Sequence[str]) -> str:
    return any_of(CHANNELS[channel] for channel in channels)


def step_words(step: Step) -> str:
    return {
        Step.REGISTER: pgettext("段階", "登録"),
        Step.ENTER: pgettext("段階", "抽選の申しこみ"),
        Step.RESULT: pgettext("段階", "結果の発表"),
        Step.CONFIRM: pgettext("段階", "当たったあとの手続き"),
        Step.BOOK: pgettext("段階", "予約"),
        Step.ARRIVE: pgettext("段階", "受付"),
        Step.STAY: pgettext("段階", "利用"),
        Step.EXTEND: pgettext("段階", "延長"),
        Step.CANCEL: pgettext("段階", "取り消し"),
    }[step]
