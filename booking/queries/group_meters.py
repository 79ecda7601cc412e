"""How much of the halls' caps a group has used, and whose window is not lit, asked of the judge's terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from booking.models import Group, Membership
from booking.queries.party import asker_of_group
from booking.queries.rules import rules_of
from booking.rules.ask import Ask, Channel, Party, Step
from booking.rules.clauses.consent import Consent
from booking.rules.clauses.outstanding import Outstanding
from booking.rules.clauses.quota import Quota
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.verdict import Finding
from facilities.models import Facility
from facilities.queries.halls import published_halls
from facilities.rules.words import Words


@dataclass(frozen=True, slots=True)
class Meter:
    """`used` of `most`; `per` is the period, "" for bookings that are open at a time; `law` is the clause."""

    hall: Facility
    clause: str
    law: Words
    most: int
    used: float
    unit: str
    per: str

    @property
    def left(self) -> float:
        return max(0, self.most - self.used)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group stands on a day. `unlit` are members (by key) whose guardian has not agreed to what a hall
    that the group uses asks; `courses` are the words for courses, by key."""

    meters: tuple[Meter, ...]
    unlit: frozenset[int]
    courses: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class _At:
    hall: Facility
    rules: Rules
    book: Rulebook


def standing(group: Group, members: Sequence[Membership], now: int, day: date) -> Standing:
    """Five queries, one more for rulebooks not yet compiled."""
    people = [one.person_id for one in members if one.role != Membership.Role.ADULT_CONTACT]
    party = asker_of_group(group, people, now).party(day)
    used = {held.hall for held in party.history or ()}
    halls = list(published_halls().order_by("position", "slug"))
    versions = rules_of(halls)
    found = [
        _At(hall, versions[hall.pk].on(day), book)
        for hall in halls
        if (book := versions[hall.pk].book_on(day)) is not None
    ]
    asked = Ask(step=Step.BOOK, asked_at=now, day=day, channel=Channel.WEB, party=party)
    theirs = [at for at in found if at.hall.slug in used]
    meters = (meter for at in theirs for meter in _meters(at, replace(asked, hall=at.hall.slug)))
    unlit = (key for at in theirs for key in _unlit(at, replace(asked, hall=at.hall.slug), people))
    courses = {key: words for at in found for key, words in at.rules.setting.names.items()}
    return Standing(tuple(meters), frozenset(unlit), courses)


def _meters(at: _At, asked: Ask) -> Iterator[Meter]:
    for clause, term in at.rules.terms:
        if not isinstance(term, Quota | Outstanding):
            continue
        # A cap on some rooms is asked of one of them; what it counts, it says itself.
        ask = replace(asked, room=term.rooms[0] if term.rooms else None)
        if term.speaks(ask, at.rules.setting) != ():
            continue
        said = at.book.clause(clause)
        known = (at.hall, clause, Words(ja=said.ja, en=said.en), term.most)
        if isinstance(term, Quota):
            yield Meter(*known, term.so_far(ask, at.rules.setting), term.unit, term.per)
        else:
            yield Meter(*known, len(term.open_until(ask, at.rules.setting) or ()), "uses", "")


def _unlit(at: _At, asked: Ask, people: Sequence[int]) -> Iterator[int]:
    terms = [term for _, term in at.rules.terms if isinstance(term, Consent)]
    # Those who are named come first in a party, in their order; whoever is only counted stands behind.
    for key, person in zip(people, asked.party.people, strict=False):
        alone = replace(asked, party=Party(people=(person,), group=asked.party.group, size=1))
        found = (reason for term in terms for reason in term.find(alone, at.rules.setting))
        if any(reason.finding is Finding.BROKEN for reason in found):
            yield key
