"""What a member still has to do, or to wait for, before everything is open to them.

The one list of next steps: the page at the end of registering and 利用登録 read it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from booking.models import NewAddress, Person
from booking.queries.party import Company, asker_of
from booking.queries.registries import (
    Registry,
    Standing,
    judged,
    registrations_of,
    registries,
    standing,
    state_for,
)
from booking.rules.ask import Ask, Channel, Party, Step
from booking.rules.clauses.consent import Consent
from booking.rules.codes import Code
from booking.rules.rulebook import Rules
from booking.rules.verdict import Finding, Reason
from facilities.rules.spans import local_day


class Need(StrEnum):
    CONSENT = "consent"  # a guardian agrees; `reason` says to what
    PROOF = "proof"  # papers, or a proof of a tie, are shown at the desk
    COUNTER = "counter"  # this registry registers nobody on the web
    WAIT = "wait"  # the desk looks at the application
    RETURNED = "returned"  # the desk has given it back, and said why
    REFUSED = "refused"  # the rules do not register this person; `reason` says why
    ADDRESS = "address"  # the link that was sent to a new address is opened


@dataclass(frozen=True, slots=True)
class NextStep:
    need: Need
    registry: Registry | None = None
    reason: Reason | None = None
    words: str = ""  # what somebody wrote: why it was given back


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody's standing with a registry that asks people to register."""

    registry: Registry
    standing: Standing
    steps: tuple[NextStep, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    joined: tuple[Joined, ...]
    steps: tuple[NextStep, ...]  # of all of them, and those of no registry


def joining(person: Person, now: int) -> Joining:
    """How somebody stands with every registry, and what they lack. Seven queries."""
    asker, made = asker_of(person, Company(), now), registrations_of(person.pk)
    found, steps = [], list(_addresses(person))
    for at in registries(now):
        today = local_day(now, at.zone)
        party = asker.party(today)
        if at.asks_people:
            stands = standing(made, at.key, today)
            lacks = tuple(_lacking(at, stands, party, today, now))
            found.append(Joined(at, stands, lacks))
            steps += lacks
        steps += _consents(at, party, today, now)
    return Joining(tuple(found), _once(steps))


def _addresses(person: Person) -> Iterator[NextStep]:
    if NewAddress.objects.filter(person=person).exists():
        yield NextStep(Need.ADDRESS)


def _lacking(at: Registry, stands: Standing, party: Party, today: date, now: int) -> Iterator[NextStep]:
    """Of one registry; nothing for whoever is registered and has not applied for more."""
    if stands.current and not stands.applied:
        return
    if stands.returned and not stands.applied:
        yield NextStep(Need.RETURNED, at, words=stands.returned.returned_why)
    verdict = judged(at, party, now, today, Channel.WEB)
    if state_for(verdict) is None and not stands.applied:
        by_channel = [reason for reason in verdict.broken if reason.code == Code.CHANNEL]
        others = [reason for reason in verdict.broken if reason.code not in (Code.CHANNEL, Code.GUARDIAN)]
        yield from (NextStep(Need.REFUSED, at, reason) for reason in others)
        # Only where going there helps: what else is refused is refused at the counter, too.
        yield from (NextStep(Need.COUNTER, at, reason) for reason in by_channel if not others)
        return
    yield from (
        NextStep(Need.CONSENT, at, reason) for reason in verdict.broken if reason.code == Code.GUARDIAN
    )
    lacks = verdict.found(Finding.UNKNOWN)
    yield from (NextStep(Need.PROOF, at, one) for one in lacks if {"ties", "proofs"} & {*one.lacking})
    if stands.applied:
        yield NextStep(Need.WAIT, at)


def _consents(at: Registry, party: Party, today: date, now: int) -> Iterator[NextStep]:
    """What a guardian has to agree to before some use of these halls, whenever it is."""
    ask = Ask(Step.BOOK, now, day=today, party=party)
    for rules in at.by_hall:
        for clause, term in rules.terms:
            if isinstance(term, Consent) and _is_of_a_use(term, ask, rules):
                found = term.judge(ask, rules.setting)
                broken = (reason.of(clause) for reason in found if reason.finding is Finding.BROKEN)
                yield from (NextStep(Need.CONSENT, at, reason) for reason in broken)


def _is_of_a_use(term: Consent, ask: Ask, rules: Rules) -> bool:
    """Whether it is asked of such a party at some use; at registering the judge has said it already."""
    meant = term.users is None or term.users.are(ask, rules.setting) is not False
    return meant and set(term.steps) != {Step.REGISTER}


def _once(steps: Sequence[NextStep]) -> tuple[NextStep, ...]:
    """Two clauses that ask for a consent to the same thing are one step."""
    found: dict[object, NextStep] = {}
    for step in steps:
        values = step.reason.values if step.reason else {}
        about = values.get("purpose") or (step.reason and (step.reason.code, step.reason.lacking))
        # By what it is about and not by clause: to whoever reads it two clauses are one errand.
        found.setdefault((step.need, step.registry and step.registry.key, about), step)
    return tuple(found.values())
