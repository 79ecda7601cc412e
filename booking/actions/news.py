"""Issues of the newsletter: made, and withdrawn where one did not go out.

Whoever has the right PROGRAMMES at the department itself, else Absent. `now` is an instant (seconds, UTC).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.desk import must_answer_for
from booking.models import Article, NewsIssue, Person
from booking.queries.bookings import Absent
from booking.queries.news import issue_of, issues_of, printable
from booking.queries.plans import the_plan
from booking.rules.indicators import Kind
from booking.rules.news import SPAN, IssueKind, row_of
from booking.rules.staff import Right
from facilities.models import Department

MOST_NUMBER = 9999


class NoRow(ValueError):
    """The plan has no row in which an issue of this department would be counted."""


class SameNumber(ValueError):
    """An issue of this number stands already."""


class NotThen(ValueError):
    """Its days end before they begin, or are too many; or its number is none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue before it is made; `lines` are what it says, each with its `keys`, `articles` public ids."""

    kind: IssueKind
    number: int
    day: date
    first: date
    last: date
    lines: Sequence[dict[str, Any]] = ()
    articles: Sequence[str] = ()


@transaction.atomic
def make_issue(*, department: Department, draft: Draft, actor: Person, now: int) -> NewsIssue:
    """It stands, and later issues know what it has announced; its articles are printed from now on.

    NotThen, NoRow, SameNumber; Absent for an article that cannot be printed. Inverse: `withdraw_issue`.
    """
    _locked(department, actor, now)
    if not draft.first <= draft.last <= draft.first + SPAN or not 0 < draft.number <= MOST_NUMBER:
        raise NotThen
    row = row_of(the_plan(), Kind.ISSUE, department.slug)
    if row is None:
        raise NoRow(department.slug)
    if issues_of(department).filter(kind=draft.kind, number=draft.number).exists():
        raise SameNumber(draft.number)
    made = NewsIssue.objects.create(
        department=department,
        plan=row[0],
        kind=draft.kind,
        number=draft.number,
        day=draft.day,
        first=draft.first,
        last=draft.last,
        lines=list(draft.lines),
        made_at=now,
        made_by=actor,
    )
    _print(made, draft)
    _act(made, "make_issue", actor, now)
    return made


@transaction.atomic
def withdraw_issue(*, department: Department, public_id: str, actor: Person, now: int) -> NewsIssue:
    """It did not go out: it has announced nothing, and its articles wait for another. Done twice it is done
    once. Inverse: making it again."""
    _locked(department, actor, now)
    issue = issue_of(department, public_id)
    if issue.withdrawn_at is None:
        issue.withdrawn_at = now
        issue.save(update_fields=["withdrawn_at"])
        issue.articles.update(issue=None)
        _act(issue, "withdraw_issue", actor, now)
    return issue


def _locked(department: Department, actor: Person, now: int) -> None:
    """Two who make an issue at once: one of them is told that its number is taken."""
    Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)


def _print(issue: NewsIssue, draft: Draft) -> None:
    if draft.kind is IssueKind.NEWSLETTER:
        return
    chosen = printable(issue.department).filter(public_id__in=draft.articles)
    if chosen.count() != len(set(draft.articles)):
        raise Absent
    Article.objects.filter(pk__in=list(chosen.values_list("pk", flat=True))).update(issue=issue)


def _act(issue: NewsIssue, verb: str, actor: Person, now: int) -> None:
    after = {"kind": issue.kind, "number": issue.number, "day": str(issue.day)}
    log("news_issue", issue.public_id, verb, actor, now, after=after)
