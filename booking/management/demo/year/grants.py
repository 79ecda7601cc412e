"""B6, B1: district committees, children's associations and a seniors' club are paid grants, each step on its
day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from booking.actions.grants import Taken, begin_grant, take_step
from booking.management.demo.supported import CHILDREN, SCHEME
from booking.management.demo.year.stories import Story, at, office, person
from booking.rules.grants import ORDER

WELFARE = "100096"


class Scheme(NamedTuple):
    """Whom an office pays by it, for which programme of the plan; `actor` has a post there."""

    name: str
    plan: str
    actor: str
    bodies: Sequence[str]


SCHEMES = (
    Scheme(
        SCHEME,
        "B6",
        CHILDREN,
        ("地区委員会(見本)", "さくら町子ども会(見本)", "けやき町子ども会(見本)", "つつじ町子ども会(見本)"),
    ),
    Scheme("老人クラブとの交流の補助金(見本)", "B1", WELFARE, ("緑寿クラブ(見本)",)),
)
# Applied for, decided, paid, reported, settled: (month, day) and yen.
STEPS: Sequence[tuple[tuple[int, int], int]] = (
    ((4, 20), 60_000),
    ((5, 15), 50_000),
    ((6, 1), 50_000),
    ((3, 10), 48_600),
    ((3, 25), 48_600),
)


def grants(year: int) -> Iterator[Story]:
    for scheme in SCHEMES:
        yield from (_grant(scheme, body, year) for body in scheme.bodies)


def _grant(scheme: Scheme, body: str, year: int) -> Story:
    made = None
    for step, ((month, day), yen) in zip(ORDER, STEPS, strict=True):
        on = date(year if month > 3 else year + 1, month, day)
        now = at(on, 10)
        yield now
        actor, taken = person(scheme.actor), Taken(on, yen)
        if made is None:
            to = {"scheme": scheme.name, "plan": scheme.plan, "body": body}
            made = begin_grant(department=office(actor), **to, taken=taken, actor=actor, now=now)
        else:
            made = take_step(grant=made, step=step, taken=taken, seen=made.revision, actor=actor, now=now)
