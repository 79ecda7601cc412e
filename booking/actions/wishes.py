"""Writing down what is waited for: one row for each wish, however many share it."""

from collections.abc import Collection

from booking.models import Wish
from booking.rules import waiting


def written(wishes: Collection[waiting.Wish]) -> dict[waiting.Wish, int]:
    """Their keys, by wish. Two statements.

    Those of another time are left alone: to find an equal one among all that were ever wished for would cost
    more than its row.
    """
    # Through a mapping: of equal wishes one is written.
    rows = {wish: _row(wish) for wish in wishes}
    Wish.objects.bulk_create(rows.values())
    of = Wish.rooms.through
    of.objects.bulk_create(
        of(wish_id=row.pk, room_id=room) for wish, row in rows.items() for room in wish.rooms
    )
    return {wish: row.pk for wish, row in rows.items()}


def _row(wish: waiting.Wish) -> Wish:
    return Wish(
        first_on=wish.first,
        last_on=wish.last,
        weekdays=sorted(wish.weekdays),
        days=sorted(day.isoformat() for day in wish.days),
        from_minute=wish.from_minute,
        until_minute=wish.until_minute,
        seconds=wish.seconds,
    )
