"""A group that stands in the network, and a grant, as the tests mean them."""

from datetime import date

from booking.actions.grants import Taken, begin_grant, take_step
from booking.actions.supported import Asking, ask_to_stand, confirm_group, enter_open_date
from booking.models import Grant, Group, OpenDate, Person, SupportedGroup
from booking.rules.grants import ORDER
from booking.rules.supported import GroupKind
from tests.booking.activities import department_of
from tests.factories import NOW, span

ASKING = Asking(GroupKind.CHILD_REARING, "親子で歌います。", "はじめての人")
DAYS = (date(2026, 9, 1), date(2026, 9, 20), date(2026, 10, 1), date(2026, 11, 10), date(2026, 11, 30))


def asks(group: Group, leader: Person, asking: Asking = ASKING) -> SupportedGroup:
    return ask_to_stand(group=group, asking=asking, seen=None, actor=leader, now=NOW)


def stands(group: Group, leader: Person, office: Person) -> SupportedGroup:
    """Asked, and confirmed by the office."""
    made = asks(group, leader)
    return confirm_group(
        department=department_of(office), supported=made, seen=made.revision, actor=office, now=NOW
    )


def holds(group: Group, leader: Person, title: str = "親子の会", day: str = "2026-12-09") -> OpenDate:
    return enter_open_date(
        group=group,
        span=span(day, "10:00", "11:30"),
        title=title,
        place="公園",
        bands=("preschool", "adult"),
        actor=leader,
        now=NOW,
    )


def a_grant(office: Person, *yen: int, body: str = "さくら町子ども会", plan: str = "B6") -> Grant:
    """So many steps were taken, each with its yen; without any, 60,000 yen were applied for."""
    amounts = yen or (60_000,)
    made = begin_grant(
        department=department_of(office),
        scheme="青少年健全育成事業補助金",
        body=body,
        plan=plan,
        taken=Taken(DAYS[0], amounts[0]),
        actor=office,
        now=NOW,
    )
    for step, day, amount in zip(ORDER[1:], DAYS[1:], amounts[1:], strict=False):
        made = take_step(
            grant=made, step=step, taken=Taken(day, amount), seen=made.revision, actor=office, now=NOW
        )
    return made
