"""The duties of the background worker, and when one that is done daily is late."""

from enum import StrEnum

LATE = 10 * 60  # seconds that something due may wait
# Seconds without a look, though one is noted every few minutes: longer than the slowest step, and a restart.
UNLOOKED = 30 * 60
DAILY_LATE = 2 * 24 * 60 * 60  # seconds without a run, of what is done every day


class Duty(StrEnum):
    MAIL = "mail"
    HORIZONS = "horizons"
    LINES = "lines"
    REMINDERS = "reminders"
    DRAWS = "draws"
    PLACE_DRAWS = "place_draws"
    EVENINGS = "evenings"
    CONSENTS = "consents"
    SIGNUP_CONSENTS = "signup_consents"
    DISPLACEMENTS = "displacements"
    LAPSES = "lapses"
    RENEWALS = "renewals"
    POSTS = "posts"
    WEBHOOKS = "webhooks"
    SWEEPING = "sweeping"
    ERASURES = "erasures"


DAILY = frozenset({Duty.EVENINGS, Duty.SWEEPING, Duty.ERASURES})
