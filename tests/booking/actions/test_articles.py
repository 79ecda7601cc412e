"""Articles: sent by anybody under a pen name, decided on kindly, withdrawn, and erased in their time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from booking.actions.articles import (
    NoBand,
    NoReason,
    NotCollected,
    Settled,
    accept_article,
    as_code,
    ask_writer,
    change_article,
    decline_article,
    erase_articles,
    reopen_article,
    submit_article,
    withdraw_article,
)
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Article
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.rules.news import IssueKind
from tests.booking.activities import department_of, the_office
from tests.booking.news import SOUP, accepted, an_editor, an_issue, sent
from tests.factories import NOW, at

pytestmark = pytest.mark.django_db


def decided(
    article: Article, editor: Any, verb: Callable[..., Article], seen: int = 0, **more: str
) -> Article:
    return verb(
        department=article.department, public_id=article.public_id, seen=seen, actor=editor, now=NOW, **more
    )


def test_what_was_sent_is_kept_without_anybodys_name_and_its_code_as_a_hash() -> None:
    an_editor()
    made, code = sent()
    assert (made.pen_name, made.title, made.text) == (SOUP.pen_name, SOUP.title, SOUP.text)
    assert made.code_hash == fingerprint(code)
    act = Act.objects.get(verb="submit_article")
    assert (act.actor, act.before, act.after) == (None, {}, {})


def test_where_the_plan_counts_no_articles_nobody_collects_any() -> None:
    with pytest.raises(NotCollected):
        sent()


@pytest.mark.parametrize("field", ["pen_name", "title", "text"])
def test_each_is_needed_and_has_its_length(field: str) -> None:
    an_editor()
    with pytest.raises(Missing):
        submit_article(written=replace(SOUP, **{field: "　"}), now=NOW)
    with pytest.raises(Unfit):
        submit_article(written=replace(SOUP, **{field: "あ" * 1201}), now=NOW)
    with pytest.raises(NoBand):
        submit_article(written=replace(SOUP, band="teacher"), now=NOW)


@pytest.mark.parametrize("typed", ["abcd-efgh-jkmn", "ABCD EFGH JKMN", " abcdefghjkmn"])
def test_a_code_may_be_typed_as_it_is_read(typed: str) -> None:
    assert as_code(typed) == "abcd-efgh-jkmn"


def test_whoever_is_asked_changes_the_text_and_it_waits_again() -> None:
    editor = an_editor()
    made, code = sent()
    decided(made, editor, ask_writer, question="作り方も、書いてもらえますか。")
    changed = change_article(code=code, written=replace(SOUP, text="水を入れて、にます。"), now=NOW)
    assert (changed.state, changed.said, changed.revision) == ("sent", "", 2)
    with pytest.raises(Stale):
        decided(made, editor, accept_article, seen=0)
    decided(made, editor, accept_article, seen=2)
    with pytest.raises(Settled):
        change_article(code=code, written=SOUP, now=NOW)


def test_a_decision_is_kind_by_its_canned_words_and_can_be_taken_back() -> None:
    editor = an_editor()
    made, _code = sent()
    with pytest.raises(NoReason):
        decided(made, editor, decline_article, reason="boring")
    assert decided(made, editor, decline_article, reason="theme").said == "theme"
    back = reopen_article(department=made.department, public_id=made.public_id, actor=editor, now=NOW)
    assert (back.state, back.said, back.decided_by) == ("sent", "", None)


def test_what_is_withdrawn_is_gone_and_what_is_printed_stays() -> None:
    editor = an_editor()
    _made, code = sent()
    withdraw_article(code=code, now=NOW)
    assert not Article.objects.exists()
    with pytest.raises(Absent):
        withdraw_article(code=code, now=NOW)
    printed, code = sent()
    decided(printed, editor, accept_article)
    an_issue(editor, kind=IssueKind.SPECIAL, articles=(printed.public_id,))
    with pytest.raises(Settled):
        withdraw_article(code=code, now=NOW)


def test_texts_that_no_special_printed_are_erased_three_months_after_it_and_stay_counted() -> None:
    editor = an_editor()
    printed, (left, code) = accepted(editor), sent(at("2026-11-20 10:00"))
    an_issue(editor, kind=IssueKind.SPECIAL, articles=(printed.public_id,))
    assert erase_articles(now=at("2027-02-28 23:59")) == 0
    assert erase_articles(now=at("2027-03-01 00:00")) == 1
    left.refresh_from_db()
    printed.refresh_from_db()
    assert (left.pen_name, left.title, left.text, left.band) == ("", "", "", "")
    assert printed.text == SOUP.text
    assert Article.objects.count() == 2
    assert erase_articles(now=at("2027-03-01 00:00")) == 0
    with pytest.raises(Absent):
        withdraw_article(code=code, now=NOW)


def test_what_came_after_the_special_waits_for_the_next() -> None:
    editor = an_editor()
    an_issue(editor, kind=IssueKind.SPECIAL)
    sent(at("2026-12-02 10:00"))
    assert erase_articles(now=at("2027-05-01 00:00")) == 0


def test_nobody_else_decides() -> None:
    an_editor()
    made, _code = sent()
    other = the_office("welfare")
    for verb, more in (
        (accept_article, {}),
        (ask_writer, {"question": "?"}),
        (decline_article, {"reason": "full"}),
    ):
        with pytest.raises(Absent):
            decided(made, other, verb, **more)
    with pytest.raises(Absent):
        reopen_article(department=department_of(other), public_id=made.public_id, actor=other, now=NOW)
