"""B6: district committees and children's associations are paid grants, each step on its day."""

from collections.abc import Iterator, Sequence
from datetime import date

from booking.actions.grants import Taken, begin_grant, take_step
from booking.management.demo.supported import CHILDREN, SCHEME
from booking.management.demo.year.stories import Story, at, office, person
from booking.rules.grants import ORDER

BODIES = ("地区委員会(見本)", "さくら町子ども会(見本)", "けやき町子ども会(見本)", "つつじ町子ども会(見本)")
# Applied for, decided, paid, reported, settled: (month, day) and yen.
STEPS: Sequence[tuple[tuple[int, int], int]] = (
    ((4, 20), 60_000),
    ((5, 15), 50_000),
    ((6, 1), 50_000),
    ((3, 10), 48_600),
    ((3, 25), 48_600),
)


def grants(year: int) -> Iterator[Story]:
    for body in BODIES:
        yield _grant(body, year)


def _grant(body: str, year: int) -> Story:
    made = None
    for step, ((month, day), yen) in zip(ORDER, STEPS, strict=True):
        on = date(year if month > 3 else year + 1, month, day)
        now = at(on, 10)
        yield now
        actor, taken = person(CHILDREN), Taken(on, yen)
        if made is None:
            bureau = office(actor)
            made = begin_grant(
                department=bureau, scheme=SCHEME, body=body, plan="B6", taken=taken, actor=actor, now=now
            )
        else:
            made = take_step(grant=made, step=step, taken=taken, seen=made.revision, actor=actor, now=now)
