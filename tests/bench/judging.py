"""A week of one hall's rooms, judged for one party: of the published rulebooks, the one that costs most."""

import time
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from booking.rules.admission import Judge
from booking.rules.ask import Ask, Channel, Group, Held, Party, Person, Registered, Step, TieKind
from booking.rules.rulebook import Rulebook, Rules, read
from facilities.rules.slots import State, lay
from facilities.rules.spans import instant, wall_span
from facilities.rules.stages import Cohort

BOOKS = Path(__file__).parents[2] / "rulebooks"
BORN = Cohort.born(date(2010, 5, 10))
CAP = {
    "id": "CAP",
    "ja": "1年度に300時間までです。",
    "en": "At most 300 hours in a fiscal year.",
    "says": [{"type": "quota", "most": 300, "unit": "hours", "per": "fiscal_year"}],
}
PAST_USES = 50  # of a group that comes every week, which caps over a month or a year look through
Hall = tuple[Rules, tuple[str, ...]]


def halls(capped: bool) -> list[Hall]:
    """Every hall of the published rulebooks that lends rooms, compiled, with them; `capped` puts in each
    a cap over a year, which none of them has."""
    books = [read(path.read_text(), path.name) for path in sorted(BOOKS.glob("*.toml"))]
    books = [_with_cap(book) for book in books] if capped else books
    lent = [
        (book, hall.key, tuple(room.key for room in hall.rooms if room.bookable))
        for book in books
        for hall in book.halls
    ]
    return [(book.for_hall(hall), rooms) for book, hall, rooms in lent if rooms]


def _with_cap(book: Rulebook) -> Rulebook:
    return Rulebook.model_validate(book.document | {"clauses": [*book.document["clauses"], CAP]})


@cache
def dearest(day: date, capped: bool) -> Hall:
    """The hall whose week from `day` costs most to judge, once its calendar is known."""
    return max(halls(capped), key=lambda hall: min(_cost(hall, day) for _ in range(3)))


def judge_week(hall: Hall, first: date) -> int:
    """Judges each free slot of seven days for each room, as a page would; how many there were."""
    rules, rooms = hall
    party = _party(rules, rooms[0], first)
    return sum(_judge_room(rules, room, first, party) for room in rooms)


def _judge_room(rules: Rules, room: str, first: date, party: Party) -> int:
    now = instant(first, 8 * 60, rules.zone)
    judge = Judge(rules, Ask(Step.BOOK, now, rules.hall, room, channel=Channel.WEB, party=party))
    judged = 0
    for day in (first + timedelta(days=ahead) for ahead in range(7)):
        plan = rules.timetable.plan(room, day)
        of_day = judge.on(day, plan)
        for slot in lay(plan, (), now):
            if slot.state is State.FREE and slot.offer:
                of_day.verdict(slot.offer)
                judged += 1
    return judged


def _party(rules: Rules, room: str, first: date) -> Party:
    registered = (Registered(rules.setting.registry, date(2026, 4, 10)),)
    teen = Person(BORN, frozenset({TieKind.LIVES}), registrations=registered, inductions=frozenset())
    history = tuple(_past(rules, room, first - timedelta(days=7 * n)) for n in range(1, PAST_USES + 1))
    return Party(people=(teen,) * 4, group=Group(registered, "band"), history=history)


def _past(rules: Rules, room: str, day: date) -> Held:
    return Held(rules.hall, room, wall_span(day, 10 * 60, 12 * 60, rules.zone), by_group=True)


def _cost(hall: Hall, day: date) -> float:
    began = time.process_time()
    judge_week(hall, day)
    return time.process_time() - began
