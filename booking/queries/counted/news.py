"""Issues of the newsletter, and the articles that were submitted for its children's special."""

from collections.abc import Iterator, Sequence
from datetime import date

from booking.labels.news import issue_words
from booking.models import Article, NewsIssue
from booking.queries.counted.source import Evidence, Source, Year
from booking.rules.indicators import Kind, Record


def _records(year: Year) -> Iterator[Record]:
    """What is out, and what was sent, printed or not. Two queries."""
    days = (year.first, year.last)
    issues = NewsIssue.objects.filter(day__range=days, withdrawn_at=None).select_related("department")
    for one in issues:
        yield _record(Kind.ISSUE, one, one.day, of=one.kind)
    for article in Article.objects.filter(day__range=days).select_related("department"):
        yield _record(Kind.ARTICLE, article, article.day)


def _record(kind: Kind, row: NewsIssue | Article, day: date, of: str = "") -> Record:
    return Record(kind, row.public_id, day, row.plan, row.department.slug, of=of, body=row.department.slug)


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """Which issue it is; of an article where it was printed, and no word of whoever wrote. Two queries."""
    keys = [one.key for one in records]
    issues = {one.public_id: one for one in NewsIssue.objects.filter(public_id__in=keys)}
    articles = Article.objects.filter(public_id__in=keys).select_related("issue")
    printed = {one.public_id: one.issue for one in articles}
    for one in records:
        issue = issues.get(one.key) or printed.get(one.key)
        words = issue_words(issue.kind, issue.number) if issue else ""
        yield Evidence(one.kind, one.day, words, "", one.heads, one.key)


SOURCE = Source(frozenset({Kind.ISSUE, Kind.ARTICLE}), _records, _shown)
