"""Writing the next version of a rulebook: begun, changed clause by clause, thrown away, or published.

Whoever has the right at the hall does these, else Absent. A rulebook may speak for several halls: of those
at which one has not the right nothing changes, else Elsewhere. `now` is an instant (seconds, UTC); days are
the halls' local dates.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_hold
from booking.actions.locks import lock_halls
from booking.actions.rulebooks import File, bookings_under, import_rulebooks, publication_of
from booking.actions.texts import needed
from booking.models import Act, Person, RulebookDraft
from booking.queries.bookings import Absent
from booking.queries.rulebooks import published_at, written_by
from booking.rules.drafts import (
    Document,
    as_before,
    holding_from,
    shaped,
    touched,
    with_clause,
    without_clause,
)
from booking.rules.mistakes import Mistake, Mistakes
from booking.rules.references import given_twice, unplain
from booking.rules.rulebook import Rulebook, checked
from booking.rules.staff import Right
from facilities.actions.rulebooks import drop_rulebook, store_rulebook
from facilities.models import Facility
from facilities.models import Rulebook as Version
from facilities.rules.spans import local_day

LONGEST_WHY = 300
T = TypeVar("T")


class TooEarly(ValueError):
    """Rules are changed with notice: from a day after today on."""


class Elsewhere(ValueError):
    """It would change the rules of halls of which somebody else writes."""


class Stands(ValueError):
    """A version that holds, or under which something was booked, is not withdrawn."""


@transaction.atomic
def draft_rules(*, facility: Facility, valid_from: date, actor: Person, now: int) -> RulebookDraft:
    """Begins with the version that would hold on that day; a draft that is there stays. TooEarly for a day
    that is not to come. Inverse: `discard_draft`."""
    _must_come(valid_from, facility, now)
    must_hold(actor, Right.RULES, facility.pk, now=now)
    version = _version_on(facility, valid_from)
    document = holding_from(version.document, valid_from)
    facts = {"document": document, "by": actor, "at": now}
    draft, new = RulebookDraft.objects.get_or_create(key=version.key, defaults=facts)
    if new:
        log_draft(draft, "draft_rules", facility, actor, now, after={"valid_from": valid_from.isoformat()})
    return draft


def whole(document: Document) -> object:
    return document


@transaction.atomic
def as_seen(
    *,
    facility: Facility,
    seen: int | None,
    does: Callable[[], T],
    actor: Person,
    now: int,
    of: Callable[[Document], object] = whole,
) -> T:
    """Does something to the draft, if it, or what `of` it is changed, still is what somebody saw
    (`version_of`; None: whatever is there), else Stale."""
    # Locked first: what another writes meanwhile waits for what was read here.
    draft = held_draft(facility, actor, now)
    # Of the part alone where one is named: two who write two clauses are not in each other's way.
    if seen is not None and seen != version_of(of(draft.document)):
        raise Stale(draft.key)
    return does()


def version_of_draft(draft: RulebookDraft) -> int:
    """A number that is another as soon as the draft says something else."""
    return version_of(draft.document)


def version_of(said: object) -> int:
    """The same of a part of it, None where it has none. By the text and not by the moment: two may write
    within one second."""
    text = json.dumps(said, sort_keys=True)
    return int(sha256(text.encode()).hexdigest()[:7], 16)


@transaction.atomic
def set_draft_day(*, facility: Facility, valid_from: date, actor: Person, now: int) -> None:
    """The draft would hold from another day on. TooEarly as above. Inverse: itself."""
    _must_come(valid_from, facility, now)
    draft = held_draft(facility, actor, now)
    _must_be_theirs(draft, facility, actor, now)
    was = draft.document["valid_from"]
    keep_draft(draft, holding_from(draft.document, valid_from), actor, now)
    days = {"before": {"valid_from": was}, "after": {"valid_from": valid_from.isoformat()}}
    log_draft(draft, "set_draft_day", facility, actor, now, **days)


@transaction.atomic
def put_clause(
    *, facility: Facility, clause: Document, actor: Person, now: int, instead_of: str = ""
) -> None:
    """A clause of the draft, new or in the place of another. Mistakes, and nothing kept, where it is none.
    Inverse: `drop_clause`, or itself."""
    draft = held_draft(facility, actor, now)
    # Read by itself before it is cited: what is no clause has no id to cite it by.
    shaped({**draft.document, "clauses": [clause]})
    keep_draft(draft, with_clause(draft.document, clause, instead_of), actor, now)
    log_draft(draft, "put_clause", facility, actor, now, after={"clause": str(clause["id"])})


@transaction.atomic
def drop_clause(*, facility: Facility, clause: str, actor: Person, now: int) -> None:
    """The draft says it no more. Mistakes for the last clause. Inverse: `put_clause`."""
    draft = held_draft(facility, actor, now)
    keep_draft(draft, without_clause(draft.document, clause), actor, now)
    log_draft(draft, "drop_clause", facility, actor, now, before={"clause": clause})


@transaction.atomic
def restore_clause(*, facility: Facility, clause: str, actor: Person, now: int) -> None:
    """The draft says of a clause what the version says that it would follow; one that is new there goes.
    Absent for one that neither has. Inverse: `put_clause` or `drop_clause`."""
    draft = held_draft(facility, actor, now)
    before = _version_on(facility, shaped(draft.document).valid_from).document
    if all(clause != one["id"] for one in (*before["clauses"], *draft.document["clauses"])):
        raise Absent(clause)
    keep_draft(draft, as_before(draft.document, before, clause), actor, now)
    log_draft(draft, "restore_clause", facility, actor, now, after={"clause": clause})


@transaction.atomic
def discard_draft(*, facility: Facility, actor: Person, now: int) -> None:
    """What was written is gone. No inverse."""
    draft = held_draft(facility, actor, now)
    _must_be_theirs(draft, facility, actor, now)
    log_draft(draft, "discard_draft", facility, actor, now)
    draft.delete()


@transaction.atomic
def publish_draft(*, facility: Facility, why: str, actor: Person, now: int) -> Rulebook:
    """The draft becomes the version of its day, with why in its Act. TooEarly, Missing and Unfit for `why`;
    Mistakes, and nothing published, where the check or the import says so. Inverse: `withdraw_rules`."""
    why = needed(why, "why", LONGEST_WHY)
    draft = held_draft(facility, actor, now)
    _must_be_theirs(draft, facility, actor, now)
    book = checked(draft.document, draft.key)
    # Once more: the day may have come while the draft lay there.
    _must_come(book.valid_from, facility, now)
    import_rulebooks(files=[File(draft.key, book)], actor=actor, now=now, why=why, desk=facility)
    draft.delete()
    return book


@transaction.atomic
def withdraw_rules(*, facility: Facility, valid_from: date, why: str, actor: Person, now: int) -> None:
    """Takes back a version that does not hold yet, if nothing was done to a booking that it judges since it
    was published: Stands otherwise, and for the only one. Inverse: publishing it again."""
    why = needed(why, "why", LONGEST_WHY)
    version = facility.rulebooks.filter(valid_from=valid_from).first()
    if version is None:
        raise Absent(facility.slug)
    must_hold(actor, Right.RULES, facility.pk, now=now)
    # Whoever books there waits: nothing is done under the version between the look and its withdrawal.
    halls = lock_halls(version.facilities.all())
    others = Version.objects.filter(key=version.key).exclude(pk=version.pk).order_by("-valid_from")
    latest = others.first()
    # Never the only one: a hall that is published and has no rules would lend its rooms to nobody.
    if valid_from <= _today(facility, now) or latest is None or _used(version, halls):
        raise Stands
    _must_touch_only_theirs(shaped(latest.document), shaped(version.document), actor, now)
    told = {"digest": version.digest, "valid_from": valid_from.isoformat()}
    log("rulebook", version.key, "withdraw_rules", actor, now, before=told, why=why, hall=facility.pk)
    drop_rulebook(rulebook=version)
    # The halls' facts are those of the version with the latest day.
    store_rulebook(publication=publication_of(Rulebook.model_validate(latest.document)))


def _used(version: Version, halls: list[Facility]) -> bool:
    """Whether anything was done, since it was published, to a booking that a version judges."""
    since = published_at(version)
    acts = Act.objects.filter(subject="booking", at__gte=since or 0)
    judged = [bookings_under(version, hall).order_by().values("public_id") for hall in halls]
    return any(acts.filter(subject_id__in=bookings).exists() for bookings in judged)


def _version_on(facility: Facility, day: date) -> Version:
    version = facility.rulebooks.filter(valid_from__lte=day).order_by("valid_from").last()
    if version is None:
        raise Absent(facility.slug)
    return version


def _must_be_theirs(draft: RulebookDraft, facility: Facility, actor: Person, now: int) -> None:
    """All that a draft changes."""
    book = shaped(draft.document)
    _must_touch_only_theirs(shaped(_version_on(facility, book.valid_from).document), book, actor, now)


def _must_touch_only_theirs(old: Rulebook, new: Rulebook, actor: Person, now: int) -> None:
    if others := touched(old, new) - written_by(actor, now):
        raise Elsewhere(", ".join(sorted(others)))


def held_draft(facility: Facility, actor: Person, now: int) -> RulebookDraft:
    """The draft of a hall's rulebook, locked."""
    must_hold(actor, Right.RULES, facility.pk, now=now)
    keys = facility.rulebooks.values("key")
    # The draft alone: nobody is judged by it, so neither the hall nor its spaces have to wait for whoever
    # writes.
    draft = RulebookDraft.objects.select_for_update(of=("self",)).filter(key__in=keys).first()
    if draft is None:
        raise Absent(facility.slug)
    return draft


