"""A grant goes step by step; a correction is a new entry, and what stood before stays on record."""

from datetime import date

import pytest

from booking.actions.changes import Stale
from booking.actions.grants import (
    Beyond,
    NotThen,
    NoYen,
    OutOfOrder,
    Taken,
    begin_grant,
    correct_step,
    take_back_step,
    take_step,
)
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Grant, GrantStep, Person
from booking.queries.bookings import Absent
from booking.queries.grants import yen_of
from booking.rules.grants import Step
from booking.rules.staff import Role
from tests.booking.activities import department_of, the_office
from tests.booking.supporting import DAYS, a_grant, stands
from tests.factories import NOW
from tests.people import a_group, a_senior

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 2)


@pytest.fixture
def office() -> Person:
    return the_office("children")


def test_an_application_is_of_its_days_fiscal_year_and_of_the_row_that_counts_grants(office: Person) -> None:
    made = a_grant(office)
    assert (made.year, made.plan, yen_of(made)) == (2026, "B6", {Step.APPLIED: 60_000})
    assert a_grant(office, plan="B7").plan == ""


def test_a_body_that_is_a_supported_group_is_that_group(office: Person) -> None:
    leader = a_senior()
    group = a_group("circle", leader, name="さくら町子ども会")
    stands(group, leader, office)
    assert a_grant(office).group == group
    assert a_grant(office, body="つつじ町子ども会").group is None


def test_all_five_steps_are_taken_in_order(office: Person) -> None:
    made = a_grant(office, 180_000, 150_000, 150_000, 141_300, 141_300)
    assert list(yen_of(made).values()) == [180_000, 150_000, 150_000, 141_300, 141_300]
    with pytest.raises(OutOfOrder) as over:
        take_step(
            grant=made, step=Step.SETTLED, taken=Taken(TODAY, 1), seen=made.revision, actor=office, now=NOW
        )
    assert over.value.step is None


def test_a_step_that_would_be_skipped_is_named(office: Person) -> None:
    made = a_grant(office)
    with pytest.raises(OutOfOrder) as order:
        take_step(
            grant=made, step=Step.PAID, taken=Taken(TODAY, 1), seen=made.revision, actor=office, now=NOW
        )
    assert order.value.step is Step.DECIDED


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 12, 3)])
def test_a_day_before_the_step_in_front_or_still_to_come_is_none(office: Person, day: date) -> None:
    made = a_grant(office)
    with pytest.raises(NotThen):
        take_step(
            grant=made, step=Step.DECIDED, taken=Taken(day, 1), seen=made.revision, actor=office, now=NOW
        )


def test_nobody_is_paid_nothing_or_more_than_was_decided(office: Person) -> None:
    made = a_grant(office, 60_000, 50_000)
    for yen, why in ((0, NoYen), (50_001, Beyond), (1_000_000_001, NoYen)):
        with pytest.raises(why):
            take_step(
                grant=made, step=Step.PAID, taken=Taken(TODAY, yen), seen=made.revision, actor=office, now=NOW
            )
    with pytest.raises(NoYen):
        a_grant(office, 0)


def test_after_a_decision_of_nothing_nothing_follows(office: Person) -> None:
    made = a_grant(office, 60_000, 0)
    with pytest.raises(OutOfOrder):
        take_step(
            grant=made, step=Step.PAID, taken=Taken(TODAY, 1), seen=made.revision, actor=office, now=NOW
        )


def test_a_correction_is_a_new_entry_and_the_one_before_stays(office: Person) -> None:
    made = a_grant(office, 60_000, 50_000)
    made = correct_step(
        grant=made,
        step=Step.DECIDED,
        taken=Taken(date(2026, 9, 25), 55_000),
        seen=made.revision,
        actor=office,
        now=NOW,
    )
    assert yen_of(made)[Step.DECIDED] == 55_000
    assert list(GrantStep.objects.filter(step="decided").values_list("yen", "over_at")) == [
        (50_000, NOW),
        (55_000, None),
    ]
    act = Act.objects.get(verb="correct_grant_step")
    assert (act.after["day"], act.after["yen"], act.by_desk) == ("2026-09-25", 55_000, True)


def test_a_correction_keeps_to_the_order_of_days_and_to_what_was_paid(office: Person) -> None:
    made = a_grant(office, 60_000, 50_000, 50_000)
    given = {"grant": made, "step": Step.DECIDED, "seen": made.revision, "actor": office, "now": NOW}
    with pytest.raises(NotThen):
        correct_step(**given, taken=Taken(date(2026, 10, 2), 50_000))  # type: ignore[arg-type]
    with pytest.raises(Beyond):
        correct_step(**given, taken=Taken(DAYS[1], 49_999))  # type: ignore[arg-type]
    with pytest.raises(OutOfOrder):
        correct_step(**{**given, "step": Step.SETTLED}, taken=Taken(TODAY, 1))  # type: ignore[arg-type]


def test_the_last_step_alone_is_taken_back_and_entered_again(office: Person) -> None:
    made = a_grant(office, 60_000, 50_000)
    with pytest.raises(OutOfOrder):
        take_back_step(grant=made, step=Step.APPLIED, seen=made.revision, actor=office, now=NOW)
    made = take_back_step(grant=made, step=Step.DECIDED, seen=made.revision, actor=office, now=NOW)
    assert yen_of(made) == {Step.APPLIED: 60_000}
    again = take_step(
        grant=made, step=Step.DECIDED, taken=Taken(TODAY, 40_000), seen=made.revision, actor=office, now=NOW
    )
    assert yen_of(again)[Step.DECIDED] == 40_000


def test_of_two_forms_the_second_is_told(office: Person) -> None:
    made = a_grant(office)
    with pytest.raises(Stale):
        take_step(
            grant=made,
            step=Step.DECIDED,
            taken=Taken(TODAY, 1),
            seen=made.revision - 1,
            actor=office,
            now=NOW,
        )


@pytest.mark.parametrize(("body", "wrong"), [(" ", Missing), ("会" * 2001, Unfit)])
def test_a_body_has_a_name(office: Person, body: str, wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        a_grant(office, body=body)
    assert not Grant.objects.exists()


def test_neither_another_department_nor_a_post_without_the_right_enters_anything(office: Person) -> None:
    made = a_grant(office)
    for actor in (the_office("welfare"), the_office("children", Role.AUDITOR)):
        with pytest.raises(Absent):
            take_step(
                grant=made, step=Step.DECIDED, taken=Taken(TODAY, 1), seen=made.revision, actor=actor, now=NOW
            )
        with pytest.raises(Absent):
            begin_grant(
                department=department_of(office),
                scheme="x",
                body="y",
                plan="",
                taken=Taken(TODAY, 1),
                actor=actor,
                now=NOW,
            )
