"""Who asks, and in whose company: what a page is drawn for."""

from dataclasses import dataclass, replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from booking.labels import counts_words, member_words, people_words
from booking.models import Person
from booking.queries.bookings import Absent
from booking.queries.coming import of_bands, so_many
from booking.queries.party import Asker, Company, asker_of, first_company, mates_of, usual
from booking.rules.told import Told
from booking.web.coming import Coming, coming_of
from facilities.labels import listed
from facilities.rules.spans import local_day

CHOSEN = "company"  # in the session: the company that somebody chose under だれが


@dataclass(frozen=True, slots=True)
class Party:
    """A company in words: 「よるかぜバンド・5人」 and what they are."""

    title: str
    detail: str


def member(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def company_of(request: HttpRequest, person: Person) -> Company:
    """The company chosen in this session, else the usual one."""
    kept = request.session.get(CHOSEN)
    if not isinstance(kept, dict):
        return usual(person)
    told = Told.of(kept.get("told", {}))
    return Company(kept["group"], tuple(kept["people"]), kept["counted"], kept.get("carers", 0), told=told)


def proposed_company(request: HttpRequest, person: Person) -> Company:
    """With whom the form of who comes begins: what was chosen, else a band that has never booked, else as
    usual."""
    chosen = isinstance(request.session.get(CHOSEN), dict)
    return (None if chosen else first_company(person)) or company_of(request, person)


def choose(request: HttpRequest, company: Company) -> None:
    request.session[CHOSEN] = {
        "group": company.group,
        "people": list(company.people),
        "counted": dict(company.counted),
        "carers": company.carers,
        "told": company.told.kept,
    }


def asker(request: HttpRequest, now: int) -> Asker | None:
    """For whom the page is drawn: a member in their company, or with those of whom the address speaks; None
    for a stranger."""
    person = member(request)
    if person is None:
        return None
    return _asker(request, person, company_of(request, person), coming_of(request.GET), now)


def seekers(request: HttpRequest, now: int, coming: Coming) -> tuple[Asker | None, str]:
    """For whom a search is, a stranger with those of whom it speaks, if any; and a member's chosen company
    in words, whomever it speaks of."""
    person = member(request)
    if person is None:
        company = Company(counted=coming.counted, unaged=0 if coming.bands else coming.size or 0)
        return (asker_of(None, company, now) if coming.told else None), ""
    chosen = company_of(request, person)
    asking = _asker(request, person, chosen, coming, now)
    return asking, _title(replace(asking, company=chosen))


def _asker(request: HttpRequest, person: Person, chosen: Company, coming: Coming, now: int) -> Asker:
    try:
        return asker_of(person, _meant(person, chosen, coming, now), now)
    except Absent:
        # A group was left, or a friend has gone, since the company was chosen.
        request.session.pop(CHOSEN, None)
        return asker_of(person, _meant(person, Company(), coming, now), now)


def _meant(person: Person, chosen: Company, said: Coming, now: int) -> Company:
    """The company chosen, unless an address speaks of others."""
    day = local_day(now, ZoneInfo(settings.TIME_ZONE))
    if said.bands:
        return replace(of_bands(person, said.counted, day), told=chosen.told)
    if said.size is None or said.size == chosen.headcount:
        return chosen
    return so_many(person, chosen, said.size, day)


def title_of(request: HttpRequest, asking: Asker | None) -> str:
    """「よるかぜバンド・5人」; "" for a stranger."""
    if member(request) is None or asking is None:
        return ""
    return _title(asking)


def party_of(person: Person, asking: Asker) -> Party:
    """The company in words. At most one query."""
    title, company = _title(asking), asking.company
    if company.headcount == 1 and not company.counted and not company.carers:
        return Party(title, _("あなた1人で使います。"))
    return Party(title, listed([*_names(person, company), *_strangers(company), *_carers(company)]))


def _title(asking: Asker) -> str:
    group, count = asking.groups.get(asking.company.group or 0), people_words(asking.company.headcount)
    return _("%(group)s・%(count)s") % {"group": group, "count": count} if group else count


def fingerprint(company: Company) -> str:
    """Whether a form still speaks of the company that its page showed."""
    said = (
        company.group,
        sorted(company.people),
        sorted(company.counted.items()),
        company.carers,
        company.told,
    )
    return sha256(repr(said).encode()).hexdigest()[:16]


def _names(person: Person, company: Company) -> list[str]:
    if company.people == (person.pk,) or company.says_nothing:
        return [_("あなた")]
    # By what they want to be called: a name or a card number is nobody else's to read.
    names = {mate.pk: member_words(mate.call_name, n) for n, mate in enumerate(mates_of(person), 1)}
    names[person.pk] = _("あなた")
    return [names[key] for key in company.people if key in names]


def _carers(company: Company) -> list[str]:
    return [_("介助の人 %(count)d人") % {"count": company.carers}] if company.carers else []


def _strangers(company: Company) -> list[str]:
    words = counts_words(company.counted)
    return [words] if words else []
