"""Who sits by at a draw and says of each win whether the rules allow it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from booking.actions.locks import lock
from booking.models import Claim, Entry, Membership, Round
from booking.queries.askers import askers_of
from booking.queries.lottery import Bench, bench
from booking.queries.party import Asker, Company
from booking.queries.standings import Standing, standings
from booking.queries.verdicts import beside
from booking.rules.ask import Channel, Held, Step
from booking.rules.codes import HOW_ONE_ASKS, Code
from booking.rules.verdict import Outcome, Verdict, forgiven
from facilities.models import Room
from facilities.rules.spans import Span

# A round has moments and a cap of its own: when one asks first-come, and how many bookings one may have
# before oneself, says nothing about a win.
OF_FIRST_COME = HOW_ONE_ASKS | {Code.ONE_AT_A_TIME}
# One by one a city's draw would ask thousands of times; all at once, about many who win nothing.
AT_ONCE = 250


@dataclass
class Jury:
    """Says of each (entry, slot) that is about to be won whether the rules refuse it, as the draw goes on.

    A slot is refused where none of its dates can be booked; `won` are those that can. What the same party
    has won before in this draw counts as booked, and so does what others have.
    """

    known: Bench
    entries: Mapping[str, Entry]
    standing: Mapping[int, Standing]
    spaces: Mapping[int, Sequence[int]]
    held: dict[int, list[Span]]
    order: Sequence[str]
    now: int

    def __post_init__(self) -> None:
        self.slots = {str(one.number): one for one in self.known.slots}
        self.askers: dict[str, Asker] = {}
        self._standing = {name: self.standing[entry.pk] for name, entry in self.entries.items()}
        self.won: dict[tuple[str, str], list[Span]] = {}
        self.codes: dict[tuple[str, str], str] = {}

    # A container: the draw asks it as whoever repeats the draw asks the set that was published.
    def __contains__(self, choice: object) -> bool:
        assert isinstance(choice, tuple)  # noqa: S101  the draw asks of pairs
        entry, slot = choice
        one, can, code = self.slots[slot], [], ""
        if self.stands(entry).person is not None:
            for span in one.spans:
                verdict = self._verdict(entry, one.room, span)
                if verdict.outcome is Outcome.ALLOW and not verdict.lacking:
                    can.append(span)
                    self._hold(entry, one.room, span)
                else:
                    code = code or str(next(iter(verdict.broken or verdict.reasons)).code)
        if not can:
            self.codes[entry, slot] = code
            return True
        self.won[entry, slot] = can
        return False

    def stands(self, entry: str) -> Standing:
        """For whom an entry stands today."""
        return self._standing[entry]

    def asker(self, entry: str) -> Asker:
        """Who wins, as they are on record today, with what they have won so far. Those of the next AT_ONCE
        turns are looked up with them, in a few queries."""
        if entry not in self.askers:
            self._look_up(entry)
        return self.askers[entry]

    def _look_up(self, entry: str) -> None:
        first = self.order.index(entry)
        asking = {}
        for one in self.order[first : first + AT_ONCE]:
            stands = self.stands(one)
            if stands.person is not None and one not in self.askers:
                asking[one] = (stands.person.pk, stands.company)
        found = askers_of(asking, self.now)
        # A friend whom somebody named has left their groups: they come alone.
        alone = {
            one: (person, Company(None, (person,), company.counted, told=company.told))
            for one, (person, company) in asking.items()
            if one not in found
        }
        self.askers |= found | (askers_of(alone, self.now) if alone else {})

    def _verdict(self, entry: str, room: Room, span: Span) -> Verdict:
        row = self.entries[entry]
        asker, channel = self.asker(entry), Channel(row.channel)
        found = self.known.judge(room, span, asker, Step.BOOK, self.now, channel=channel, purpose=row.purpose)
        spans = [held for space in self.spaces[room.pk] for held in self.held[space]]
        return beside(
            forgiven(found, OF_FIRST_COME),
            self.known.plan(room, span),
            span,
            lambda near: any(near.overlaps(one) for one in spans),
            str,
        )

    def _hold(self, entry: str, room: Room, span: Span) -> None:
        for space in self.spaces[room.pk]:
            self.held[space].append(span)
        asker = self.askers[entry]
        won = Held(room.facility.slug, room.slug, span, by_group=asker.company.group is not None)
        self.askers[entry] = replace(asker, history=(*(asker.history or ()), (0, won)))


def jury_of(lottery: Round, order: Sequence[str], now: int) -> Jury:
    """Locks all that a win may touch, and loads what speaks for and against one. `order` is that of the
    entries' turns."""
    entries = list(Entry.objects.filter(round=lottery))
    coming = Entry.people.through.objects.filter(entry__round=lottery).values_list("person", flat=True)
    groups = {one.group_id for one in entries if one.group_id is not None}
    # Any of them may stand in for whoever has entered.
    members = Membership.objects.filter(group__in=groups).values_list("person", flat=True)
    rooms = {
        one.pk: one for one in Room.objects.filter(round_slots__round=lottery).prefetch_related("spaces")
    }
    spaces = {key: sorted(space.pk for space in room.spaces.all()) for key, room in rooms.items()}
    lock(
        groups=groups,
        people={*coming, *members, *(one.person_id for one in entries)},
        spaces={space for keys in spaces.values() for space in keys},
    )
    known = bench(lottery)
    return Jury(
        known=known,
        entries={one.public_id: one for one in entries},
        standing=standings(entries),
        spaces=spaces,
        held=_held(known, spaces),
        order=order,
        now=now,
    )


def _held(known: Bench, spaces: Mapping[int, Sequence[int]]) -> dict[int, list[Span]]:
    """By space, what others have of it on the days of the round. One query."""
    dates = [span for one in known.slots for span in one.spans]
    # A day to either side: more than any hall keeps free between two bookings.
    whole = Span(min(span.start for span in dates), max(span.end for span in dates)).widened(86_400)
    every = {space for keys in spaces.values() for space in keys}
    found: dict[int, list[Span]] = defaultdict(list)
    rows = Claim.objects.filter(space__in=every, start__lt=whole.end, end__gt=whole.start)
    for space, start, end in rows.values_list("space", "start", "end"):
        found[space].append(Span(start, end))
    return found
