"""With which registries a group can register, what the judge says to it, and until when it would hold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from booking.models import Group, Membership, Registration
from booking.queries.groups import roster_size
from booking.queries.party import asker_of_group
from booking.queries.rules import Versions, rules_of
from booking.rules import ask, bands
from booking.rules.admission import decide
from booking.rules.ask import Ask, Channel, Registered, Step, TieKind
from booking.rules.clauses.groups import NotOneFamily
from booking.rules.clauses.registration import OfRegistrations, RegistrationUntil
from booking.rules.rosters import Roster
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.verdict import Outcome, Verdict
from facilities.models import Facility
from facilities.queries.halls import published_halls
from facilities.rules.stages import fiscal_year_end

State = Registration.State
OF_GROUPS = ("group", "asker")
BETTER = (Outcome.ALLOW, Outcome.ASK, Outcome.REFUSE)


@dataclass(frozen=True, slots=True)
class Registry:
    """A rulebook that registers groups, and those of its halls that ask for it, each with its rules."""

    book: Rulebook
    halls: tuple[tuple[Facility, Rules], ...]

    @property
    def key(self) -> str:
        return self.book.key

    @property
    def asks_family(self) -> bool:
        """Whether it asks if a group is a single family."""
        return self._says(NotOneFamily)

    def _says(self, kind: type) -> bool:
        return any(isinstance(term, kind) for _, rules in self.halls for _, term in rules.terms)

    def until(self, on: date) -> date | None:
        """The last day of a first registration made on a day; None if it does not run out."""
        terms = (term for _, rules in self.halls for _, term in rules.terms)
        lasting = [term for term in terms if isinstance(term, RegistrationUntil) and term.of in OF_GROUPS]
        made = Registered(self.key, on)
        # Where no clause says it, with the fiscal year: what is made in February ends on 31 March, too.
        until = next((term.until_of(made, (made,)) for term in lasting), fiscal_year_end(on))
        return None if until == date.max else until


def registries(day: date) -> dict[str, Registry]:
    """Those of the published halls, by key. Two queries, one more for versions not yet compiled."""
    halls = list(published_halls())
    versions = rules_of(halls)
    found: dict[str, Registry] = {}
    for hall in halls:
        for book, rules in _registering(versions[hall.pk], day):
            before = found[book.key].halls if book.key in found else ()
            found[book.key] = Registry(book, (*before, (hall, rules)))
    return found


def _registering(versions: Versions, day: date) -> Iterable[tuple[Rulebook, Rules]]:
    book, rules = versions.book_on(day), versions.on(day)
    if book is not None and any(_is_for_groups(term, book) for _, term in rules.terms):
        yield book, rules


def _is_for_groups(term: object, book: Rulebook) -> bool:
    return isinstance(term, OfRegistrations) and term.of in OF_GROUPS and term.registry in (None, book.key)


def verdict_on(group: Group, registry: Registry, now: int, day: date) -> Verdict:
    """What the judge says to the group, all of it, that would register; the kindest of the registry's halls.

    Three queries.
    """
    members = Membership.objects.filter(group=group).exclude(role=Membership.Role.ADULT_CONTACT)
    people = list(members.order_by("pk").values_list("person", flat=True))
    party = asker_of_group(group, people, now).party(day)
    whole = replace(
        party,
        people=(*party.people, *_uncarded(group.roster, day)),
        size=len(people) + roster_size(group.roster),
    )
    verdicts = [_decided(whole, hall, rules, now, day) for hall, rules in registry.halls]
    # One card is for all halls of a registry, so the hall that is content is enough.
    return min(verdicts, key=lambda verdict: (BETTER.index(verdict.outcome), len(verdict.lacking)))


def _decided(party: ask.Party, hall: Facility, rules: Rules, now: int, day: date) -> Verdict:
    asked = Ask(step=Step.REGISTER, asked_at=now, hall=hall.slug, day=day, channel=Channel.WEB, party=party)
    return decide(asked, rules)


def _uncarded(roster: Roster, day: date) -> Iterable[ask.Person]:
    """The members without a card: of them their band and tie are known, and that nothing is on record."""
    for band, ties in sorted(roster.items()):
        for tie, count in sorted(ties.items()):
            yield ask.Person(
                born=bands.cohort(band, day),
                ties=frozenset() if tie == "none" else frozenset({TieKind(tie)}),
                registrations=(),
                inductions=frozenset(),
                consents=frozenset(),
                roles=frozenset(),
                represents=False,
                count=count,
            )


def halls_of(registry: str) -> QuerySet[Any]:
    """The halls (keys, as a query) that register people with a registry."""
    return Facility.objects.filter(rulebooks__key=registry).values("pk")
