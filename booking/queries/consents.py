"""What children need a guardian's consent to, what has been asked, and what has been given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from booking.models import Consent, ConsentRequest, Guardian, Person, Programme
from booking.queries.bookings import Absent
from booking.queries.rules import rules_for, rules_of
from booking.queries.signup_consents import asking_of, asking_under, keeping_hall
from booking.rules.clauses.consent import Consent as Asks
from booking.rules.consents import REMINDED_BEFORE
from booking.rules.rulebook import Rules
from booking.rules.signup_consents import key_of
from facilities.models import Facility
from facilities.queries.halls import published_halls
from facilities.rules.spans import local_day
from facilities.rules.stages import Cohort
from facilities.rules.words import Words

A_DAY = 24 * 60 * 60  # as long as at the desk: what was a slip is noticed the same evening


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something that a hall's rulebook asks a guardian's consent to. `name` are the rulebook's words for
    it, `clauses` the ids of the clauses that ask, `also` what the child's phone does not do for."""

    hall: Facility
    rulebook: str
    key: str
    name: Words | None
    clauses: tuple[str, ...]
    also: str


@dataclass(frozen=True, slots=True)
class Need:
    """A purpose that a child of that age needs, with the consent that holds or the last request for it;
    `revoked` is the one that was taken back last."""

    purpose: Purpose
    consent: Consent | None
    asked: ConsentRequest | None
    revoked: Consent | None = None


def purpose_of(hall: Facility, key: str, day: date) -> Purpose:
    """What the hall's rules of `day` ask under this key, or a programme of the hall. Absent if they ask no
    such thing. Two queries at most."""
    return purpose_by(hall, rules_for(hall, day), key)


def purpose_by(hall: Facility, rules: Rules, key: str) -> Purpose:
    """The same by rules that are known. A query for a programme's."""
    found = [one for one, _ in _asked_by(hall, rules) if one.key == key]
    if not found and (programme := asking_under(hall, key)) is not None:
        found = [_of_programme(hall, programme, rules)]
    if not found:
        raise Absent(key)
    return _together(found)


def needs(child: Person, day: date) -> list[Need]:
    """What published halls ask of a child of this age, each once a rulebook. At most six queries."""
    if child.birth_date is None:
        return []
    born = Cohort.born(child.birth_date)
    halls = list(published_halls().order_by("position", "pk"))
    rules = rules_of(halls)
    meant: dict[tuple[str, str], list[Purpose]] = {}
    for hall in halls:
        of_day = rules[hall.pk].on(day)
        for purpose, term in _asked_by(hall, of_day):
            if born.within(term.ages.cohort(day, of_day.mode)):
                meant.setdefault((purpose.rulebook, purpose.key), []).append(purpose)
    for programme in asking_of(child):
        if (leads := keeping_hall(programme)) is not None:
            wanted = _of_programme(leads, programme, rules_for(leads, day))
            meant[wanted.rulebook, wanted.key] = [wanted]
    return _needs(child, meant, day) if meant else []


def _of_programme(hall: Facility, programme: Programme, rules: Rules) -> Purpose:
    """A programme as a purpose beside those of the rulebook: no clause asks for it, the hall does."""
    words = Words(ja=programme.name_ja, en=programme.name_en)
    return Purpose(hall, rules.setting.registry, key_of(programme.public_id), words, (), "")


def _needs(child: Person, meant: dict[tuple[str, str], list[Purpose]], day: date) -> list[Need]:
    # The last of each is the first: consents by how long they hold, requests by when they were made.
    given = {(one.rulebook, one.purpose): one for one in reversed(standing(child, day))}
    asked = {(one.rulebook, one.purpose): one for one in reversed(requests_of(child))}
    revoked = {(one.rulebook, one.purpose): one for one in taken_back(child)}
    return [
        Need(_together(all_), given.get(key), asked.get(key), revoked.get(key)) for key, all_ in meant.items()
    ]


