"""The registries that ask people to register, and what the judge says to somebody who would."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from booking.models import Registration
from booking.queries.rules import rules_of
from booking.rules.admission import decide
from booking.rules.ask import Ask, Channel, Party, Registered, Step
from booking.rules.clauses import registration as clauses
from booking.rules.codes import Code
from booking.rules.renewals import renewal_opens, renewed_until
from booking.rules.rulebook import Rules
from booking.rules.verdict import Finding, Outcome, Verdict
from facilities.models import Facility
from facilities.queries.halls import published_halls
from facilities.rules.spans import local_day

State = Registration.State
# What may still come after somebody has applied: the registration waits for it.
LATER = frozenset({Code.GUARDIAN})
# What stands on record before the desk approves; of papers that are only shown the desk has seen its own.
ON_RECORD = frozenset({"ages", "ties", "consents"})


@dataclass(frozen=True)
class Registry:
    """Where one registers: the key under which a rulebook names it, its halls with the rules of today."""

    key: str
    halls: tuple[Facility, ...]
    by_hall: tuple[Rules, ...]

    @cached_property
    def asking(self) -> tuple[Rules, ...]:
        """The rules of those halls that ask people, and not only groups, to register there."""
        return tuple(rules for rules in self.by_hall if any(_asks_people(self.key, rules)))

    @property
    def asks_people(self) -> bool:
        return bool(self.asking)

    @property
    def rules(self) -> Rules:
        return (self.asking or self.by_hall)[0]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.halls[0].timezone)


def registries(now: int) -> list[Registry]:
    """Those of the published halls by the rules of today, in the order of the halls. Two queries."""
    found: dict[str, list[tuple[Facility, Rules]]] = {}
    for hall, rules in _halls(now):
        found.setdefault(rules.setting.registry, []).append((hall, rules))
    return [_registry(key, halls) for key, halls in found.items() if key]


def registry(key: str, now: int) -> Registry | None:
    """The one of this key; None if no published hall has it. Two queries."""
    return next((found for found in registries(now) if found.key == key), None)


def _halls(now: int) -> Iterator[tuple[Facility, Rules]]:
    halls = list(published_halls().order_by("position", "slug"))
    versions = rules_of(halls)
    for hall in halls:
        yield hall, versions[hall.pk].on(local_day(now, ZoneInfo(hall.timezone)))


def _registry(key: str, halls: list[tuple[Facility, Rules]]) -> Registry:
    return Registry(key, tuple(hall for hall, _ in halls), tuple(rules for _, rules in halls))


def _asks_people(key: str, rules: Rules) -> Iterator[bool]:
    for _, term in rules.statements:
        if isinstance(term, clauses.Registration):
            yield term.of != "group" and (term.registry or rules.setting.registry) == key


def judged(at: Registry, party: Party, now: int, day: date, channel: Channel) -> Verdict:
    """What the judge says to registering there, as of `day`."""
    ask = Ask(Step.REGISTER, now, at.rules.hall, day=day, channel=channel, party=party)
    return decide(ask, at.rules)


def state_for(verdict: Verdict) -> Registration.State | None:
    """How an application on the web begins: valid where nothing is lacking, applied for what the desk or a
    guardian has to add; None where it is refused."""
    broken = {reason.code for reason in verdict.broken}
    if broken - LATER:
        return None
    waits = broken or verdict.lacking or verdict.found(Finding.OPEN)
    return State.APPLIED if waits else State.VALID


def may_approve(verdict: Verdict) -> bool:
    """Whether the desk can approve: nothing is broken, and what must stand on record does."""
    return verdict.outcome is not Outcome.REFUSE and ON_RECORD.isdisjoint(verdict.lacking)


def last_day(at: Registry, on: date) -> date | None:
    """Until when a registration that is made on a day holds by the rules; None: for good."""
    made = (Registered(at.key, on),)
    terms = [term for _, term in at.rules.statements if isinstance(term, clauses.RegistrationUntil)]
    ends = [term.until_of(made[0], made) for term in terms if term.of != "group"]
    return min((end for end in ends if end and end != date.max), default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands with a registry: what runs today, what they have applied for, from when on the
    running one can be renewed."""

    current: Registration | None
    applied: Registration | None
    returned: Registration | None
    renewable_from: date | None

    def can_renew(self, today: date) -> bool:
        return self.applied is None and self.renewable_from is not None and self.renewable_from <= today

    @property
    def begins_after(self) -> date | None:
        """The last day of the one that would be renewed."""
        return self.current.valid_until if self.current else None

    @property
    def next_until(self) -> date | None:
        last = self.begins_after
        return renewed_until(last) if last else None


def standing(made: Mapping[str, list[Registration]], key: str, today: date) -> Standing:
    """Of somebody's registrations (`registrations_of`) those with one registry, as of a day."""
    ours = made.get(key, [])
    valid = [one for one in ours if one.state == State.VALID]
    running = [one for one in valid if one.valid_until is None or one.valid_until >= today]
    current = max(running, key=lambda one: one.valid_until or date.max, default=None)
    until = current.valid_until if current else None
    return Standing(
        current,
        next((one for one in ours if one.state == State.APPLIED), None),
        # The last that came back: its reason is the one to be put right.
        next((one for one in reversed(ours) if one.state == State.RETURNED), None),
        renewal_opens(until) if until else None,
    )


def registrations_of(person: int) -> dict[str, list[Registration]]:
    """Somebody's registrations by registry, the first made first. One query."""
    found: dict[str, list[Registration]] = {}
    for one in Registration.objects.filter(person=person).order_by("registered_on", "pk"):
        found.setdefault(one.registry, []).append(one)
    return found
