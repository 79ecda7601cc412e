"""What is on record about people and about a group: dated facts, read in one query, as of a day."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, DateField, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from booking.models import Consent, Group, Incident, Induction, Membership, Person, Registration, Tie
from booking.queries.groups import roster_size
from booking.rules import ask
from booking.rules.ask import Agreed, Registered, TieKind
from facilities.queries.prepared import Prepared, as_date
from facilities.rules.stages import Cohort

# Cast, since in a union PostgreSQL takes a bare NULL for a text.
NO_DAY = Cast(Value(None), DateField())
# Records of consents: whether each came through the child's own phone.
AGREED = {"consent": False, "consent_by_phone": True}
BETWEEN = "/"  # no key holds one
MEMBERS = tuple(role for role in Membership.Role.values if role != Membership.Role.ADULT_CONTACT)


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


Records = dict[int, list[Record]]


def records_of(people: Sequence[int], group: int | None) -> Records:
    """Everything on record about the people (by key), by person; about the group, under `of_group`.

    One query.
    """
    return _by_whom(RECORDS.rows(sorted(people), [] if group is None else [group]))


def records_of_all(people: Iterable[int], groups: Iterable[int]) -> Records:
    """The same of several groups. One query, whose SQL is made anew: for a whole lottery."""
    return _by_whom(_recorded(sorted(people), sorted(groups)))


def of_group(group: int) -> int:
    """Under what a group's facts stand; it is no key of a person."""
    return -group


def _by_whom(rows: Iterable[tuple[Any, ...]]) -> Records:
    found = defaultdict(list)
    for whose, what, key, since, till, more in rows:
        found[whose].append(Record(what, key, as_date(since), as_date(till), more))
    return found


def _recorded(people: list[int], groups: list[int]) -> Any:
    registered = ("registry", "registered_on", "valid_until", "user_class")
    asking = Group.objects.filter(pk__in=groups)
    # Looked up by person alone: SQLite would try each pair of a group and a person, 200,000 at a draw.
    members = Membership.objects.annotate(of=F("group_id") + 0).filter(of__in=groups, person__in=people)
    family = Case(When(one_family=True, then=Value("yes")), default=Value("no"), output_field=CharField())
    valid = Registration.objects.filter(state=Registration.State.VALID)
    happened = Incident.objects.annotate(
        # PostgreSQL wants to be told of what type joined keys are.
        said=Concat("event", Value(BETWEEN), "cause", output_field=CharField())
    )
    of_asking, of_theirs = -1 * F("pk"), -1 * F("group_id")
    arms = (
        _arm(Person.objects.filter(pk__in=people), "born", "pk", "", "birth_date"),
        _arm(Person.objects.filter(pk__in=people).exclude(school=""), "school", "pk", "school"),
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
        _arm(members, "role", "person_id", "role", more="group_id"),
        _arm(happened.filter(person__in=people), "incident", "person_id", "said", "on"),
        *_consented(people),
        _arm(asking, "kind", of_asking, "kind", more="name"),
        _arm(asking.exclude(one_family=None).annotate(family=family), "family", of_asking, "family"),
        _arm(happened.filter(group__in=groups), "incident", of_theirs, "said", "on"),
        _arm(valid.filter(group__in=groups), "registration", of_theirs, *registered),
        *_composed(asking, groups),
    )
    return arms[0].union(*arms[1:], all=True)


def _consented(people: list[int]) -> Iterator[Any]:
    """What guardians have agreed to and not taken back, as "rulebook/purpose"."""
    of = Concat("rulebook", Value(BETWEEN), "purpose", output_field=CharField())
    given = Consent.objects.filter(child__in=people, revoked_at=None).annotate(of=of)
    for what, by_phone in AGREED.items():
        dated = ("of", "given_on", "valid_until")
        yield _arm(given.filter(through_child=by_phone), what, "child_id", *dated)


def _composed(asking: QuerySet[Group], groups: list[int]) -> Iterator[Any]:
    """How many members a group has, besides those of its roster; and how many of them are in each other
    group that is registered, by registry."""
    members = asking.annotate(count=Count("memberships", filter=Q(memberships__role__in=MEMBERS)))
    yield _arm(members, "members", -1 * F("pk"), "count", more="roster")
    own = {"person__memberships__group__in": groups, "person__memberships__role__in": MEMBERS}
    state = {"group__registrations__state": Registration.State.VALID}
    members_elsewhere = Membership.objects.filter(**own, **state, role__in=MEMBERS)
    shared = members_elsewhere.annotate(own=F("person__memberships__group")).exclude(group=F("own"))
    registry, until = "group__registrations__registry", "group__registrations__valid_until"
    # Of a registration that was renewed there are two: each row counts the members of one.
    counted = shared.order_by().values("own", "group", "group__registrations", registry, until)
    yield _arm(
        counted.annotate(shared=Count("pk")), "overlap", -1 * F("own"), registry, until=until, more="shared"
    )


RECORDS = Prepared(_recorded)


def _arm(
    rows: QuerySet[Any],
    what: str,
    whose: str | Combinable,
    key: str,
    on: str = "",
    until: str = "",
    more: str = "",
) -> Any:
    """Rows of one table in the shape that all facts share."""
    return (
        rows.order_by()
        .annotate(
            whose=F(whose) if isinstance(whose, str) else whose,
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
    in_group = (record for record in records if record.what == "role" and record.more == str(group))
    roles = frozenset(record.key for record in in_group)
    # As of the day of visit, not of asking: a course may run out before.
    holding = [record for record in records if record.what != "induction" or record.holds(day)]
    born = [record.on for record in records if record.what == "born" and record.on]
    ties = [record for record in records if record.what == "tie"]
    schools = [record.key for record in records if record.what == "school"]
    return ask.Person(
        born=Cohort.born(born[0]) if born else Cohort(),
        # A tie without a day was only claimed: nobody has seen a proof, and to the judge it is unknown.
        ties=frozenset(TieKind(tie.key) for tie in ties if tie.on and tie.holds(day)),
        claimed=frozenset(TieKind(tie.key) for tie in ties if not tie.on),
        # Nobody has to say one, so without any it is unknown and not "none".
        school=schools[0] if schools else None,
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
    return Agreed(purpose, rulebook, AGREED[record.what], record.on)


def registrations_in(records: Iterable[Record]) -> tuple[Registered, ...]:
    return tuple(
        Registered(
            record.key, record.on, record.until, record.more or None, renewable=record.until is not None
        )
        for record in records
        if record.what == "registration" and record.on
    )


def overlaps_in(records: Iterable[Record], day: date) -> tuple[tuple[str, int], ...]:
    """By registry, per cent of a group's members who are in one other group that is registered there."""
    whole = sum(int(record.key) + _on_roster(record.more) for record in records if record.what == "members")
    found: dict[str, int] = {}
    for record in records:
        if record.what == "overlap" and record.holds(day):
            # Rounded down, in favour of the group: half a member over the share does not break the rule.
            found[record.key] = max(found.get(record.key, 0), int(record.more) * 100 // max(whole, 1))
    return tuple(sorted(found.items()))


def _on_roster(text: str) -> int:
    return roster_size(json.loads(text)) if text else 0


def incidents_in(records: Iterable[Record]) -> tuple[ask.Incident, ...]:
    found = [(record.key.partition(BETWEEN), record.on) for record in records if record.what == "incident"]
    return tuple(ask.Incident(event, on, cause or None) for (event, _, cause), on in found if on)
