"""Rounds of a lottery as values: what they give out, who may enter, who has, what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from booking.models import Choice, Entry, Membership, Person, Round, RoundSlot, SlotDate
from booking.queries.boards import Calendar, calendar
from booking.queries.bookings import LEADING, Absent
from booking.queries.claims import ROUNDS
from booking.queries.party import Asker
from booking.rules.admission import Judge
from booking.rules.ask import Ask, Channel, Party, Step
from booking.rules.circumstances import Facts
from booking.rules.clauses.history import Period, first_of
from booking.rules.clauses.lottery_cap import LotteryCap
from booking.rules.verdict import Outcome, Verdict
from facilities.models import Facility, Room
from facilities.rules.hours import DayPlan
from facilities.rules.spans import Span, local_day

Days = tuple[date, ...]
# For a slot of which hall (by key), on which days, somebody has entered besides.
Entered = tuple[int, Days]


@dataclass(frozen=True, slots=True)
class Given:
    """A slot of a round: a room on one or more dates. `key` is its key in the database."""

    key: int
    number: int
    room: Room
    spans: tuple[Span, ...]
    days: Days


@dataclass(frozen=True)
class Bench:
    """What one needs to judge uses of a round's slots: its slots and the calendar of their days."""

    round: Round
    slots: tuple[Given, ...]
    calendar: Calendar
    _plans: dict[tuple[int, Span], DayPlan] = field(default_factory=dict)

    def slot(self, number: int) -> Given:
        """Absent for a number that the round does not have."""
        found = next((one for one in self.slots if one.number == number), None)
        if found is None:
            raise Absent(str(number))
        return found

    def plan(self, room: Room, span: Span) -> DayPlan:
        """The room's day on which a use is, looked up once for all that wish for it."""
        key = (room.pk, span)
        if key not in self._plans:
            self._plans[key] = self.calendar.plan(room, self.calendar.day_at(room, span.start))
        return self._plans[key]

    def judge(
        self,
        room: Room,
        span: Span,
        asker: Asker | None,
        step: Step,
        now: int,
        *,
        channel: Channel = Channel.WEB,
        purpose: str = "",
        entries: int | None = None,
        lost: bool | None = None,
    ) -> Verdict:
        """What the rules say to a use of one of the slots, held or not. No query."""
        plan, facts = self.plan(room, span), Facts(entries=entries, lost=lost)
        ask = Ask(
            step,
            now,
            room.facility.slug,
            room.slug,
            channel=channel,
            party=Party() if asker is None else asker.party(plan.day),
            purpose=purpose or None,
            facts=facts if asker is None else asker.company.told.facts(facts),
        )
        return Judge(self.calendar.rules(room, plan.day), ask).verdict(plan.day, span, plan)

    def entering(
        self, one: Given, asker: Asker | None, others: Iterable[Entered], now: int, **asked: object
    ) -> Verdict:
        """Whether a party may enter for a slot: for one of its dates at least. The best verdict of all.

        `others` are the slots for which the party has entered besides; `lost` is whether it has lost the draw
        before this one.
        """
        # Each hall caps what is asked of it, whoever holds the round.
        besides = [days for hall, days in others if hall == one.room.facility_id]
        # One date of a slot is enough to enter: the draw leaves out the dates that cannot be had.
        worst = None
        for span, day in zip(one.spans, one.days, strict=True):
            period = self._counted_per(one.room, day)
            entries = sum(any(first_of(period, d) == first_of(period, day) for d in days) for days in besides)
            found = self.judge(one.room, span, asker, Step.ENTER, now, entries=entries, **asked)  # type: ignore[arg-type]
            if found.outcome is Outcome.ALLOW and not found.lacking:
                return found
            worst = worst or found
        assert worst is not None  # noqa: S101  a slot has dates
        return worst

    def _counted_per(self, room: Room, day: date) -> Period:
        """In which period the hall counts entries."""
        terms = (term for _, term in self.calendar.rules(room, day).terms)
        return next((term.per for term in terms if isinstance(term, LotteryCap) and term.entries), "month")


def bench(lottery: Round) -> Bench:
    """Five queries, one more for rules not yet compiled."""
    slots = given_out(lottery)
    return Bench(lottery, slots, calendar(halls_of(slots), lottery.uses_from, lottery.uses_until))


