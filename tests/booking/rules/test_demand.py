"""A refusal is counted once, under the reason that says most of what there is to have."""

import pytest

from booking.rules.codes import Code
from booking.rules.demand import OF_CODES, Cause, cause_of


@pytest.mark.parametrize(
    ("codes", "cause"),
    [
        ({Code.TAKEN, Code.TOO_EARLY}, Cause.TAKEN),
        ({Code.CLOSED, Code.AGE_MIN}, Cause.CLOSED),
        ({Code.AGE_EVENING}, Cause.AGE),
        ({Code.TOO_EARLY}, Cause.EARLY),
        ({Code.QUOTA}, Cause.OTHER),
        (set(), Cause.OTHER),
    ],
)
def test_of_several_reasons_one_is_counted(codes: set[str], cause: Cause) -> None:
    assert cause_of(codes) is cause


def test_no_code_is_counted_under_two_causes() -> None:
    assert sum(len(of_it) for of_it in OF_CODES.values()) == len(set().union(*OF_CODES.values()))
