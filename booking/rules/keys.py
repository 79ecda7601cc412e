"""The keys of a rulebook's own: which its clauses know, which its questions name, which have words.

A key that is spelt in two ways is two keys, and nothing is wrong with either: so it is told.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from enum import StrEnum

from pydantic import BaseModel

from booking.rules.clauses.consent import Consent
from booking.rules.clauses.fee import Fee
from booking.rules.clauses.induction import Induction
from booking.rules.clauses.points import Points
from booking.rules.clauses.proof import Proof
from booking.rules.clauses.purpose import Purpose
from booking.rules.clauses.refund import Refund
from booking.rules.clauses.registration import Registration
from booking.rules.clauses.representative import Representative
from booking.rules.clauses.sanction import Sanction
from booking.rules.clauses.sound import Instruments
from booking.rules.clauses.users import Users
from booking.rules.questions import Question
from booking.rules.rulebook import Rulebook


class Role(StrEnum):
    """What a key stands for."""

    PURPOSE = "purpose"
    INSTRUMENT = "instrument"
    THING = "thing on loan"
    COURSE = "course"
    PAPER = "paper"
    CLASS = "class of users"
    KIND = "kind of group"
    CONSENT = "consent"
    EVENT = "event"
    CAUSE = "cause"
    MEMBER = "role of a member"


Named = tuple[Role, str]


def unknown_keys(question: Question, rulebook: Rulebook) -> Iterator[str]:
    """Of the keys that a question names, those that no clause knows and that have no words: a key with
    words is meant, though no clause speaks of it."""
    known = {named for _, named in _of_clauses(rulebook)}
    for role, key in dict.fromkeys(_of_question(question)):
        alike = [name for its, name in known if its is role]
        if key not in alike and key not in rulebook.names:
            yield (
                f"no clause knows the {role} `{key}`; "
                f"{_nearest(key, alike)}; if it is another one, give it words in `names`"
            )


def wordless(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Keys in clauses that people would read as they stand, with the clause that names them first."""
    # Backwards, so that of all clauses that name a key the first is the one that stays.
    first = {key: (clause, role) for clause, (role, key) in reversed([*_of_clauses(rulebook)])}
    for key, (clause, role) in reversed(first.items()):
        if key not in rulebook.names:
            near = get_close_matches(key, rulebook.names, n=1)
            hint = f"; is it `{near[0]}`?" if near else ""
            yield clause, f"the {role} `{key}` has no words in `names`, so people read the key{hint}"


def _of_clauses(rulebook: Rulebook) -> Iterator[tuple[str, Named]]:
    for clause, term in rulebook.said:
        for role, keys in (*_of_term(term), *_of_what_happened(term), *_of_users(term)):
            yield from ((clause, (role, key)) for key in keys or ())


def _of_term(term: object) -> Iterator[tuple[Role, Sequence[str] | None]]:
    if isinstance(term, Purpose):
        yield Role.PURPOSE, (*(term.only or ()), *(term.never or ()))
    if isinstance(term, Instruments):
        yield Role.INSTRUMENT, (*(term.only or ()), *(term.never or ()))
    if isinstance(term, Fee):
        yield Role.THING, term.things
    if isinstance(term, Induction):
        yield Role.COURSE, [term.course]
    if isinstance(term, Proof):
        yield Role.PAPER, term.proofs
    if isinstance(term, Registration):
        yield Role.CLASS, term.classes


def _of_what_happened(term: object) -> Iterator[tuple[Role, Sequence[str] | None]]:
    """And of who people are to a group, and to what a guardian agreed."""
    if isinstance(term, Points):
        yield from ((Role.EVENT, [term.event]), (Role.CAUSE, term.unless_cause))
    if isinstance(term, Sanction):
        yield from ((Role.EVENT, term.when.events), (Role.MEMBER, term.roles))
    if isinstance(term, Refund):
        yield Role.CAUSE, term.full_for
    if isinstance(term, Representative):
        yield Role.MEMBER, term.never
    if isinstance(term, Consent):
        yield Role.CONSENT, [term.purpose]


def _of_users(value: object) -> Iterator[tuple[Role, Sequence[str] | None]]:
    """Wherever in a term they stand: in its scope, its exceptions, among those who go first."""
    if isinstance(value, Users):
        yield from ((Role.CLASS, value.classes), (Role.KIND, value.kinds))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _of_users(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _of_users(one)


def _of_question(question: Question) -> Iterator[Named]:
    people, group = question.party.people, question.party.group
    happened = [one for known in (*people, *([group] if group else ())) for one in known.incidents or ()]
    told: list[tuple[Role, Sequence[str | None]]] = [
        (Role.PURPOSE, [question.purpose]),
        (Role.INSTRUMENT, question.facts.instruments or ()),
        (Role.THING, question.facts.things or ()),
        (Role.COURSE, [key for one in people for key in (*(one.inductions or ()), *one.inductions_on)]),
        (Role.PAPER, [key for one in people for key in one.proofs or ()]),
        (Role.CLASS, [one.user_class for one in (*people, *([group] if group else ()))]),
        (Role.KIND, [group.kind] if group else ()),
        (Role.CONSENT, [key for one in people for key in one.consents or ()]),
        (Role.EVENT, [question.facts.event, *(one.event for one in happened)]),
        (Role.CAUSE, [question.facts.cause, *(one.cause for one in happened)]),
        (Role.MEMBER, [*(key for one in people for key in one.roles or ()), *(one.role for one in happened)]),
    ]
    return ((role, key) for role, keys in told for key in keys if key)


def _nearest(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"they know {', '.join(sorted(known)) or 'none'}"
