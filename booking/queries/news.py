"""Issues of the newsletter and the articles for its children's special."""

from datetime import date

from django.db.models import Max, QuerySet

from booking.models import Article, NewsIssue
from booking.queries.bookings import Absent
from booking.queries.plans import the_plan
from booking.rules.indicators import Kind
from booking.rules.news import KEPT_AFTER, ArticleState, IssueKind, row_of
from facilities.models import Department


def issues_of(department: Department) -> QuerySet[NewsIssue]:
    """What stands, the latest first."""
    return NewsIssue.objects.filter(department=department, withdrawn_at=None).order_by("-day", "-pk")


def public_issues(today: date) -> QuerySet[NewsIssue]:
    """What is out by a day, the latest first."""
    return NewsIssue.objects.filter(withdrawn_at=None, day__lte=today).order_by("-day", "-pk")


def issue_of(department: Department, public_id: str) -> NewsIssue:
    """One of a department's, one that was withdrawn, too. Absent."""
    found = NewsIssue.objects.filter(department=department, public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def public_issue(public_id: str, today: date) -> NewsIssue:
    """Absent for one that is not out, or was withdrawn."""
    found = public_issues(today).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def next_number(department: Department, kind: IssueKind) -> int:
    """One more than the highest that stands."""
    highest = issues_of(department).filter(kind=kind).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def editor() -> tuple[Department, str] | None:
    """The department for which articles are collected, and in which of the plan's programmes they count; None
    where the plan has no such row. Two queries."""
    row = row_of(the_plan(), Kind.ARTICLE)
    found = None if row is None else Department.objects.filter(slug=row[1]).first()
    return None if row is None or found is None else (found, row[0])


def article_by(code_hash: str) -> Article | None:
    return Article.objects.select_related("issue").filter(code_hash=code_hash).first()


def article_of(department: Department, public_id: str) -> Article:
    """Absent."""
    found = Article.objects.filter(department=department, public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def articles_of(department: Department) -> QuerySet[Article]:
    """Those whose texts are still there and that no special has printed, the oldest first."""
    return Article.objects.filter(department=department, issue=None, erased_at=None)


def printable(department: Department) -> QuerySet[Article]:
    """What the next special may print."""
    return articles_of(department).filter(state=ArticleState.ACCEPTED)


def outlived(today: date) -> QuerySet[Article]:
    """Articles that a special could have printed and did not, and whose time is over on a day."""
    specials = NewsIssue.objects.filter(
        kind=IssueKind.SPECIAL, withdrawn_at=None, day__lte=today - KEPT_AFTER
    )
    last = specials.aggregate(last=Max("day"))["last"]
    unprinted = Article.objects.filter(issue=None, erased_at=None)
    return unprinted.none() if last is None else unprinted.filter(day__lte=last)