def halls_of(slots: Iterable[Given]) -> list[Facility]:
    """The halls whose rooms these are, in the city's order. No query."""
    halls = {one.room.facility_id: one.room.facility for one in slots}
    return sorted(halls.values(), key=lambda hall: (hall.position, hall.slug))


def given_out(lottery: Round) -> tuple[Given, ...]:
    """The slots of a round in their order. Two queries."""
    zone = ZoneInfo(lottery.facility.timezone)
    rows = RoundSlot.objects.filter(round=lottery).select_related("room__facility").prefetch_related("dates")
    return tuple(_given(row, zone) for row in rows)


def _given(row: RoundSlot, zone: ZoneInfo) -> Given:
    spans = tuple(Span(one.start, one.end) for one in row.dates.all())
    return Given(row.pk, row.number, row.room, spans, tuple(local_day(span.start, zone) for span in spans))


def published_round(public_id: str) -> Round:
    """A round that the public sees: of a published hall, and no longer planned. Absent for any other."""
    rounds = Round.objects.filter(facility__published=True).exclude(state=Round.State.PLANNED)
    found = (
        rounds.select_related("facility").filter(public_id=public_id).first() if public_id.isalnum() else None
    )
    if found is None:
        raise Absent(public_id)
    return found


def current_rounds(hall: Facility | None = None) -> list[Round]:
    """The rounds that are to come, open, or waiting for their draw, the next to close first. One query."""
    rounds = _counted(Round.objects.filter(facility__published=True, state__in=ROUNDS))
    # Of a hall every round that gives out its rooms, whichever hall holds it.
    theirs = rounds if hall is None else rounds.filter(pk__in=with_rooms_of(hall))
    return list(theirs.select_related("facility"))


def halls_in(lottery: Round) -> QuerySet[Any]:
    """The halls (keys, as a query) whose rooms a round gives out, and the one that holds it."""
    theirs = Q(rooms__round_slots__round=lottery) | Q(pk=lottery.facility_id)
    return Facility.objects.filter(theirs).order_by().values("pk").distinct()


def with_rooms_of(hall: Facility) -> QuerySet[Any]:
    """The rounds (keys, as a query) that give out rooms of a hall."""
    return RoundSlot.objects.filter(room__facility=hall).order_by().values("round")


