"""The steps of a grant: in order, on days that do not run backwards, and what is given back."""

from datetime import date

from booking.rules.grants import ORDER, Step, fits, last_step, next_step, to_return

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def test_each_step_follows_the_one_before_it_and_none_is_skipped() -> None:
    done: dict[Step, int] = {}
    for step in ORDER:
        assert next_step(done) is step
        done[step] = 100
        assert last_step(done) is step
    assert next_step(done) is None


def test_what_was_decided_as_nothing_is_over() -> None:
    assert next_step({Step.APPLIED: 100, Step.DECIDED: 0}) is None


def test_a_day_lies_between_those_of_the_steps_before_and_behind() -> None:
    days = {Step.APPLIED: MAY, Step.PAID: JULY}
    assert fits(Step.DECIDED, JUNE, days)
    assert fits(Step.DECIDED, MAY, days)
    assert not fits(Step.DECIDED, date(2026, 4, 30), days)
    assert not fits(Step.DECIDED, date(2026, 7, 2), days)
    assert fits(Step.REPORTED, date(2027, 3, 31), days)


def test_the_body_gives_back_what_was_paid_beyond_what_was_settled() -> None:
    paid = {Step.PAID: 150_000}
    assert to_return(paid) == 0
    assert to_return({**paid, Step.SETTLED: 141_300}) == 8_700
    assert to_return({**paid, Step.SETTLED: 160_000}) == 0
