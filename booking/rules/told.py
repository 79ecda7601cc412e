"""What whoever books tells of a visit since a clause of the room asks for it: nothing is on record of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from booking.rules.ask import Person
from booking.rules.circumstances import Facts
from booking.rules.clauses.proof import Proof
from booking.rules.clauses.sound import Instruments
from booking.rules.clauses.who import Who
from booking.rules.rulebook import Rules


@dataclass(frozen=True, slots=True)
class Told:
    """What is played, what papers are brought (keys of the rulebook; none of them: empty), and whether those
    of high-school age go to a school. None: nobody said."""

    instruments: tuple[str, ...] | None = None
    proofs: tuple[str, ...] | None = None
    at_school: bool | None = None

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Told":
        """As it was stored by `kept`."""
        lists = {
            name: tuple(stored[name]) for name in ("instruments", "proofs") if stored.get(name) is not None
        }
        return cls(**lists, at_school=stored.get("at_school"))

    @property
    def kept(self) -> dict[str, Any]:
        """What was said of it, as it is stored."""
        said = {"instruments": self.instruments, "proofs": self.proofs, "at_school": self.at_school}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in said.items()
            if value is not None
        }

    def person(self, one: Person) -> Person:
        """Somebody who comes, with what was told where nothing is on record of them."""
        return replace(
            one,
            proofs=frozenset(self.proofs) if one.proofs is None and self.proofs is not None else one.proofs,
            at_school=self.at_school if one.at_school is None else one.at_school,
        )

    def facts(self, facts: Facts) -> Facts:
        """The circumstances of a use, with what is played."""
        if self.instruments is None:
            return facts
        return facts.model_copy(update={"instruments": self.instruments})


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the clauses of a room ask for that only whoever books can tell. The keys are those that they
    name; None where no clause asks."""

    instruments: tuple[str, ...] | None = None
    proofs: tuple[str, ...] | None = None
    at_school: bool = False

    @property
    def anything(self) -> bool:
        return self != NOTHING_ASKED


NOTHING_ASKED = Asked()


def all_asked(asked: Sequence[Asked]) -> Asked:
    """What several halls ask for together."""
    return Asked(
        instruments=_each([one.instruments for one in asked if one.instruments is not None]),
        proofs=_each([one.proofs for one in asked if one.proofs is not None]),
        at_school=any(one.at_school for one in asked),
    )


def asked_in(rules: Rules, rooms: Collection[str]) -> Asked:
    """What the clauses that speak of one of these rooms ask for."""
    terms = [
        term for _, term in rules.terms if any(_is_of(term.rooms, term.except_rooms, one) for one in rooms)
    ]
    played = [(*(term.only or ()), *(term.never or ())) for term in terms if isinstance(term, Instruments)]
    shown = [term.proofs for term in terms if isinstance(term, Proof)]
    return Asked(
        instruments=_each(played),
        proofs=_each(shown),
        at_school=any(isinstance(term, Who) and term.at_school for term in terms),
    )


def _is_of(rooms: Sequence[str] | None, but: Sequence[str] | None, room: str) -> bool:
    return (rooms is None or room in rooms) and room not in (but or ())


def _each(keys: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(key for some in keys for key in some)) if keys else None
