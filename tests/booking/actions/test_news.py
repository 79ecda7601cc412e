"""Issues: made by whoever answers for them, counted in the plan, known to later ones, and withdrawn."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from booking.actions.news import Draft, NoRow, NotThen, SameNumber, make_issue, withdraw_issue
from booking.models import Act, Article, NewsIssue
from booking.queries.announcing import told_before
from booking.queries.bookings import Absent
from booking.queries.figures import reported
from booking.rules.news import IssueKind
from tests.booking.activities import department_of, the_office
from tests.booking.news import accepted, an_editor, an_issue, sent
from tests.booking.programmes import the_plan_of_the_city
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
DRAFT = Draft(IssueKind.NEWSLETTER, 1, TODAY, TODAY, date(2026, 12, 15))


def figures() -> dict[str, int | None]:
    rows = reported(the_plan_of_the_city(), 2026, ZoneInfo("Asia/Tokyo"), NOW)
    row = next(one for one in rows if one.entry.programme.id == "A2")
    return {one.published.key or one.published.indicator: one.figure.value for one in row.figures}


def test_issues_and_articles_are_counted_apart_and_an_article_when_it_is_sent() -> None:
    editor = an_editor()
    assert figures() == {"newsletter": None, "special": None, "articles": None}
    an_issue(editor)
    chosen = accepted(editor)
    sent()
    an_issue(editor, kind=IssueKind.SPECIAL, articles=(chosen.public_id,))
    assert figures() == {"newsletter": 1, "special": 1, "articles": 2}
    assert Article.objects.exclude(issue=None).count() == 1


def test_a_later_issue_knows_what_an_earlier_one_told_and_not_what_was_withdrawn() -> None:
    editor = an_editor()
    first = an_issue(editor, keys=("evening/higashi/2026-12-02",))
    later = date(2026, 12, 16)
    assert told_before(later) == {"evening/higashi/2026-12-02"}
    assert told_before(first.day) == set(), "an issue does not know itself"
    withdraw_issue(department=first.department, public_id=first.public_id, actor=editor, now=NOW)
    assert told_before(later) == set()
    assert figures()["newsletter"] is None


def test_a_number_is_given_once_and_again_after_it_was_withdrawn() -> None:
    editor = an_editor()
    first = an_issue(editor)
    with pytest.raises(SameNumber):
        an_issue(editor)
    an_issue(editor, kind=IssueKind.SPECIAL)
    for _twice in range(2):
        withdraw_issue(department=first.department, public_id=first.public_id, actor=editor, now=NOW)
    assert Act.objects.filter(verb="withdraw_issue").count() == 1
    an_issue(editor)
    assert NewsIssue.objects.filter(withdrawn_at=None).count() == 2


def test_articles_of_a_special_that_was_withdrawn_wait_for_another() -> None:
    editor = an_editor()
    chosen = accepted(editor)
    special = an_issue(editor, kind=IssueKind.SPECIAL, articles=(chosen.public_id,))
    with pytest.raises(Absent):
        an_issue(editor, number=2, kind=IssueKind.SPECIAL, articles=(chosen.public_id,))
    withdraw_issue(department=special.department, public_id=special.public_id, actor=editor, now=NOW)
    chosen.refresh_from_db()
    assert chosen.issue is None
    an_issue(editor, number=2, kind=IssueKind.SPECIAL, articles=(chosen.public_id,))


def test_what_nobody_has_accepted_is_not_printed() -> None:
    editor = an_editor()
    unread, _code = sent()
    with pytest.raises(Absent):
        an_issue(editor, kind=IssueKind.SPECIAL, articles=(unread.public_id,))
    assert not NewsIssue.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"last": date(2026, 12, 1)}, {"last": date(2027, 1, 3)}, {"number": 0}, {"number": 10_000}]
)
def test_days_that_end_before_they_begin_and_a_number_that_is_none_are_refused(
    wrong: dict[str, object],
) -> None:
    editor = an_editor()
    with pytest.raises(NotThen):
        make_issue(
            department=department_of(editor),
            draft=replace(DRAFT, **wrong),  # type: ignore[arg-type]
            actor=editor,
            now=NOW,
        )


def test_a_department_whose_issues_the_plan_counts_nowhere_makes_none() -> None:
    other = the_office("welfare")
    with pytest.raises(NoRow):
        make_issue(department=department_of(other), draft=DRAFT, actor=other, now=NOW)


def test_nobody_else_makes_or_withdraws_one() -> None:
    editor, other = an_editor(), the_office("welfare")
    made = an_issue(editor)
    with pytest.raises(Absent):
        make_issue(department=made.department, draft=replace(DRAFT, number=2), actor=other, now=NOW)
    with pytest.raises(Absent):
        withdraw_issue(department=made.department, public_id=made.public_id, actor=other, now=NOW)
