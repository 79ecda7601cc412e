"""What somebody wants to book, as one value: what is locked for it, found about it, and written of it.

`now` is an instant (seconds, UTC).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from booking.actions.locks import count_up, lock
from booking.actions.places import must_be_lent, spaces_of
from booking.actions.placing import Use, place
from booking.actions.provisional import standing
from booking.actions.texts import plain
from booking.models import Booking, Loan, Person
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent
from booking.queries.loans import lent_with, missing, slugs_of
from booking.queries.money import Bill, reckon
from booking.queries.party import Asker, Company
from booking.queries.verdicts import among, held_until, put
from booking.rules.ask import Channel
from booking.rules.verdict import Outcome, Reason, Verdict
from facilities.models import Room
from facilities.rules.spans import Span

ALONE = Company()
LONGEST_PURPOSE = 200
LONGEST_HELP = 200


# Without slots, unlike other values: `cached_property` keeps what it finds in the dict of the instance.
@dataclass(frozen=True)
class Wanted:
    """A room from a moment to another, for whom and for what.

    `things` are equipment by key, with how many of each; bookings of one `visit` stand and fall together.
    """

    room: Room
    span: Span
    company: Company = ALONE
    purpose: str = ""
    help_wanted: str = ""
    channel: Channel = Channel.WEB
    things: Mapping[int, int] = field(default_factory=dict)
    visit: str = ""

    def plain(self) -> "Wanted":
        """As it can be stored. Unfit for a text that cannot; Absent for what nobody lends, or not with this
        room."""
        must_be_lent(self.room)
        _must_be_lent_with(self.room, self.things)
        return replace(
            self,
            purpose=plain(self.purpose, "purpose", LONGEST_PURPOSE),
            help_wanted=plain(self.help_wanted, "help_wanted", LONGEST_HELP),
        )

    @property
    def body(self) -> dict[str, Any]:
        """By what a request that is sent again is known."""
        return {
            "room": self.room.pk,
            "span": [self.span.start, self.span.end],
            "group": self.company.group,
            # Sorted, as the order in which people are named means nothing.
            "people": sorted(self.company.people),
            "counted": dict(self.company.counted),
            "carers": self.company.carers,
            "told": self.company.told.kept,
            "unaged": self.company.unaged,
            "purpose": self.purpose,
            "channel": self.channel,
            "things": sorted(self.things.items()),
            "help_wanted": self.help_wanted,
        }

    @cached_property
    def spaces(self) -> list[int]:
        """The keys of the spaces that it takes."""
        return spaces_of(self.room)

    def lock(self, *people: Person | None) -> None:
        """Locks all that the booking touches, and these people: whose it is, who makes it."""
        # The people, too, and not the place alone: caps count what each of them holds in other rooms.
        lock(
            groups=self.company.groups,
            people={*self.company.people, *(one.pk for one in people if one is not None)},
            equipment=self.things,
            spaces=self.spaces,
        )

    def found(self, asker: Asker, now: int) -> "Found":
        """What the judge says of it, and of the things that go with it. The rows that count are locked."""
        asked = put(
            room=self.room, span=self.span, asker=asker, now=now, channel=self.channel, purpose=self.purpose
        )
        verdict = _with(among(asked, self.room, self.span, asker), missing(self.things, self.span))
        return Found(self, asker, verdict, held_until(asked))

    def placed(
        self, asker: Asker, person: Person | None, actor: Person | None, now: int, **fields: Any
    ) -> Booking:
        """Written, with what it costs by the rules of now and what is lent; feeds and grids are told."""
        (booking,) = place(
            uses=[Use(self.room, self.span, self.spaces, fee=self.fee(asker, now))],
            person=person,
            company=asker.company,
            purpose=self.purpose,
            channel=self.channel,
            help_wanted=self.help_wanted,
            visit=self.visit,
            actor=actor,
            now=now,
            **fields,
        )
        things = self.things.items()
        Loan.objects.bulk_create(Loan(booking=booking, equipment_id=key, count=many) for key, many in things)
        # Those who come, also where nobody named them: the asker alone is in the company by now, and in no
        # request.
        own = () if person is None else (person.pk,)
        count_up(groups=self.company.groups, people=(*own, *asker.company.people), spaces=self.spaces)
        return booking

    def fee(self, asker: Asker, now: int) -> Bill:
        """What it costs, as the rules say it now."""
        use, lent = (self.room, self.span), slugs_of(self.things)
        (fee,) = reckon([use], asker, now, channel=self.channel, purpose=self.purpose, things=lent)
        return fee


@dataclass(frozen=True, slots=True)
class Found:
    """What is wanted, by whom, and what the judge says of it; until when the hall would hold it at first,
    None where a booking is certain."""

    wanted: Wanted
    asker: Asker
    verdict: Verdict
    held_until: int | None

    def placed(self, allowed: Verdict, person: Person | None, actor: Person, now: int) -> Booking:
        """Written on a verdict that allows it: what was found, or as the desk answers for it."""
        wanted = self.wanted
        stands = standing(allowed, wanted.span, zone_of(wanted.room), self.held_until)
        return wanted.placed(self.asker, person, actor, now, **stands)


def _must_be_lent_with(room: Room, things: Mapping[int, int]) -> None:
    # What is not lent with this room is as absent as what is not there at all.
    if any(count < 1 for count in things.values()) or (
        things and lent_with(room).filter(pk__in=things).count() < len(things)
    ):
        raise Absent(room.slug)


def _with(verdict: Verdict, short: Reason | None) -> Verdict:
    return verdict if short is None else Verdict(Outcome.REFUSE, (*verdict.reasons, short))
