"""What is shown, and what the desk asks for: in sentences. What it is in full, the clause's own words say."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.rules.clauses.procedure import Moment, Procedure, Task
from booking.rules.clauses.shown import Shown, Topic
from booking.wording.vocabulary import Vocabulary, said

Lines = Iterator[str]

TOPICS: Mapping[Topic, Promise] = {
    Topic.ANCILLARY: gettext_lazy("駐車場やロッカーなどのことです。"),
    Topic.BY_RESERVATION: gettext_lazy("予約して使うところのことです。"),
    Topic.CAP_RELEASE: gettext_lazy("もっと使えるようになるときのことです。"),
    Topic.CLOSED_ADHOC: gettext_lazy("急なお休みのことです。"),
    Topic.CONDUCT: gettext_lazy("みんなで使うときの、やくそくです。"),
    Topic.EQUIP_LOAN: gettext_lazy("借りられるもののことです。"),
    Topic.EXTENSION: gettext_lazy("時間をのばすときのことです。"),
    Topic.FEE: gettext_lazy("料金のことです。"),
    Topic.GOVERNANCE: gettext_lazy("館のことを、みんなで決めるしくみのことです。"),
    Topic.INSTRUMENT_BAN: gettext_lazy("音が大きすぎるときのことです。"),
    Topic.LOTTERY: gettext_lazy("抽選のことです。"),
    Topic.OVERNIGHT: gettext_lazy("泊まるときのことです。"),
    Topic.PREP_INSIDE: gettext_lazy("準備と片づけも、借りた時間のうちにします。"),
    Topic.PROGRAMME: gettext_lazy("館の行事のことです。"),
    Topic.SLOT: gettext_lazy("貸す時間の区切りのことです。"),
    Topic.TENTATIVE: gettext_lazy("仮予約のことです。"),
    Topic.WHO: gettext_lazy("使える人のことです。"),
}
MOMENTS: Mapping[Moment, Promise] = {
    Moment.REGISTERING: gettext_lazy("登録するとき"),
    Moment.BOOKING: gettext_lazy("申しこむとき"),
    Moment.ARRIVING: gettext_lazy("来たとき"),
    Moment.LEAVING: gettext_lazy("帰るとき"),
}
TASKS: Mapping[Task, Promise] = {
    Task.CHECKIN: gettext_lazy("受付をします"),
    Task.DOCUMENTS: gettext_lazy("名簿などの書類を出します"),
    Task.HEALTH: gettext_lazy("体の調子をたしかめます"),
    Task.PERMIT_FORM: gettext_lazy("申請の書類を出します"),
    Task.PREPAY: gettext_lazy("料金をはらいます"),
    Task.REG_CHANGE: gettext_lazy("変わったことを知らせます"),
    Task.REPORT: gettext_lazy("使ったことを知らせます"),
    Task.RESTORE: gettext_lazy("元のように片づけます"),
    Task.STANDING_BOOKING: gettext_lazy("1年分をまとめて申しこめます"),
}


def shown(term: Shown, at: Vocabulary) -> Lines:
    yield str(TOPICS[term.topic])


def procedure(term: Procedure, at: Vocabulary) -> Lines:
    told = {"moment": moment_words(term.when), "task": TASKS[term.topic]}
    yield _("%(moment)sに、%(task)s。") % told
    if term.form:
        yield _("書類:%(form)s。") % {"form": said(term.form)}


def moment_words(when: Moment) -> str:
    return str(MOMENTS[when])
