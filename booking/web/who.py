"""だれが: in whose company somebody looks and books. Kept in the session until they choose again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.labels import band_words, member_words
from booking.models import Group, Person
from booking.queries.party import MOST_CARERS, Company, groups_of, mates_of, usual_of
from booking.queries.told import AskedOf
from booking.rules.bands import BANDS
from booking.rules.told import Told
from booking.web.asking import choose, company_of, proposed_company
from booking.web.booked import reader
from booking.web.coming import without_coming
from booking.web.returning import back_of
from booking.web.told import asked_at, fields, read

MOST = 999


@dataclass
class Form:
    """What was typed, what it means, and what is wrong with it."""

    group: str = ""
    people: list[str] = field(default_factory=list)
    counts: dict[str, str] = field(default_factory=dict)
    carers: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def typed(cls, data: QueryDict) -> "Form":
        counts = {band: data.get(band, "").strip()[:10] for band in BANDS}
        carers = data.get("carers", "").strip()[:10]
        return cls(data.get("group", ""), data.getlist("people")[:MOST], counts, carers)

    @classmethod
    def showing(cls, company: Company, groups: Mapping[str, Group], mates: Mapping[str, Person]) -> "Form":
        group = next((key for key, group in groups.items() if group.pk == company.group), "")
        people = [key for key, mate in mates.items() if mate.pk in company.people]
        counts = {band: str(company.counted.get(band) or "") for band in BANDS}
        return cls(group, people, counts, str(company.carers or ""))

    def company(self, groups: Mapping[str, Group], mates: Mapping[str, Person]) -> Company | None:
        """The company that it means; None after noting what is wrong."""
        counted, carers = {band: self._count(band) for band in BANDS}, self._carers()
        if self.group and self.group not in groups:
            self.errors["group"] = _("グループは、入っているものからえらんでください。")
        if not mates.keys() >= set(self.people):
            self.errors["people"] = _("えらべるのは、同じグループの人です。")
        if not self.errors and not self.people and not any(counted.values()):
            self.errors["people"] = _("だれが来るかを、1人以上入れてください。")
        if self.errors:
            return None
        people = tuple(sorted({mates[key].pk for key in self.people}))
        group = groups[self.group].pk if self.group else None
        return Company(group, people, {b: n for b, n in counted.items() if n}, carers)

    def _carers(self) -> int:
        text = self.carers or "0"
        if text.isdecimal() and int(text) <= MOST_CARERS:
            return int(text)
        words = _("介助の人の人数は、0から%(most)dまでの数で入れてください。")
        self.errors["carers"] = words % {"most": MOST_CARERS}
        return 0

    @property
    def told_errors(self) -> list[dict[str, str]]:
        """What is wrong, each with the id of its field."""
        return [{"field": f"id_{name}", "words": words} for name, words in self.errors.items()]

    def _count(self, band: str) -> int:
        text = self.counts[band] or "0"
        if text.isdecimal() and int(text) <= MOST:
            return int(text)
        told = {"band": band_words(band), "most": MOST}
        self.errors[band] = _("%(band)sの人数は、0から%(most)dまでの数で入れてください。") % told
        return 0


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    groups = {group.public_id: group for group in groups_of(person)}
    mates = {mate.public_id: mate for mate in mates_of(person)}
    if request.method != "POST":
        usual = groups.get(request.GET.get("usual", ""))
        company = usual_of(usual, person) if usual else proposed_company(request, person)
        return _page(request, Form.showing(company, groups, mates), groups, mates)
    form = Form.typed(request.POST)
    meant = form.company(groups, mates)
    if meant is None:
        return _page(request, form, groups, mates)
    before = company_of(request, person).told
    choose(request, replace(meant, told=read(asked_at(back_of(request)), request.POST, before)))
    return HttpResponseRedirect(without_coming(back_of(request)))


def _page(
    request: HttpRequest, form: Form, groups: Mapping[str, Group], mates: Mapping[str, Person]
) -> HttpResponse:
    of = asked_at(back_of(request))
    told = {
        "next": back_of(request),
        "groups": list(groups.values()),
        "chosen_group": form.group,
        "mates": mates_told(form, mates, reader(request)),
        "bands": bands_told(form),
        "carers": form.carers,
        "most_carers": MOST_CARERS,
        "asked": fields(of, _told(request, of)),
        "errors": form.told_errors,
    }
    return render(request, "booking/who.html", told, status=422 if form.errors else 200)


def _told(request: HttpRequest, of: AskedOf) -> Told:
    """As it was typed just now, else as it was said before."""
    before = company_of(request, reader(request)).told
    return read(of, request.POST, before) if request.method == "POST" else before


def mates_told(form: Form, mates: Mapping[str, Person], person: Person) -> list[dict[str, object]]:
    """Those who may be named, as boxes to tick."""
    return [
        {"id": key, "name": _name(mate, number, person), "chosen": key in form.people}
        for number, (key, mate) in enumerate(mates.items(), 1)
    ]


def bands_told(form: Form) -> list[dict[str, object]]:
    """The bands of age, as numbers to type."""
    return [
        {"key": band, "words": band_words(band), "count": form.counts[band], "error": form.errors.get(band)}
        for band in BANDS
    ]


def _name(mate: Person, number: int, person: Person) -> str:
    """By what they want to be called: a name or a card number is nobody else's to read."""
    if mate == person and not mate.call_name:
        return _("あなた")
    name = member_words(mate.call_name, number)
    return _("%(name)s(あなた)") % {"name": name} if mate == person else name
