"""When a registration can be renewed, until when the next one holds, and what waits for it."""

from datetime import date

from booking.rules.clauses.months import months_after
from booking.rules.codes import Code
from booking.rules.verdict import Verdict

A_YEAR = 12  # months


def renewal_opens(until: date) -> date:
    """The first day on which a registration that ends on `until` can be renewed: 1 February for 31 March."""
    # From the first of its month: from the 31st it would be the last of February.
    return months_after(until.replace(day=1), -1)


def renewed_until(until: date) -> date:
    """The last day of the next registration."""
    return months_after(until, A_YEAR)


def waits_for_renewal(verdict: Verdict) -> date | None:
    """The last day on which a registration can be renewed so that the use stays allowed; None if nothing
    waits for that."""
    said = (reason.values.get("until_on") for reason in verdict.holding(Code.REG_RENEW))
    # Several registries may ask for it: the first that runs out decides.
    return min((day for day in said if isinstance(day, date)), default=None)
