"""What the check of the language says of a clause, at the field of its form where it is put right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from booking.rules.mistakes import Mistake
from booking.wording.mistakes import PLACE, TERM, part_of, words_of


@dataclass(frozen=True, slots=True)
class Error:
    """A mistake at the field of a form."""

    field: str
    words: str


def errors_of(mistakes: Iterable[Mistake], says: Sequence[str] = ()) -> list[Error]:
    """Of a clause; `says` are the types of its terms, in their order."""
    return [Error(field_of(one), words_of(one, part_of(one, says))) for one in mistakes]


def field_of(mistake: Mistake) -> str:
    """Its name in the form of its clause: `t0.on.days`."""
    named = TERM.sub(lambda found: f"t{int(found[1]) - 1}.", mistake.field)
    return PLACE.sub(lambda found: f".{int(found[1]) - 1}", named).rstrip(".")
