"""What of the rules is to be read or done in the course of a visit: beforehand, on coming, on leaving."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from booking.rules.ask import Step
from booking.rules.clauses.prepay import Prepay
from booking.rules.clauses.procedure import Moment, Procedure
from booking.rules.clauses.proof import Proof
from booking.rules.clauses.shown import Shown, Topic
from booking.rules.rulebook import Clause, Rulebook
from booking.wording.clauses import said_of
from booking.wording.scopes import Said
from facilities.labels import in_english


class Part(StrEnum):
    """Of a visit. READING is whatever stands on the wall: it is due at no moment."""

    READING = "reading"
    REGISTERING = "registering"
    BOOKING = "booking"
    ARRIVING = "arriving"
    LEAVING = "leaving"


PARTS: Mapping[Part, Promise] = {
    Part.REGISTERING: gettext_lazy("登録するとき"),
    Part.BOOKING: gettext_lazy("申しこむとき"),
    Part.ARRIVING: gettext_lazy("来たとき"),
    Part.LEAVING: gettext_lazy("帰るとき"),
    Part.READING: gettext_lazy("知っておくこと"),
}
# What is worth knowing of a room, among what is only shown; the rest stands in the rules.
OF_THE_ROOM = frozenset(
    {
        Topic.ANCILLARY,
        Topic.CONDUCT,
        Topic.EQUIP_LOAN,
        Topic.FEE,
        Topic.INSTRUMENT_BAN,
        Topic.OVERNIGHT,
        Topic.PREP_INSIDE,
    }
)


def visit(book: Rulebook, hall: str, room: str) -> dict[Part, tuple[Clause, ...]]:
    """The clauses that whoever uses a room reads or does something about, by the parts of a visit."""
    parts: dict[Part, list[Clause]] = {part: [] for part in PARTS}
    for clause in book.clauses:
        spoken = [term for term in said_of(clause, hall) if _means(term, room)]
        for part in dict.fromkeys(part for term in spoken for part in parts_of(term)):
            parts[part].append(clause)
    return {part: tuple(clauses) for part, clauses in parts.items() if clauses}


def clause_words(clause: Clause) -> str:
    return clause.en if in_english() else clause.ja


def part_words(part: Part) -> str:
    return str(PARTS[part])


def parts_of(term: Said) -> Iterator[Part]:
    """When somebody is to know of it; at no time for what the judge sees to."""
    if isinstance(term, Procedure):
        yield _at(term.when)
    elif isinstance(term, Prepay):
        yield Part.ARRIVING if term.when == "before_use" else Part.BOOKING
    elif isinstance(term, Proof):
        yield from _shown_at(term)
    elif isinstance(term, Shown) and term.topic in OF_THE_ROOM:
        yield Part.READING


def _at(when: Moment) -> Part:
    return Part(when.value)


def _shown_at(proof: Proof) -> Iterator[Part]:
    steps = {Step.REGISTER: Part.REGISTERING, Step.BOOK: Part.BOOKING, Step.ARRIVE: Part.ARRIVING}
    yield from (part for step, part in steps.items() if step in proof.steps)


def _means(term: Said, room: str) -> bool:
    but = getattr(term, "except_rooms", None) or ()
    return (term.rooms is None or room in term.rooms) and room not in but
