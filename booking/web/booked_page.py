"""What the page of a booking says to whoever reads it: whoever made it, one who comes along, or the desk."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Booking, Person
from booking.queries.acts import Change, done_by_desk, last_change
from booking.queries.bookings import leads, may_change
from booking.queries.giving_up import to_give_back
from booking.queries.guardians import closed_among
from booking.queries.money import bill
from booking.queries.posts import serves
from booking.queries.requests import waits_for_hall
from booking.queries.rules import rulebook_on
from booking.queries.visits import together
from booking.rules.lifecycle import HOLDING, State
from booking.web.again_words import Again, possible
from booking.web.booked_words import heading_words, is_changeable, is_fresh, undo_told
from booking.web.costs import back_words, owed_words
from booking.web.deeds import deeds_told
from booking.web.displaced import displaced_context
from booking.web.reduction_words import reduction_told
from booking.web.request_words import offered, proposed, provisional, request_told
from booking.web.things import loans_words
from booking.web.visits import OF_THE_DAY, Notes, notes_of
from facilities.rules.spans import local_day


@dataclass(frozen=True)
class BookingPage:
    """A booking as its reader has it before them at `now` (an instant)."""

    booking: Booking
    reader: Person
    now: int

    @cached_property
    def theirs(self) -> bool:
        """Whether it is the reader's to change; who only comes along reads."""
        return may_change(self.booking, self.reader, now=self.now)

    @cached_property
    def change(self) -> Change:
        return last_change(self.booking)

    @cached_property
    def displaced(self) -> dict[str, Any] | None:
        return displaced_context(self.booking, self.now, self.reader)

    @property
    def changeable(self) -> bool:
        return is_changeable(self.booking, self.now) and self.theirs

    def told(self) -> dict[str, Any]:
        """For the template. A fixed number of queries."""
        return {
            "holding": self.booking.state in HOLDING,
            "equipment": self._equipment(),
            "together": together(self.booking),
            "notes": self._notes(),
            "closed": self._is_flagged(),
            **self._become(),
            **self._waiting(),
            **self._possible(),
            **self._owed(),
        }

    def _become(self) -> dict[str, Any]:
        """What has become of it, and by whom."""
        by_desk = done_by_desk(self.booking)
        # What the desk has done is told below with its reason: nobody is congratulated on it.
        theirs = [one for one in by_desk if one.doer != self.reader.pk]
        just_now = any(one.at == self.booking.changed_at for one in theirs)
        glad = self.displaced is None and not just_now
        return {
            # What the hall has closed is nothing to be glad of, however lately it was booked.
            "heading": _("予約") if self.displaced else heading_words(self.booking, self.change, self.now),
            "fresh": glad and is_fresh(self.booking, self.change, self.now),
            "displaced": self.displaced if self.theirs else None,
            "by_desk": deeds_told(by_desk, self.booking.room.facility, self.now) if self.theirs else [],
        }

    def _waiting(self) -> dict[str, Any]:
        """Whose answer it waits for: the hall's, or the reader's."""
        asked = waits_for_hall(self.booking)
        return {
            # A request says itself until when it is held.
            "provisional": None if asked else provisional(self.booking),
            "confirming": request_told(asked, self.booking, self.now),
            "proposed": self.theirs and proposed(asked),
            "offered": offered(self.booking, self.now) if self.theirs else "",
        }

    def _possible(self) -> dict[str, Any]:
        """What can still be done with it."""
        booking, now = self.booking, self.now
        return {
            "ahead": is_changeable(booking, now),
            "changeable": self.changeable,
            "running": self.changeable and booking.start <= now,
            "later": self._later(),
            "undo": undo_told(booking, self.change, now, self.reader) if self.changeable else None,
            "restorable": self.theirs and booking.state == State.CANCELLED and booking.start > now,
        }

    def _later(self) -> Again | None:
        """The same again, for whoever booked it or leads its group, once it has begun: at the end of a
        practice one thinks of the next."""
        booking = self.booking
        # What was given up before it began is taken back, on the same page, and not booked anew.
        over = booking.start <= self.now
        # Not the desk's: it would be booked in the name of whoever stands there.
        own = booking.person_id == self.reader.pk or leads(self.reader, booking.group_id)
        return possible(booking, self.reader, self.now) if over and own else None

    def _owed(self) -> dict[str, Any]:
        """What it costs, to whom that is shown, and what is asked of the hall about it."""
        owed = bill(self.booking, self.reader)
        # The page before cancelling says it once; here it stands for as long as it lies at the desk.
        back = back_words(to_give_back(self.booking, owed, self.reader)) if owed.paid else []
        return {
            "bill": [*owed_words(owed), *back],
            "reduction": reduction_told(self.booking, owed, self.now) if self.theirs else None,
            "papers": owed.papers and self.theirs,
        }

    def _equipment(self) -> str:
        standing = _("・").join(thing.name for thing in self.booking.room.equipment.all())
        names = loans_words(self.booking) or standing
        return _("%(things)sを使えます。") % {"things": names} if names else ""

    def _notes(self) -> list[Notes]:
        """One query."""
        hall = self.booking.room.facility
        book = rulebook_on(hall, local_day(self.booking.start, ZoneInfo(hall.timezone)))
        return notes_of(self.booking.room, book, OF_THE_DAY)

    def _is_flagged(self) -> bool:
        """Whether the desk, and nobody else, reads that somebody's record is closed to outside questions."""
        hall = self.booking.room.facility_id
        at_desk = self.reader.is_staff and serves(self.reader, [hall], self.now)
        return at_desk and closed_among(self.booking)
