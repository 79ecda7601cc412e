"""What each role of the staff may do."""

from datetime import date

import pytest

from booking.rules.staff import RIGHTS, Right, Role, holding, post_until, renewed_until


def test_every_role_has_its_rights() -> None:
    assert set(RIGHTS) == set(Role)


def test_the_manager_may_do_everything() -> None:
    assert RIGHTS[Role.MANAGER] == set(Right)


def test_a_contractor_neither_overrules_nor_sees_how_to_reach_a_family() -> None:
    assert RIGHTS[Role.CONTRACTOR].isdisjoint({Right.OVERRULE, Right.CONTACT, Right.PEOPLE, Right.MONEY})


def test_an_auditor_reads_the_log_and_nothing_else() -> None:
    assert RIGHTS[Role.AUDITOR] == {Right.ACTS}


def test_an_instructor_has_to_do_with_courses_only() -> None:
    assert RIGHTS[Role.INSTRUCTOR] == {Right.COURSES}


def test_who_closes_a_record_is_the_manager_alone() -> None:
    assert holding(Right.RECORDS) == {Role.MANAGER}


@pytest.mark.parametrize(
    ("day", "until", "renewed"),
    [
        (date(2026, 4, 1), date(2027, 3, 31), None),
        (date(2027, 1, 31), date(2027, 3, 31), None),
        (date(2027, 2, 1), date(2027, 3, 31), date(2028, 3, 31)),
        (date(2027, 3, 31), date(2027, 3, 31), date(2028, 3, 31)),
    ],
)
def test_a_post_ends_with_the_fiscal_year_and_is_renewed_from_february_on(
    day: date, until: date, renewed: date | None
) -> None:
    assert (post_until(day), renewed_until(day)) == (until, renewed)