def _counted(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Each with of how many `halls` it gives out rooms."""
    return rounds.annotate(halls=Count("slots__room__facility", distinct=True))


def drawn_rounds(limit: int, hall: Facility | None = None, before: int | None = None) -> list[Round]:
    """The rounds (of those that a hall held) drawn last, before an instant, the latest first. One query."""
    rounds = _counted(Round.objects.filter(facility__published=True, state=Round.State.DRAWN))
    if hall is not None:
        rounds = rounds.filter(facility=hall)
    if before is not None:
        rounds = rounds.filter(drawn_at__lt=before)
    return list(rounds.select_related("facility").order_by("-drawn_at", "-pk")[:limit])


def entry_of(lottery: Round, person: int | None, group: int | None) -> Entry | None:
    """The entry of a group, or of a person alone. One query."""
    return (
        Entry.objects.filter(_theirs(person, group), round=lottery).select_related("group", "person").first()
    )


def _theirs(person: int | None, group: int | None) -> Q:
    """The entries of a group, or of a person alone."""
    return Q(group=group) if group is not None else Q(person=person, group=None)


def entry_in(lottery: Round, public_id: str) -> Entry:
    """One of a round's, by the name that it has in the published list. Absent for any other. One query."""
    found = Entry.objects.filter(round=lottery, public_id=public_id).select_related("group", "round").first()
    if found is None:
        raise Absent(public_id)
    return found


def may_change(entry: Entry, actor: Person) -> bool:
    """Whoever has entered, as long as they are in the group, and who leads it. At most one query."""
    if entry.group_id is None:
        return entry.person_id == actor.pk
    of_group = Membership.objects.filter(group=entry.group_id, person=actor)
    return (of_group if entry.person_id == actor.pk else of_group.filter(role__in=LEADING)).exists()


def choices_of(entry: Entry) -> list[Choice]:
    """Its wishes in their order. One query."""
    return list(Choice.objects.filter(entry=entry).select_related("slot__room__facility").order_by("rank"))


def left_over(known: Bench) -> Bench:
    """The same round with those of its slots alone that nobody has won. One query."""
    won = Choice.objects.filter(slot__round=known.round, outcome=Choice.Outcome.WON).values_list(
        "slot", flat=True
    )
    gone = set(won)
    return replace(known, slots=tuple(one for one in known.slots if one.key not in gone))


def win_of(lottery: Round, number: int) -> Choice | None:
    """Who has won a slot of a round, by its number. One query."""
    won = Choice.objects.filter(slot__round=lottery, slot__number=number, outcome=Choice.Outcome.WON)
    return won.select_related("entry", "slot__round").first()


def entries_of(person: Person) -> QuerySet[Entry]:
    """What somebody or their groups have entered, the latest round first, with choices. Four queries."""
    groups = Membership.objects.filter(person=person).values("group")
    entries = Entry.objects.filter(Q(person=person, group=None) | Q(group__in=groups))
    wishes = Choice.objects.select_related("slot__room__facility").prefetch_related("slot__dates", "bookings")
    told = entries.select_related("round__facility", "group").order_by("-round__closes_at", "-pk")
    return told.prefetch_related(Prefetch("choices", wishes))


def other_days(lottery: Round, person: int | None, group: int | None) -> list[Entered]:
    """For which slots a party has entered in other open rounds. One query."""
    theirs = (
        Q(slot__choices__entry__group=group)
        if group is not None
        else Q(slot__choices__entry__person=person, slot__choices__entry__group=None)
    )
    zone, found = ZoneInfo(lottery.facility.timezone), dict[tuple[int, int], list[date]]()
    rows = SlotDate.objects.filter(theirs, slot__round__state__in=ROUNDS).exclude(slot__round=lottery)
    for slot, hall, start in rows.values_list("slot", "slot__room__facility", "start"):
        found.setdefault((slot, hall), []).append(local_day(start, zone))
    return [(hall, tuple(days)) for (_, hall), days in found.items()]


def has_lost(lottery: Round, person: int | None, group: int | None) -> bool:
    """Whether a party has taken part in a draw before this one, for some of the same days and of rooms of the
    same halls, and won nothing: a second draw (二次抽選) may be for them alone. One query."""
    same = Q(uses_from__lte=lottery.uses_until, uses_until__gte=lottery.uses_from)
    halls = RoundSlot.objects.filter(round=lottery).values("room__facility")
    there = RoundSlot.objects.filter(room__facility__in=halls).values("round")
    before = Round.objects.filter(same, pk__in=there, state=Round.State.DRAWN)
    won = Choice.objects.filter(entry=OuterRef("pk"), outcome=Choice.Outcome.WON)
    entries = Entry.objects.filter(_theirs(person, group), round__in=before.order_by().values("pk"))
    wins = list(entries.annotate(won=Exists(won)).values_list("won", flat=True))
    return bool(wins) and not any(wins)


def enterable_rounds(person: Person) -> list[int]:
    """The rounds (by key) that somebody has entered alone and can still withdraw from. One query."""
    alone = Entry.objects.filter(person=person, group=None, round__state=Round.State.OPEN)
    return list(alone.values_list("round", flat=True))


def losses(lottery: Round) -> dict[tuple[int | None, int | None], int]:
    """In how many of the last rounds each party (person, group by key) took part and won nothing: of those
    that the same hall has held.

    A group's person is None. Two queries.
    """
    # By entering: a ticket more is for who took part and lost, and none for who stayed away.
    last = drawn_rounds(lottery.look_back, lottery.facility)
    won = Choice.objects.filter(entry=OuterRef("pk"), outcome=Choice.Outcome.WON)
    entries = Entry.objects.filter(~Exists(won), round__in=last).order_by()
    found: dict[tuple[int | None, int | None], int] = {}
    for person, group in entries.values_list("person", "group"):
        key = party_key(person, group)
        found[key] = found.get(key, 0) + 1
    return found


def party_key(person: int | None, group: int | None) -> tuple[int | None, int | None]:
    """A group is one party whoever entered for it."""
    return (person, None) if group is None else (None, group)
