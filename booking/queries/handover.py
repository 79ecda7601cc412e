"""What a shift finds: keys that are out, notes that are open."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from booking.models import HandoverNote, KeyLoan
from booking.queries.bookings import Absent
from booking.rules.clauses.key import Key
from booking.rules.rulebook import Rules
from facilities.models import Facility
from facilities.rules.spans import local_day


def keys_out(hall: Facility) -> list[KeyLoan]:
    """The keys of the hall's rooms that are not back, the longest out first. One query."""
    loans = KeyLoan.objects.filter(room__facility=hall, back_at=None)
    whose = ("booking__group", "booking__person", "booking__session__programme")
    return list(loans.select_related("room", *whose))


def notes_open(hall: Facility) -> list[HandoverNote]:
    """The notes of a hall that nobody has seen to yet, the oldest first. One query."""
    notes = HandoverNote.objects.filter(facility=hall, done_at=None)
    return list(notes.select_related("room", "thing", "by"))


def note_of(hall: Facility, public_id: str) -> HandoverNote:
    """A note of this hall. Absent for any other. One query."""
    notes = HandoverNote.objects.filter(facility=hall).select_related("facility")
    found = notes.filter(public_id=public_id).first() if public_id.isalnum() else None
    if found is None:
        raise Absent(public_id)
    return found


def overdue(loans: Sequence[KeyLoan], now: int, zone: ZoneInfo) -> list[KeyLoan]:
    """Those that ought to be back: their use is over, or they went out on an earlier day."""
    today = local_day(now, zone)
    # By the day, too: a use may have been moved to another day with the key still out from this one.
    return [loan for loan in loans if loan.booking.end <= now or local_day(loan.out_at, zone) < today]


def has_key(rules: Rules, room: str) -> bool:
    """Whether the hall's rules speak of a key to this room."""
    keys = [term for _, term in rules.terms if isinstance(term, Key) and term.speaks_for(rules.hall)]
    return any(
        (term.rooms is None or room in term.rooms) and room not in (term.except_rooms or ()) for term in keys
    )
