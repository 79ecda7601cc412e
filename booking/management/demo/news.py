"""The demo city's newsletter: two issues that are out, and articles for the children's special. Invented."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.articles import Written, accept_article, ask_writer, submit_article
from booking.actions.news import Draft, make_issue
from booking.models import Article, Person
from booking.queries.announcing import announced_in, told_before
from booking.rules.news import IssueKind, is_new
from booking.wording.announced import Announced, OfEvenings, OfProgramme
from facilities.models import Department
from facilities.rules.spans import local_day

EDITOR = "100092"
FEW = 3  # evenings that a line names
ZONE = ZoneInfo(settings.TIME_ZONE)
OUT = (timedelta(days=20), timedelta(days=5))  # so long ago the two came out
ARTICLES: Sequence[Written] = (
    Written(
        "夜のギター",
        "音が外にもれない部屋",
        "児童館の音楽室で、はじめてギターを大きな音でひきました。\nかべが音を受け止めてくれるので、こわくなかったです。",
        "junior_high",
    ),
    Written(
        "こま名人",
        "けん玉の先生",
        "80さいの先生に、けん玉を教わりました。\nぼくは、こまを教えました。",
        "elementary",
    ),
    Written(
        "まどべの本",
        "図書コーナーがすき",
        "雨の日は、ここで本を読みます。\nしずかで、あたたかいです。",
        "elementary",
    ),
    Written(
        "えんがわ",
        "みんなで作るスープ",
        "公民館で、ちがう年の人とスープを作りました。\nにんじんを切るのが上手だと言われました。",
    ),
)
QUESTION = "スープの作り方も、少し書いてもらえますか。"


def make_the_news(now: int) -> None:
    """Two issues, the later knowing what the earlier has told; articles, of which one is accepted, one asked
    about."""
    editor = Person.objects.get(card_number=EDITOR)
    office, today = Department.objects.get(posts__person=editor), local_day(now, ZONE)
    for number, ago in enumerate(OUT, 1):
        bring_out(office, editor, number, today - ago, now)
    sent = [submit_article(written=one, now=now)[0] for one in ARTICLES]
    _decide(office, sent, editor, now)


def bring_out(office: Department, editor: Person, number: int, day: date, now: int) -> None:
    """An issue of the newsletter: what is on in the two weeks after it."""
    last = day + timedelta(days=14)
    told = told_before(day)
    items = [one for one in announced_in(day, last, ZONE) if isinstance(one, OfProgramme | OfEvenings)]
    lines = [_line(one, whom, is_new(one.keys, told)) for whom in ("children", "adults") for one in items]
    draft = Draft(IssueKind.NEWSLETTER, number, day, day, last, lines)
    make_issue(department=office, draft=draft, actor=editor, now=now)


def _line(one: Announced, whom: str, new: bool) -> dict[str, Any]:
    """In fewer words than an office's page has: an issue keeps whatever it said."""
    title, words = "", "市のあちこちで、集まれます。"
    if isinstance(one, OfProgramme):
        title, words = one.programme.name_ja, "申しこんで、来てください。"
    elif isinstance(one, OfEvenings):
        days = "・".join(f"{day.month}月{day.day}日" for day in one.days[:FEW])
        title, words = one.hall.name_ja, f"{days}などの夜も開いています。"
    told = {"keys": list(one.keys), "title": title, "when": "", "words": words, "page": ["", ""]}
    return {"for": whom, "sort": one.sort.value, "new": new, **told}


def _decide(office: Department, sent: Sequence[Article], editor: Person, now: int) -> None:
    first, last = sent[0], sent[-1]
    accept_article(department=office, public_id=first.public_id, seen=0, actor=editor, now=now)
    ask_writer(department=office, public_id=last.public_id, seen=0, question=QUESTION, actor=editor, now=now)
