"""What is on record about people and about a group: dated facts, read in one query, as of a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from booking.models import Consent, Group, Incident, Induction, Membership, Person, Registration, Tie
from booking.rules import ask
from booking.rules.ask import Agreed, Registered, TieKind
from facilities.queries.prepared import Prepared, as_date
from facilities.rules.stages import Cohort

NO_DAY = Cast(Value(None), DateField())
# Records of consents: whether each came through the child's own phone.
AGREED = {"consent": False, "consent_by_phone": True}
BETWEEN = "/"  # no key holds one
OF_GROUP = 0  # no key of a person


@dataclass(frozen=True, slots=True)
class Record:
    """One dated fact about a person or a group."""

    what: str
    key: str
    on: date | None
    until: date | None
    more: str = ""

    def holds(self, day: date) -> bool:
        return (self.on is None or self.on <= day) and (self.until is None or day <= self.until)


def records_of(people: Sequence[int], group: int | None) -> dict[int, list[Record]]:
    """Everything on record about the people (by key), by person; about the group, under OF_GROUP.

    One query.
    """
    found = defaultdict(list)
    groups = [] if group is None else [group]
    for whose, what, key, since, till, more in RECORDS.rows(sorted(people), groups):
        found[whose].append(Record(what, key, as_date(since), as_date(till), more))
    return found


def _recorded(people: list[int], groups: list[int]) -> Any:
    registered = ("registry", "registered_on", "valid_until", "user_class")
    asking = Group.objects.filter(pk__in=groups)
    members = Membership.objects.filter(group__in=groups, person__in=people)
    family = Case(When(one_family=True, then=Value("yes")), default=Value("no"), output_field=CharField())
    valid = Registration.objects.filter(state=Registration.State.VALID)
    happened = Incident.objects.annotate(
        said=Concat("event", Value(BETWEEN), "cause", output_field=CharField())
    )
    arms = (
        _arm(Person.objects.filter(pk__in=people), "born", "pk", "", "birth_date"),
        _arm(Tie.objects.filter(person__in=people), "tie", "person_id", "kind", "verified_on", "valid_until"),
        _arm(valid.filter(person__in=people), "registration", "person_id", *registered),
        _arm(
            Induction.objects.filter(person__in=people),
            "induction",
            "person_id",
            "course",
            "taken_on",
            "valid_until",
        ),
        _arm(members, "role", "person_id", "role"),
        _arm(happened.filter(person__in=people), "incident", "person_id", "said", "on"),
        *_consented(people),
        _arm(asking, "kind", "", "kind", more="name"),
        _arm(asking.exclude(one_family=None).annotate(family=family), "family", "", "family"),
        _arm(happened.filter(group__in=groups), "incident", "", "said", "on"),
        _arm(valid.filter(group__in=groups), "registration", "", *registered),
    )
    return arms[0].union(*arms[1:], all=True)


def _consented(people: list[int]) -> Iterator[Any]:
    """What guardians have agreed to and not taken back, as "rulebook/purpose"."""
    of = Concat("rulebook", Value(BETWEEN), "purpose", output_field=CharField())
    given = Consent.objects.filter(child__in=people, revoked_at=None).annotate(of=of)
    for what, by_phone in AGREED.items():
        dated = ("of", "given_on", "valid_until")
        yield _arm(given.filter(through_child=by_phone), what, "child_id", *dated)


RECORDS = Prepared(_recorded)


def _arm(
    rows: QuerySet[Any], what: str, whose: str, key: str, on: str = "", until: str = "", more: str = ""
) -> Any:
    """Rows of one table in the shape that all facts share."""
    return (
        rows.order_by()
        .annotate(
            whose=F(whose) if whose else Value(OF_GROUP),
            what=Value(what, CharField()),
            that=Cast(F(key) if key else Value(""), CharField()),
            since=F(on) if on else NO_DAY,
            till=F(until) if until else NO_DAY,
            besides=Cast(F(more) if more else Value(""), CharField()),
        )
        .values_list("whose", "what", "that", "since", "till", "besides")
    )


def person_on(records: Iterable[Record], day: date, group: int | None) -> ask.Person:
    """A member of the group (by key; None for nobody's) as of a day of visit.

    What is not on record is not so: the service is where it would be.
    """
    roles = frozenset(record.key for record in records if record.what == "role")
    # As of the day of visit, not of asking: a course may run out before.
    holding = [record for record in records if record.what != "induction" or record.holds(day)]
    born = [record.on for record in records if record.what == "born" and record.on]
    ties = [record for record in records if record.what == "tie"]
    return ask.Person(
        born=Cohort.born(born[0]) if born else Cohort(),
        # A tie without a day was only claimed: nobody has seen a proof, and to the judge it is unknown.
        ties=frozenset(TieKind(tie.key) for tie in ties if tie.on and tie.holds(day)),
        claimed=frozenset(TieKind(tie.key) for tie in ties if not tie.on),
        registrations=registrations_in(records),
        inductions=frozenset(record.key for record in holding if record.what == "induction"),
        roles=None if group is None else roles,
        incidents=incidents_in(records),
        consents=frozenset(
            _agreed(record) for record in records if record.what in AGREED and record.holds(day)
        ),
    )


def _agreed(record: Record) -> Agreed:
    rulebook, _, purpose = record.key.partition(BETWEEN)
    return Agreed(purpose, rulebook, AGREED[record.what])


def registrations_in(records: Iterable[Record]) -> tuple[Registered, ...]:
    return tuple(
        Registered(
            record.key, record.on, record.until, record.more or None, renewable=record.until is not None
        )
        for record in records
        if record.what == "registration" and record.on
    )


def incidents_in(records: Iterable[Record]) -> tuple[ask.Incident, ...]:
    found = [(record.key.partition(BETWEEN), record.on) for record in records if record.what == "incident"]
    return tuple(ask.Incident(event, on, cause or None) for (event, _, cause), on in found if on)
