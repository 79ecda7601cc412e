"""The newsletter in words: kinds of issues, how far an article has come, what the office says to it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.rules.news import ArticleState, IssueKind, Sort

# The words of a canned reason are what whoever wrote reads.
DECLINED: Mapping[str, Promise] = {
    "full": gettext_lazy(
        "たくさん届いたので、今回はのせられませんでした。読ませてもらって、うれしかったです。"
    ),
    "names": gettext_lazy(
        "だれのことかがわかる文なので、のせないことにしました。書いた人や友だちを守るためです。"
    ),
    "theme": gettext_lazy("今回の特集とは、ちがう話でした。また、ほかの話も聞かせてください。"),
    "other": gettext_lazy("今回はのせられませんでした。送ってくれて、ありがとうございました。"),
}


def issue_words(kind: str, number: int) -> str:
    """「市報 第12号」."""
    told = {"number": number}
    if IssueKind(kind) is IssueKind.SPECIAL:
        return _("子ども特集 第%(number)d号") % told
    return _("市報 第%(number)d号") % told


def kind_words(kind: str) -> str:
    return {IssueKind.NEWSLETTER: _("市報"), IssueKind.SPECIAL: _("子ども特集")}[IssueKind(kind)]


def sort_words(sort: str) -> str:
    """The heading under which something is told."""
    return {
        Sort.PROGRAMME: _("みんなの行事"),
        Sort.EVENING: _("夜も開く日"),
        Sort.CLOSURE: _("お休みと使えない部屋"),
        Sort.PLACE: _("館の使い方"),
        Sort.CITY: _("市がしていること"),
        Sort.ARTICLE: _("みんなの記事"),
    }[Sort(sort)]


def article_words(state: str, printed: bool) -> str:
    """How far an article has come, as whoever wrote it reads it."""
    if printed:
        return _("子ども特集にのりました。")
    return {
        ArticleState.SENT: _("届きました。まだ読んでいません。"),
        ArticleState.ASKED: _("読みました。聞きたいことがあります。"),
        ArticleState.ACCEPTED: _("読みました。次の子ども特集にのせる予定です。"),
        ArticleState.DECLINED: _("読みました。今回はのせません。"),
    }[ArticleState(state)]
