"""Issues of the newsletter by the API: looked at, decided just so, refused with the field at fault."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.programmes import About, publish_programme
from booking.models import NewsIssue, Person
from facilities.models import Facility
from tests.booking.api.callers import get, post, signed_in
from tests.booking.news import accepted, an_editor
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, span

AT = "offices/public-relations/issues/"
DAYS = {"day": "2026-12-02", "first": "2026-12-02", "last": "2026-12-15"}
FIRST = {"kind": "newsletter", "number": 1, **DAYS}
SPECIAL = {"kind": "special", "number": 1, **DAYS}


@pytest.fixture
def editor() -> Person:
    return an_editor()


@pytest.fixture
def client(editor: Person) -> Client:
    return signed_in(editor)


@pytest.fixture(autouse=True)
def _songs(hall: Facility, desk: Person) -> None:
    a_department(hall)
    made = a_programme(
        hall, desk, About(name="歌の会", places={("elementary", None): 5, ("senior", None): 5})
    )
    publish_programme(programme=made, actor=desk, now=NOW)
    held(made, desk, span("2026-12-05", "14:00", "16:00"))


def songs_in(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in lines if one["title"] == "歌の会"]


def test_what_is_looked_at_is_made_and_nothing_is_made_by_looking(client: Client) -> None:
    draft = get(client, f"{AT}preview/", day="2026-12-02", last="2026-12-15").json()
    assert (draft["kind"], draft["number"], draft["first"]) == ("newsletter", 1, "2026-12-02")
    assert not NewsIssue.objects.exists()
    made = post(client, AT, FIRST)
    assert made.status_code == 201
    assert made.json()["lines"] == [
        {name: value for name, value in one.items() if name != "key"} for one in draft["lines"]
    ]
    children, adults = songs_in(made.json()["lines"])
    assert (children["for"], adults["for"]) == ("children", "adults")
    assert adults["when"] == "12月5日(土) 14:00–16:00"


def test_without_days_the_preview_tells_of_half_a_month_from_today(client: Client) -> None:
    draft = get(client, f"{AT}preview/").json()
    assert {name: draft[name] for name in DAYS} == {**DAYS, "last": "2026-12-16"}


def test_what_is_left_out_is_new_to_the_next_issue_and_what_was_told_is_not(client: Client) -> None:
    draft = get(client, f"{AT}preview/", day="2026-12-02", last="2026-12-15").json()
    left = [one["key"] for one in songs_in(draft["lines"])]
    assert songs_in(post(client, AT, {**FIRST, "leave": left}).json()["lines"]) == []
    for number, day, new in ((2, "2026-12-03", True), (3, "2026-12-04", False)):
        wish = {**FIRST, "number": number, "day": day, "first": day}
        told = songs_in(post(client, AT, wish).json()["lines"])
        assert {one["new"] for one in told} == {new}


def test_the_same_again_under_its_key_is_the_same_issue(client: Client) -> None:
    first, again = (post(client, AT, FIRST, Idempotency_Key="i").json() for _ in range(2))
    assert first == again
    assert NewsIssue.objects.count() == 1


def test_a_number_that_stands_already_is_refused_by_name(client: Client) -> None:
    post(client, AT, FIRST)
    answer = post(client, AT, FIRST)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["number"])


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"last": "2026-12-01"}, 422, "last"),
        ({"last": "2027-01-03"}, 422, "last"),
        ({"day": "2028-12-02"}, 422, "day"),
        ({"number": 0}, 400, "number"),
        ({"articles": ["23456789abcdefgh"]}, 422, "articles"),
        ({"leave": ["0123456789abcdef"]}, 422, "leave"),
    ],
)
def test_what_cannot_be_printed_is_told_by_its_field(
    client: Client, wrong: dict[str, Any], status: int, field: str
) -> None:
    answer = post(client, AT, {**FIRST, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [field])
    assert not NewsIssue.objects.exists()


def test_whoever_decides_says_all_of_it(client: Client) -> None:
    answer = post(client, AT, {"kind": "newsletter"})
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {"number", *DAYS})


def test_a_special_prints_every_accepted_article_unless_it_is_told_which(
    client: Client, editor: Person
) -> None:
    article = accepted(editor)
    draft = get(client, f"{AT}preview/", kind="special").json()
    assert [one["id"] for one in draft["articles"]] == [article.public_id]
    assert {one["key"] for one in draft["lines"] if one["sort"] == "article"} == {None}, (
        "chosen by `articles`"
    )
    none = post(client, AT, {**SPECIAL, "articles": []}).json()
    article.refresh_from_db()
    assert article.issue is None
    made = post(client, AT, {**SPECIAL, "number": 2}).json()
    article.refresh_from_db()
    assert article.issue is not None
    assert (article.issue.public_id, "article" in {one["sort"] for one in none["lines"]}) == (
        made["id"],
        False,
    )
    gone = post(client, AT, {**SPECIAL, "number": 3, "articles": [article.public_id]})
    assert gone.status_code == 404, "it is printed already"


def test_another_department_has_no_newsletter_to_make(client: Client) -> None:
    for at in ("offices/children/issues/", "offices/children/issues/preview/"):
        assert {post(client, at, FIRST).status_code, get(client, at).status_code} <= {404, 405}
