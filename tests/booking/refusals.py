"""Why a verb refuses."""

import pytest

from booking.rules.verdict import Refused


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    """Of every rule that is broken."""
    return {reason.code for reason in refused.value.verdict.broken}
