"""What somebody wants to book, as one value: what is locked for it, and by what a request is known again."""

from collections.abc import Mapping
from dataclasses import dataclass

from booking.actions.answers import digest
from booking.actions.locks import lock
from booking.actions.places import spaces_of
from booking.models import Person
from booking.queries.party import Company
from booking.rules.ask import Channel
from facilities.models import Room
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """A room from a moment to another, for whom and for what; `things` are equipment by key, with how many
    of each."""

    room: Room
    span: Span
    company: Company
    purpose: str
    help_wanted: str
    channel: Channel
    things: Mapping[int, int]

    @property
    def groups(self) -> tuple[int, ...]:
        return () if self.company.group is None else (self.company.group,)

    def locked(self, person: Person) -> list[int]:
        """Locks all that the booking touches; the keys of the spaces that it takes."""
        spaces = spaces_of(self.room)
        # The people, too, and not the place alone: caps count what each of them holds in other rooms.
        lock(
            groups=self.groups,
            people=(person.pk, *self.company.people),
            equipment=self.things,
            spaces=spaces,
        )
        return spaces

    @property
    def digest(self) -> str:
        """The same for a request that is sent again."""
        return digest(
            {
                "room": self.room.pk,
                "span": [self.span.start, self.span.end],
                "group": self.company.group,
                # Sorted, as the order in which people are named means nothing.
                "people": sorted(self.company.people),
                "counted": dict(self.company.counted),
                "carers": self.company.carers,
                "unaged": self.company.unaged,
                "purpose": self.purpose,
                "channel": self.channel,
                "things": sorted(self.things.items()),
                "help_wanted": self.help_wanted,
            }
        )