def standing(child: Person, day: date) -> list[Consent]:
    """What holds on `day` or will, that which holds longest first. One query."""
    given = Consent.objects.filter(child=child, revoked_at=None, valid_until__gte=day)
    # Of two that end on one day the one that did not come by the child's phone: some clauses want more.
    return list(given.select_related("guardian", "hall").order_by("-valid_until", "through_child", "-pk"))


def taken_back(child: Person) -> list[Consent]:
    """What was taken back of a child's consents, the last last. One query."""
    return list(Consent.objects.filter(child=child).exclude(revoked_at=None).order_by("revoked_at", "pk"))


def consent_in(hall: Facility, public_id: str) -> Consent | None:
    """A consent that a hall has asked for, with the child. One query."""
    return Consent.objects.select_related("child").filter(public_id=public_id, hall=hall).first()


def given_by(guardian: Guardian, day: date) -> list[Consent]:
    """What a guardian has agreed to that still holds. One query."""
    return [one for one in standing(guardian.child, day) if one.guardian_id == guardian.pk]


def slips_of(guardian: Guardian, now: int) -> list[Consent]:
    """What a guardian has taken back so lately that it may stand again, and has not given anew. One query."""
    anew = Consent.objects.filter(
        guardian=guardian, revoked_at=None, rulebook=OuterRef("rulebook"), purpose=OuterRef("purpose")
    )
    theirs = Consent.objects.filter(~Exists(anew), guardian=guardian, revoked_at__gt=now - A_DAY)
    return [one for one in theirs.select_related("hall") if may_stand_again(one, now)]


def may_stand_again(consent: Consent, now: int) -> bool:
    """Whether it was taken back within the last day, and would hold still. No query."""
    if consent.revoked_at is None or consent.revoked_at <= now - A_DAY:
        return False
    return local_day(now, ZoneInfo(consent.hall.timezone)) <= consent.valid_until


def requests_of(child: Person) -> list[ConsentRequest]:
    """What was asked for a child, the last first. One query."""
    return list(ConsentRequest.objects.filter(child=child))


def request_of(child: Person, public_id: str) -> ConsentRequest:
    """One that was asked for a child. Absent for any other. One query."""
    found = ConsentRequest.objects.filter(child=child, public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def was_asked(child: int) -> bool:
    """Whether anything was asked for a child (by key) so far. One query."""
    return ConsentRequest.objects.filter(child=child).exists()


def is_awaited(child: int, purpose: str, now: int) -> bool:
    """Whether somebody was asked for a purpose and may answer still. One query."""
    asked = ConsentRequest.objects.filter(child=child, purpose=purpose)
    return asked.filter(used_at=None, expires_at__gt=now).exists()


def ending(day: date) -> Consent | None:
    """A consent that ends so soon after `day` that child and guardian are told now. One query."""
    soon = Consent.objects.filter(revoked_at=None, reminded_at=None)
    return soon.filter(valid_until__gte=day, valid_until__lte=day + REMINDED_BEFORE).order_by("pk").first()


def wanting_more(rules: Rules) -> list[str]:
    """The purposes for which these rules want a paper or a call besides the child's own phone."""
    terms = (term for _, term in rules.statements if isinstance(term, Asks))
    return sorted({term.purpose for term in terms if term.through_child != "enough"})


def _asked_by(hall: Facility, rules: Rules) -> Iterator[tuple[Purpose, Asks]]:
    for clause, term in rules.statements:
        if isinstance(term, Asks):
            words = rules.setting.names.get(term.purpose)
            also = "" if term.through_child == "enough" else term.through_child
            yield Purpose(hall, rules.setting.registry, term.purpose, words, (clause,), also), term


def _together(purposes: list[Purpose]) -> Purpose:
    """Clauses of one rulebook that ask for the same; the first hall speaks for them."""
    first = purposes[0]
    ids = dict.fromkeys(id_ for one in purposes if one.hall == first.hall for id_ in one.clauses)
    also = next((one.also for one in purposes if one.also), "")
    return Purpose(first.hall, first.rulebook, first.key, first.name, tuple(ids), also)
