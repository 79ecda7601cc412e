"""The bookings of the demo city: each wish is put to the same verb as everyone's, when it is asked."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from random import Random

from booking.actions import demand
from booking.actions.bookings import Company, Refused, book, cancel
from booking.actions.wanted import Wanted
from booking.management.demo.city import City, Club, Habit
from booking.management.demo.terms import book_term
from booking.management.demo.whereabouts import Away, away
from booking.management.demo.wishes import Wish, free_ahead
from booking.models import Booking, Group, Person
from booking.queries.people import today_here
from booking.rules.demand import cause_of
from booking.rules.lifecycle import HOLDING

A_DAY = 24 * 60 * 60
ASKED_BEFORE = 3 * A_DAY
TRIES = 6  # how many ask, one after the other, when the first is refused
GIVEN_BACK = 0.06  # of the bookings, at some time before they begin

NOBODY = Away(frozenset(), frozenset())

Happening = tuple[int, int, Callable[[], None]]  # when (seconds, UTC), which of those, what


class Bookings:
    """What the people of the city have asked for, up to `now`."""

    def __init__(self, city: City, now: int) -> None:
        self.now = now
        self.habits = (*city.groups, *city.alone)
        self.people = Person.objects.in_bulk(
            [member.card for member in city.people], field_name="card_number"
        )
        leaders = [self.people[club.people[0]].pk for club in city.groups]
        led = Group.objects.filter(memberships__person__in=leaders, memberships__role="leader")
        self.groups = {group.name: group for group in led}
        self.granted = self.given_back = self.refused = 0
        self.unmet: Counter[demand.Wanted] = Counter()
        self._to_come: list[Happening] = []

    def grant(self, wishes: Sequence[Wish]) -> Iterator[None]:
        """Lets everybody ask, and some give back, in the order of time. Yields after each wish."""
        self._to_come = [(wish.asked_at, number, self._asking(wish)) for number, wish in enumerate(wishes)]
        # A heap, since what is given back on the way has to happen in its turn: the next one who asks may get
        # it.
        heapify(self._to_come)
        while self._to_come:
            _, number, happen = heappop(self._to_come)
            happen()
            if number >= 0:
                yield

    def grant_ahead(self, city: City, today: date) -> None:
        """Gives those who sign in the booking that they have ahead of them; they asked days ago."""
        habits = {habit.name: habit for habit in city.groups}
        for ahead in city.ahead:
            habit = habits.get(ahead.group) or Habit(people=(ahead.person,), purposes=("",), uses=())
            for span, room in free_ahead(city, ahead, today):
                wish = Wish(room, span, ahead.parts[0], self.now - ASKED_BEFORE)
                if self._granted(wish, habit, ahead.person, wish.random(), away(room, span)):
                    break

    def grant_terms(self, city: City, today: date) -> None:
        """Gives groups the series that they have ahead of them, as far as each date is possible."""
        habits = {habit.name: habit for habit in city.groups}
        for term in city.terms:
            self.granted += book_term(
                term,
                today,
                person=self.people[term.person],
                company=self._company(
                    habits[term.group], term.person, self.groups[term.group], Random(term.group), NOBODY
                ),
                purpose=habits[term.group].purposes[0],
                now=self.now - ASKED_BEFORE,
            )

    def _asking(self, wish: Wish) -> Callable[[], None]:
        return lambda: self._ask(wish)

    def _ask(self, wish: Wish) -> None:
        random, others = wish.random(), away(wish.room, wish.span)
        for habit, card in self._who_asks(wish, random, others):
            booking = self._granted(wish, habit, card, random, others)
            if booking is not None:
                self._perhaps_give_back(booking, self.people[card], random)
                return
        self.refused += 1

    def _granted(self, wish: Wish, habit: Habit, card: str, random: Random, others: Away) -> Booking | None:
        if not self._can_come(habit, card, others):
            return None
        try:
            booking = self._book(wish, habit, card, random, others)
        except Refused as refused:
            cause = cause_of({reason.code for reason in refused.verdict.broken})
            self.unmet[demand.Wanted(today_here(wish.asked_at), wish.room.facility_id, cause)] += 1
            return None
        self.granted += booking is not None
        return booking

    def _who_asks(self, wish: Wish, random: Random, others: Away) -> list[tuple[Habit, str]]:
        """Whose habit it is to want this and who can come, the likelier first."""
        wanting = []
        for habit in self.habits:
            cards = [card for card in habit.people if self._can_come(habit, card, others)]
            # One asks for a group; of those who book in their own name, each on their own.
            if isinstance(habit, Club):
                cards = random.sample(cards, min(1, len(cards)))
            for uses in habit.uses:
                if wish.place in uses.rooms and wish.part in uses.parts:
                    # Efraimidis and Spirakis: drawn without replacement, each as likely as its weight.
                    wanting += [
                        (random.random() ** (len(cards) / uses.weight), habit, card) for card in cards
                    ]
        likeliest = sorted(wanting, key=lambda one: -one[0])[:TRIES]
        return [(habit, card) for _, habit, card in likeliest]

    def _can_come(self, habit: Habit, card: str, others: Away) -> bool:
        elsewhere = isinstance(habit, Club) and self.groups[habit.name].pk in others.groups
        return not elsewhere and self.people[card].pk not in others.people

    def _book(self, wish: Wish, habit: Habit, card: str, random: Random, others: Away) -> Booking | None:
        person = self.people[card]
        group = self.groups[habit.name] if isinstance(habit, Club) else None
        if habit.outstanding is not None and self._open(person, group, wish) >= habit.outstanding:
            return None
        return book(
            person=person,
            wanted=Wanted(
                wish.room,
                wish.span,
                self._company(habit, card, group, random, others),
                purpose=random.choice(habit.purposes),
            ),
            now=wish.asked_at,
        )

    def _open(self, person: Person, group: Group | None, wish: Wish) -> int:
        theirs = (
            Booking.objects.filter(group=group)
            if group
            else Booking.objects.filter(person=person, group=None)
        )
        return theirs.filter(end__gt=wish.asked_at, state__in=HOLDING).count()

    def _company(self, habit: Habit, card: str, group: Group | None, random: Random, others: Away) -> Company:
        coming = [card]
        if isinstance(habit, Club):
            can = [each for each in habit.people if each != card and self._can_come(habit, each, others)]
            coming += random.sample(can, min(random.randint(*habit.comes) - 1, len(can)))
        brought = {band: random.randint(*numbers) for band, numbers in habit.brings.items()}
        people = tuple(self.people[each].pk for each in coming)
        return Company(group.pk if group else None, people, {band: n for band, n in brought.items() if n})

    def _perhaps_give_back(self, booking: Booking, actor: Person, random: Random) -> None:
        at = random.randrange(booking.made_at, booking.start)
        if random.random() < GIVEN_BACK and at <= self.now:
            # Negative: not a wish of its own, so the bar does not move for it.
            heappush(self._to_come, (at, -booking.pk, lambda: self._give_back(booking, actor, at)))

    def _give_back(self, booking: Booking, actor: Person, at: int) -> None:
        cancel(booking=booking, actor=actor, now=at)
        self.given_back += 1
