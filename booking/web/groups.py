"""グループ: one's groups, a new one, and a group's page with what those who lead it may change there."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import groups as verbs
from booking.actions.changes import Stale
from booking.actions.groups import GroupNameMissing, StillBooked, TooManyGroups
from booking.actions.texts import Unfit
from booking.labels import band_words, kind_words
from booking.models import Group
from booking.queries.bookings import Absent
from booking.queries.groups import Seen, seen
from booking.queries.party import groups_of
from booking.rules.bands import BANDS
from booking.rules.names import LONGEST_NAME
from booking.web.booked import reader, sequence_seen
from booking.web.group_page import context
from booking.web.saying import said, say
from facilities import clock

MOST = 999


@never_cache
@login_required
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    told = [{"one": group, "kind": kind_words(group.kind)} for group in groups_of(reader(request))]
    return render(request, "booking/groups.html", {"groups": told, "said": said(request)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """GET: the form. POST: founds a group called `name` of a `kind`, and leads to its page."""
    name, kind = request.POST.get("name", ""), request.POST.get("kind", "band")
    if request.method != "POST":
        return _new(request, name, kind)
    try:
        group = verbs.found(person=reader(request), name=name, kind=kind, now=clock.now())
    except (Unfit, GroupNameMissing, TooManyGroups, ValueError) as mistake:
        return _new(request, name, kind, mistake)
    say(request, _("グループを作りました。"))
    return redirect("group", group.public_id)


@never_cache
@login_required
@require_safe
def group(request: HttpRequest, public_id: str) -> HttpResponse:
    return page(request, find_group(request, public_id))


@never_cache
@login_required
@require_POST
def renaming(request: HttpRequest, public_id: str) -> HttpResponse:
    found, name = find_group(request, public_id), request.POST.get("name", "")
    try:
        verbs.rename(group=as_seen(request, found), actor=reader(request), name=name, now=clock.now())
    except (Unfit, GroupNameMissing) as mistake:
        error = {"field": "name", "words": name_words(mistake)}
        return page(request, found, errors=[error], name=name)
    except (Absent, Stale) as error:
        return not_done(request, public_id, error)
    say(request, _("名前を変えました。"))
    return redirect("group", public_id)


@never_cache
@login_required
@require_POST
def counting(request: HttpRequest, public_id: str) -> HttpResponse:
    """How many usually come besides those with a card, by age band."""
    found = find_group(request, public_id)
    typed = {band: request.POST.get(band, "").strip()[:10] for band in BANDS}
    counted, errors = numbers(typed)
    if errors:
        return page(request, found, errors=errors, usual=typed)
    try:
        verbs.count_usual(
            group=as_seen(request, found), actor=reader(request), counted=counted, now=clock.now()
        )
    except (Absent, Stale) as error:
        return not_done(request, public_id, error)
    say(request, _("いつもの人数を変えました。"))
    return redirect("group", public_id)


@never_cache
@login_required
@require_POST
def dissolving(request: HttpRequest, public_id: str) -> HttpResponse:
    found = find_group(request, public_id)
    try:
        verbs.dissolve(group=as_seen(request, found), actor=reader(request), now=clock.now())
    except StillBooked as booked:
        words = _("これからの予約が%(count)d件あります。予約を取り消すと、解散できます。")
        return page(request, found, errors=[{"field": "up", "words": words % {"count": booked.count}}])
    except (Absent, Stale) as error:
        return not_done(request, public_id, error)
    say(request, _("グループを解散しました。"))
    return redirect("groups")


def find_group(request: HttpRequest, public_id: str) -> Seen:
    """One of the reader's own groups; a foreign one and none at all answer alike."""
    try:
        return seen(public_id, reader(request))
    except Absent as absent:
        raise Http404 from absent


def as_seen(request: HttpRequest, found: Seen) -> Group:
    """The group as the form showed it, so that two who change it at once do not meet unseen."""
    found.group.sequence = sequence_seen(request)
    return found.group


def page(request: HttpRequest, found: Seen, **told: Any) -> HttpResponse:
    """The group's page; with `errors` or `notice` it says what was not done, and why."""
    status = 422 if told.get("errors") else told.pop("status", 200)
    # Its forms are sent to addresses that take nothing else: who changes the language comes back to the page.
    here = reverse("group", args=[found.group.public_id])
    shown = {**context(found, reader(request), clock.now()), "here": here, "said": said(request)} | told
    return render(request, "booking/group.html", shown, status=status)


def not_done(request: HttpRequest, public_id: str, error: Exception) -> HttpResponse:
    """Somebody was faster, or the reader's part in the group is another by now: the page as it is."""
    found = find_group(request, public_id)
    why = _("このグループは、先に変わっていました。今のようすを出しています。")
    if isinstance(error, Absent):
        why = _("あなたの役わりでは、これはできません。代表の人にたのんでください。")
    return page(request, found, notice=why, status=409)


def numbers(typed: Mapping[str, str]) -> tuple[dict[str, int], list[dict[str, str]]]:
    """What was typed by age band, and what of it is no number of people."""
    counted = {band: text or "0" for band, text in typed.items()}
    # isdecimal() and int() both take full-width digits, as a Japanese keyboard writes them.
    wrong = [band for band, text in counted.items() if not (text.isdecimal() and int(text) <= MOST)]
    words = _("%(band)sの人数は、0から%(most)dまでの数で入れてください。")
    errors = [
        {"field": f"id_{band}", "words": words % {"band": band_words(band), "most": MOST}} for band in wrong
    ]
    return {band: int(text) for band, text in counted.items() if band not in wrong}, errors


def name_words(mistake: Exception) -> str:
    if isinstance(mistake, Unfit) and mistake.longest:
        return _("名前は%(longest)d文字までにしてください。") % {"longest": mistake.longest}
    if isinstance(mistake, Unfit):
        letters = ", ".join(mistake.letters)
        return _("名前に、使えない文字が入っています (%(letters)s)。") % {"letters": letters}
    return _("グループの名前を入れてください。")


def _new(request: HttpRequest, name: str, kind: str, mistake: Exception | None = None) -> HttpResponse:
    told = {
        "name": name,
        "longest": LONGEST_NAME,
        "kinds": [{"key": key, "words": kind_words(key), "chosen": key == kind} for key in Group.Kind.values],
        "errors": [_new_words(mistake)] if mistake else [],
    }
    return render(request, "booking/group_new.html", told, status=422 if mistake else 200)


def _new_words(mistake: Exception) -> dict[str, str]:
    if isinstance(mistake, TooManyGroups):
        words = _("グループは%(most)dまでです。使っていないグループをやめると、新しく作れます。")
        return {"field": "name", "words": words % {"most": mistake.args[0]}}
    if isinstance(mistake, Unfit | GroupNameMissing):
        return {"field": "name", "words": name_words(mistake)}
    return {"field": "kind", "words": _("どんなグループかを、えらんでください。")}
