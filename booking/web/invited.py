"""What a group was invited to carry out with a hall, as its page shows it."""

from dataclasses import dataclass

from booking.models import Group, Programme
from booking.queries.partners import asked_of


@dataclass(frozen=True, slots=True)
class Invited:
    """`state` is `asked`, `confirmed` or `declined`; what is no public page yet has no link."""

    programme: Programme
    by: str
    state: str
    public: bool


def invited(group: Group) -> list[Invited]:
    """One query."""
    return [
        Invited(
            one.programme,
            (one.programme.facility or one.programme.department).name,
            "confirmed" if one.confirmed_at else "declined" if one.declined_at else "asked",
            one.programme.state == Programme.State.OPEN,
        )
        for one in asked_of(group)
    ]
