"""When a registration can be renewed, and what the judge keeps for whoever can still renew it."""

from datetime import date

import pytest

from booking.rules import rulebook
from booking.rules.admission import decide
from booking.rules.ask import Ask, Party, Person, Registered, Step
from booking.rules.renewals import renewal_opens, renewed_until, waits_for_renewal
from booking.rules.verdict import Outcome, Verdict
from facilities.rules.stages import Cohort
from tests.factories import REGISTERING, at, span

RULES = rulebook.read(REGISTERING, "sample.toml").for_hall("higashi")
UNTIL = date(2027, 3, 31)
RUNS = Registered("higashi-rules", date(2026, 4, 10), UNTIL, renewable=True)


def verdict(asked: str, day: str, registered: Registered) -> Verdict:
    haruka = Person(born=Cohort.born(date(2009, 5, 11)), registrations=(registered,))
    party = Party(people=(haruka,), group=False, size=1, history=())
    use = span(day, "13:00", "15:00")
    ask = Ask(Step.BOOK, at(asked), "higashi", "craft", date.fromisoformat(day), use, party=party)
    return decide(ask, RULES)


def test_a_registration_can_be_renewed_from_the_month_before_its_last() -> None:
    assert renewal_opens(UNTIL) == date(2027, 2, 1)
    assert renewal_opens(date(2027, 1, 15)) == date(2026, 12, 1)
    assert renewed_until(UNTIL) == date(2028, 3, 31)


@pytest.mark.parametrize("asked", ["2027-03-10 10:00", "2027-03-31 23:59"])
def test_a_use_after_the_last_day_is_kept_for_whoever_can_still_renew(asked: str) -> None:
    found = verdict(asked, "2027-04-07", RUNS)
    assert found.outcome is Outcome.ALLOW
    assert waits_for_renewal(found) == UNTIL


def test_nothing_waits_on_a_day_on_which_the_registration_still_runs() -> None:
    assert waits_for_renewal(verdict("2027-03-10 10:00", "2027-03-31", RUNS)) is None


@pytest.mark.parametrize(
    ("asked", "day", "registered"),
    [
        (
            "2027-04-01 00:00",
            "2027-04-07",
            RUNS,
        ),
        ("2027-03-10 10:00", "2027-04-07", Registered("higashi-rules", date(2026, 4, 10), UNTIL)),
        ("2027-03-10 10:00", "2027-04-07", Registered("higashi-rules", date(2026, 4, 10), None)),
    ],
    ids=["it has run out", "it cannot be renewed", "the clause alone ends it"],
)
def test_else_one_that_has_run_out_refuses_as_ever(asked: str, day: str, registered: Registered) -> None:
    found = verdict(asked, day, registered)
    assert found.outcome is Outcome.REFUSE
    assert "REG_EXPIRED" in {reason.code for reason in found.broken}
