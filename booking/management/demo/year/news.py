"""A2: the newsletter comes out twice a month; children write for its special, and staff read it first."""

from collections.abc import Iterator
from datetime import date, timedelta

from booking.actions.articles import Written, accept_article, decline_article, submit_article
from booking.actions.news import Draft, make_issue
from booking.management.demo.news import ARTICLES, EDITOR, bring_out
from booking.management.demo.year.stories import Story, at, office, person
from booking.models import Article
from booking.rules.news import ArticleState, IssueKind

DAYS = (1, 15)
SPECIAL = (11, 20)
PEN_NAMES = ("ゆきのうさぎ", "青いふえ", "みなみの三人")
REASON = "theme"


def news(year: int) -> Iterator[Story]:
    number = 0
    for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3):
        for day in DAYS:
            number += 1
            yield _issue(number, date(year if month > 3 else year + 1, month, day))
    yield _special(date(year, *SPECIAL))


def _issue(number: int, day: date) -> Story:
    now = at(day, 8)
    yield now
    editor = person(EDITOR)
    bring_out(office(editor), editor, number, day, now)


def _special(day: date) -> Story:
    """What was sent in the two months before it; the last one is declined kindly, the others are printed."""
    written = [
        *ARTICLES,
        *(Written(name, f"{name}の秋", "児童館で見つけたことを書きました。") for name in PEN_NAMES),
    ]
    first = day - timedelta(days=60)
    for place, one in enumerate(written):
        now = at(first + timedelta(days=5 * place), 16)
        yield now
        submit_article(written=one, now=now)
    now = at(day - timedelta(days=9), 10)
    yield now
    _read(now)
    now = at(day, 8)
    yield now
    editor = person(EDITOR)
    bureau, chosen = office(editor), list(Article.objects.filter(state=ArticleState.ACCEPTED))
    printed = [one.public_id for one in chosen]
    draft = Draft(IssueKind.SPECIAL, 1, day, day, day, articles=printed)
    make_issue(department=bureau, draft=draft, actor=editor, now=now)


def _read(now: int) -> None:
    editor = person(EDITOR)
    bureau, (*others, last) = office(editor), Article.objects.order_by("pk")
    for one in others:
        seen = one.revision
        accept_article(department=bureau, public_id=one.public_id, seen=seen, actor=editor, now=now)
    decline_article(
        department=bureau, public_id=last.public_id, seen=last.revision, reason=REASON, actor=editor, now=now
    )
