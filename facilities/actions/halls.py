"""Showing a hall to the public, and taking it out of sight again.

These verbs know no person: booking's verbs of the same word call them, inside their transaction,
with the hall's row locked.
"""

from collections.abc import Sequence

from facilities.models import Facility


class Incomplete(Exception):
    """A hall that cannot be shown yet: it has no `rooms`, no `rules`, or neither."""

    def __init__(self, hall: str, missing: Sequence[str]) -> None:
        super().__init__(f"{hall}: has no {' and no '.join(missing)}")


def publish(*, facility: Facility) -> bool:
    """Shows the hall; whether it was hidden. Incomplete without rooms or rules. Inverse: `withdraw`."""
    if missing := _missing(facility):
        raise Incomplete(facility.slug, missing)
    return _show(facility, True)


def withdraw(*, facility: Facility) -> bool:
    """Hides the hall with its rooms; whether it was shown. Inverse: `publish`."""
    return _show(facility, False)


def _missing(facility: Facility) -> list[str]:
    # Rooms that nobody sees are none to show.
    has = {"rooms": facility.rooms.filter(published=True), "rules": facility.rulebooks.all()}
    return [what for what, rows in has.items() if not rows.exists()]


def _show(facility: Facility, published: bool) -> bool:
    changes = facility.published is not published
    facility.published = published
    facility.save(update_fields=["published"])
    return changes