def keep_draft(draft: RulebookDraft, document: dict[str, Any], actor: Person, now: int) -> None:
    """What is kept is what was read: a document has one way of writing a thing."""
    book = shaped(document)
    _must_touch_only_theirs(shaped(draft.document), book, actor, now)
    ids = [clause.id for clause in book.clauses]
    if twice := next((one for one in ids if ids.count(one) > 1), ""):
        raise Mistakes([Mistake(draft.key, twice, "id", "is the id of another clause too")])
    # Nor two day sets under one key, since dropping it would take both; and PostgreSQL keeps no NUL.
    unkept = [*given_twice(draft.key, book.document, "day_sets"), *unplain(draft.key, book.document)]
    if unkept:
        raise Mistakes(unkept)
    draft.document, draft.by, draft.at = book.document, actor, now
    draft.save()


def _must_come(day: date, facility: Facility, now: int) -> None:
    if day <= _today(facility, now):
        raise TooEarly(day)


def _today(facility: Facility, now: int) -> date:
    return local_day(now, ZoneInfo(facility.timezone))


def log_draft(
    draft: RulebookDraft,
    verb: str,
    facility: Facility,
    actor: Person,
    now: int,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Days and ids of clauses, never what somebody wrote."""
    log("rulebook", draft.key, verb, actor, now, before=before, after=after, hall=facility.pk)
