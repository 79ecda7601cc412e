"""The department that makes the newsletter, and what is written for it, as the tests mean them."""

from datetime import date

from booking.actions.articles import Written, accept_article, submit_article
from booking.actions.news import Draft, make_issue
from booking.models import Article, NewsIssue, Person
from booking.rules.news import IssueKind
from tests.booking.activities import department_of, the_office
from tests.factories import NOW

EDITORS = "public-relations"
SOUP = Written(
    "えんがわ", "みんなで作るスープ", "にんじんを切りました。\n上手だと言われました。", "elementary"
)


def an_editor() -> Person:
    """Somebody of the department by which the plan counts issues and articles."""
    return the_office(EDITORS)


def an_issue(
    editor: Person,
    number: int = 1,
    day: date = date(2026, 12, 1),
    kind: IssueKind = IssueKind.NEWSLETTER,
    articles: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
) -> NewsIssue:
    """Of half a month from its day; it has announced what these keys stand for."""
    line = {
        "for": "children", "sort": "city", "keys": list(keys), "title": "夜の部屋", "when": "",
        "words": "夜も開いています。", "page": ["", ""], "new": True,
    }  # fmt: skip
    draft = Draft(kind, number, day, day, date(day.year, day.month, day.day + 14), [line], articles)
    return make_issue(department=department_of(editor), draft=draft, actor=editor, now=NOW)


def sent(now: int = NOW) -> tuple[Article, str]:
    return submit_article(written=SOUP, now=now)


def accepted(editor: Person) -> Article:
    made, _code = sent()
    return accept_article(
        department=department_of(editor), public_id=made.public_id, seen=0, actor=editor, now=NOW
    )
