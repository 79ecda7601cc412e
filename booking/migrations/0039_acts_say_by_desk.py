"""An act says itself whether it was done by a post; of the old ones it is filled in as far as it is known."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.db.models import Q

LEADING = ("leader", "deputy")
# As of this migration, on purpose: what later versions know of verbs changes nothing about old acts.
OF_POSTS = (
    *("hall", "room", "round", "rulebook", "post", "note", "occurrence"),
    *("notice", "caller", "webhook", "delivery"),
)
BY_RIGHT = (
    *("check_in", "undo_check_in", "check_out", "undo_check_out", "walk_in", "take_back_walk_in"),
    *("count", "correct_headcount", "uncount", "hand_key", "take_key_back", "pick_up", "not_picked_up"),
    *("wait_longer", "release_no_show", "take_back_release"),
    *("see", "overrule", "approve", "refuse", "propose", "reopen", "give", "displace", "offer_instead"),
    *("pay", "refund", "strike_payment", "strike_refund", "issue", "copy"),
    *("reduce", "refuse_reduction", "reopen_reduction"),
    *("look", "see_number", "verify_tie", "note_induction", "give_first_code", "receive_consent"),
    *("approve_registration", "return_registration", "reconsider", "send_back", "set_class"),
    *("close_record", "open_record", "reset_second_factor"),
    *("admin_add", "admin_change", "admin_delete"),
)
AT_ONCE = 500
FOR_GOOD = 2**62


class Term(NamedTuple):
    """That somebody served at a hall (by key) from one instant up to another."""

    hall: int
    since: int
    until: int


def _booked(person: Any) -> Q:
    led = person.memberships.filter(role__in=LEADING).values("group")
    return Q(person=person) | Q(group__in=led)


def _asked_for(person: Any) -> Q:
    led = person.memberships.filter(role__in=LEADING).values("group")
    return Q(child=person) | Q(child__memberships__group__in=led)


OWN: Mapping[str, tuple[str, Callable[[Any], Q]]] = {
    "booking": ("Booking", _booked),
    "series": ("Series", _booked),
    "entry": ("Entry", _booked),
    "person": ("Person", lambda person: Q(pk=person.pk)),
    "guardian": ("Guardian", lambda person: Q(child=person)),
    "consent": ("Consent", lambda person: Q(child=person)),
    "consent_request": ("ConsentRequest", _asked_for),
}


def say(apps: Any, _editor: Any) -> None:
    acts = apps.get_model("booking", "Act").objects
    acts.exclude(actor=None).filter(Q(subject__in=OF_POSTS) | Q(verb__in=BY_RIGHT)).update(by_desk=True)
    # Nobody who never had a post is looked at: of them there are thousands, and the log knows all others.
    given = acts.filter(subject="post").order_by().values("subject_id")
    had = Q(is_staff=True) | ~Q(posts=None) | Q(public_id__in=given)
    for person in apps.get_model("booking", "Person").objects.filter(had).distinct():
        _say_of(person, apps)


def _say_of(person: Any, apps: Any) -> None:
    terms = _terms(person, apps)
    acts = apps.get_model("booking", "Act").objects.filter(actor=person, by_desk=False)
    for subject, (model, own) in OWN.items():
        rows = apps.get_model("booking", model).objects.exclude(own(person))
        theirs = acts.filter(subject=subject, subject_id__in=rows.values("public_id"))
        keys = [act.pk for act in theirs.only("pk", "at", "hall_id") if _served(terms, act)]
        for start in range(0, len(keys), AT_ONCE):
            acts.filter(pk__in=keys[start : start + AT_ONCE]).update(by_desk=True)


def _served(terms: list[Term], act: Any) -> bool:
    """At the act's hall, at that moment; anywhere for what concerns no hall, or many."""
    return any(act.hall_id in (None, term.hall) and term.since <= act.at < term.until for term in terms)


def _terms(person: Any, apps: Any) -> list[Term]:
    """At which halls somebody served, since and until when, by the posts that stand and by the logs."""
    acts = apps.get_model("booking", "Act").objects.filter(subject="post", subject_id=person.public_id)
    begun: dict[int, int] = {}
    terms = []
    for act in acts.exclude(hall=None).order_by("pk"):
        if act.verb == "give_post":
            begun[act.hall_id] = act.at
        # Of one whose beginning no log knows: it was there before.
        if act.verb == "end_post":
            terms.append(Term(act.hall_id, begun.pop(act.hall_id, 0), act.at))
    halls = apps.get_model("facilities", "Facility").objects
    for post in person.posts.all():
        at = Q(pk=post.facility_id) if post.facility_id else Q(department=post.department_id)
        terms += [Term(hall.pk, begun.get(hall.pk, 0), _end(post.until, hall)) for hall in halls.filter(at)]
    return terms


def _end(last: date | None, hall: Any) -> int:
    """The instant at which a hall's day is over."""
    if last is None:
        return FOR_GOOD
    midnight = datetime.combine(last + timedelta(days=1), time(), ZoneInfo(hall.timezone))
    return int(midnight.timestamp())


class Migration(migrations.Migration):
    dependencies = [("booking", "0038_calls_from_doors")]

    operations = [
        migrations.AddField(model_name="act", name="by_desk", field=models.BooleanField(default=False)),
        # Undone, the field is gone with all that it says.
        migrations.RunPython(say, migrations.RunPython.noop, elidable=True),
    ]
