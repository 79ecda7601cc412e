"""How long a guardian's consent holds, and the links by which one is asked for."""

from datetime import date, timedelta

from facilities.rules.stages import fiscal_year_end

LINK_LIFETIME = 14 * 24 * 60 * 60  # seconds
# Until then whoever held it rightly reads that it ran out; then it is as if never sent (decision 26).
FORGOTTEN_AFTER = 90 * 24 * 60 * 60  # seconds after a link has run out
REMINDED_BEFORE = timedelta(days=30)  # child and guardian are told that it will end
# From February what is given holds through the school year to come, as registrations do.
RENEWAL_MONTHS = (2, 3)


def holds_until(given_on: date) -> date:
    """The last day of a consent given on `given_on`: 31 March, from February that of the year after."""
    end = fiscal_year_end(given_on)
    return fiscal_year_end(end + timedelta(days=1)) if given_on.month in RENEWAL_MONTHS else end
