"""The part of だれが that asks what a clause of the room asks: what is played, what is brought, who is at
school. It is there for no other room."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from booking.labels.reasons.filling import OTHER
from booking.queries.bookings import Absent
from booking.queries.lottery import given_out, published_round
from booking.queries.told import AskedOf, asked_of
from booking.rules.told import NOTHING_ASKED, Told
from booking.web.places import zone_of
from facilities import clock
from facilities.labels import in_english, listed
from facilities.models import Room
from facilities.queries.halls import published_room
from facilities.rules.spans import local_day
from facilities.rules.words import Words

NONE = "none"  # nothing of it, which is not the same as nothing said
NOBODY = AskedOf(NOTHING_ASKED, {})


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A question with what can be answered; `short` is what it is about, `kind` that of its boxes."""

    name: str
    short: str
    legend: str
    hint: str
    kind: str
    choices: tuple[Choice, ...]


def asked_at(address: str) -> AskedOf:
    """What the room asks to which an address of ours leads, or what all rooms of a round ask; nothing where
    it leads to none."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return NOBODY
    if match.url_name == "lottery":
        return _asked_in_round(match.kwargs["public_id"])
    found = match.kwargs
    room = published_room(found["hall"], found["room"]) if found.keys() >= {"hall", "room"} else None
    return NOBODY if room is None else asked_by(room)


def asked_by(room: Room) -> AskedOf:
    """As its rules are today: for which day one comes is not known yet."""
    return asked_of([room], local_day(clock.now(), zone_of(room.facility)))


def _asked_in_round(public_id: str) -> AskedOf:
    try:
        lottery = published_round(public_id)
    except Absent:
        return NOBODY
    today = local_day(clock.now(), zone_of(lottery.facility))
    return asked_of((one.room for one in given_out(lottery)), today)


def fields(of: AskedOf, told: Told) -> list[Field]:
    """The questions, as they were answered so far."""
    found = (_instruments(of, told), _proofs(of, told), _at_school(of, told))
    return [one for one in found if one is not None]


def _instruments(of: AskedOf, told: Told) -> Field | None:
    if of.asked.instruments is None:
        return None
    choices = (
        Choice(NONE, _("楽器は使いません"), told.instruments == ()),
        *_listed(of, of.asked.instruments, told.instruments),
        Choice(OTHER, _("そのほかの楽器"), OTHER in (told.instruments or ())),
    )
    return Field("instruments", _("楽器"), _("どの楽器を使いますか"), "", "checkbox", choices)


def _proofs(of: AskedOf, told: Told) -> Field | None:
    if of.asked.proofs is None:
        return None
    none = Choice(NONE, _("どれも持って来ません"), told.proofs == ())
    choices = (*_listed(of, of.asked.proofs, told.proofs), none)
    hint = _("館で見せるものです。")
    return Field("proofs", _("持って来るもの"), _("何を持って来ますか"), hint, "checkbox", choices)


def _at_school(of: AskedOf, told: Told) -> Field | None:
    if not of.asked.at_school:
        return None
    choices = (
        Choice("yes", _("通っています"), told.at_school is True),
        Choice("no", _("通っていません"), told.at_school is False),
    )
    legend = _("高校生世代の人は、学校に通っていますか")
    return Field("at_school", _("学校"), legend, "", "radio", choices)


def read(of: AskedOf, data: QueryDict, before: Told) -> Told:
    """What was answered; what is not asked stays as it was said before. Of "none of it" together with
    something, something holds."""
    told, asked = before, of.asked
    if asked.instruments is not None:
        told = replace(told, instruments=_read(data.getlist("instruments"), (*asked.instruments, OTHER)))
    if asked.proofs is not None:
        told = replace(told, proofs=_read(data.getlist("proofs"), asked.proofs))
    if asked.at_school:
        told = replace(told, at_school={"yes": True, "no": False}.get(data.get("at_school", "")))
    return told


def told_words(of: AskedOf, told: Told) -> str:
    """「使う楽器:ドラム」 as far as the room asks; "" where nothing was answered."""
    answers = [
        _("%(what)s:%(answer)s") % {"what": one.short, "answer": listed(chosen)}
        for one in fields(of, told)
        if (chosen := [choice.words for choice in one.choices if choice.chosen])
    ]
    return _("、").join(answers)


def _listed(of: AskedOf, keys: Sequence[str], answer: Sequence[str] | None) -> Iterator[Choice]:
    return (Choice(key, _words(of.names, key), key in (answer or ())) for key in keys)


def _read(given: Sequence[str], keys: Sequence[str]) -> tuple[str, ...] | None:
    chosen = tuple(key for key in keys if key in given)
    return chosen if chosen or NONE in given else None


def _words(names: Mapping[str, Words], key: str) -> str:
    words = names.get(key)
    return key if words is None else (in_english() and words.en) or words.ja
