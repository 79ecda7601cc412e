"""Lists and introductions become figures of the plan: each list for itself, users apart."""

from dataclasses import replace

import pytest

from booking.actions.introductions import count_users, take_back_introduction
from booking.actions.talents import erase_written
from booking.models import Introduction
from booking.queries.evidence import evidence
from booking.queries.figures import reported
from booking.rules.indicators import Figure
from booking.rules.talents import Answer, ListState
from tests.booking.activities import department_of
from tests.booking.programmes import the_plan_of_the_city
from tests.booking.talents import CLUB, an_office, introduced, listed, written
from tests.factories import NOW, TOKYO, at

pytestmark = pytest.mark.django_db
PLAN = the_plan_of_the_city()
MARCH = at("2027-03-31 22:00")


def figures(department: str, year: int = 2026, now: int = MARCH) -> list[Figure]:
    rows = reported(PLAN, year, TOKYO, now)
    (row,) = (one for one in rows if (one.entry.programme.id, one.entry.row.department) == ("B7", department))
    return [one.figure for one in row.figures]


def values(department: str, year: int = 2026, now: int = MARCH) -> list[int | None]:
    return [one.value for one in figures(department, year, now)]


def test_an_organisation_on_two_lists_is_counted_in_each_of_them() -> None:
    office = an_office("civic-culture", ListState.CONSIDERED)
    listed(office, written(office, CLUB), "certified", "npo-liaison")
    listed(office, written(office, replace(CLUB, name="鳩の会")), "certified")
    assert values("civic-culture") == [2, 1]


def test_on_two_departments_lists_it_is_counted_for_both() -> None:
    learning, children = an_office(), an_office("children")
    made = listed(learning, written(learning))
    listed(children, made)
    assert (values("lifelong-learning")[0], values("children")[0]) == (1, 1)


def test_introductions_and_their_users_are_two_figures() -> None:
    office = an_office()
    made = listed(office, written(office))
    for users in (12, 30):
        one = introduced(office, made)
        count_users(introduction=one, users=users, seen=1, actor=office, now=NOW)
    assert values("lifelong-learning") == [1, 2, 42]


def test_what_was_declined_or_taken_back_or_waits_is_no_introduction() -> None:
    office = an_office()
    made = listed(office, written(office))
    introduced(office, made, answer=Answer.ASKED)
    introduced(office, made, answer=Answer.DECLINED)
    slip = introduced(office, made)
    take_back_introduction(introduction=slip, seen=1, actor=office, now=NOW)
    assert values("lifelong-learning") == [1, None, None]


def test_an_introduction_whose_users_nobody_entered_is_missing_and_not_a_zero() -> None:
    office = an_office()
    introduced(office, listed(office, written(office)))
    _, made, users = figures("lifelong-learning")
    assert (made.value, users.value) == (1, None)
    assert [one.key for one in users.missing] == [Introduction.objects.get().public_id]


def test_a_list_counts_who_stands_on_it_when_the_year_ends_also_once_the_entry_is_gone() -> None:
    office = an_office()
    made = listed(office, written(office))
    assert values("lifelong-learning", now=NOW)[0] == 1
    assert values("lifelong-learning", 2025)[0] is None
    office.posts.update(until=None)
    erase_written(department=department_of(office), talent=made, actor=office, now=at("2027-05-10 10:00"))
    later = at("2028-03-31 22:00")
    assert values("lifelong-learning", 2026, later)[0] == 1
    assert values("lifelong-learning", 2027, later)[0] is None


def test_the_evidence_names_nobody() -> None:
    office = an_office()
    made = listed(office, written(office))
    count_users(introduction=introduced(office, made), users=12, seen=1, actor=office, now=NOW)
    on_list, introductions, _users = figures("lifelong-learning")
    (listing,) = evidence(on_list.counted)
    (shown,) = evidence(introductions.counted)
    assert (listing.what, listing.where) == ("読み聞かせ・紙しばい", "")
    assert (shown.where, shown.users) == ("さくら保育園", 12)
    assert "海野" not in f"{listing}{shown}"
