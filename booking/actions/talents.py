"""地域人材: what somebody offers, written down by themselves or by an office, with a consent that they may
revoke at once.

Without a consent an entry is neither listed nor found. The Acts hold keys and the names of fields, never what
was written. `now` is an instant (seconds, UTC).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_answer_for
from booking.actions.locks import lock
from booking.actions.texts import Missing, lines, mail_address, needed, phone_number, plain
from booking.models import Group, Listing, Person, Talent
from booking.queries.bookings import Absent
from booking.queries.groups import leads
from booking.queries.people import today_here
from booking.queries.talents import ending, keeps_a_list, own_talent, skills_by, talent_at
from booking.rules.bands import BANDS
from booking.rules.names import LONGEST_NAME
from booking.rules.staff import Right
from booking.rules.talents import THOUGHT_OVER, Whose, is_adult
from facilities.models import Department

LONGEST_WORDS = LONGEST_HOURS = 100
LONGEST_ABOUT = 300
AT_ONCE = 50
# Of these alone the office has seen that they are so: with another number nobody is somebody else.
VERIFIED = ("whose", "name", "words", "about", "bands", "hours")


class NotAdult(Exception):
    """Whoever offers something is of age; of whom no birth date is known the desk asks."""


class NotThen(ValueError):
    """A consent of a day that is still to come."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers, as it was typed. `consented_on` None: they have not agreed to stand on a list."""

    name: str
    skills: tuple[str, ...] = ()
    words: str = ""
    about: str = ""
    bands: tuple[str, ...] = ()
    hours: str = ""
    phone: str = ""
    email: str = ""
    name_public: bool = False
    consented_on: date | None = None
    whose: Whose = Whose.PERSON


@transaction.atomic
def offer_talent(*, offer: Offer, group: Group | None, seen: int | None, actor: Person, now: int) -> Talent:
    """What a member, or a group that they lead, offers; `seen` is the revision that the form showed, None for
    one that showed nothing yet. Changed, it is verified anew.

    NotAdult; Absent for who does not lead the group; Stale; Missing, Unfit, NoAddress, NoNumber for a field.
    Inverse: `erase_own`, or changing it back.
    """
    _own_lock(actor, group)
    _must_be_adult(actor, now)
    whose = Whose.PERSON if group is None else Whose.ORGANISATION
    current = own_talent(actor, group)
    _must_be_seen(current, seen)
    owner = {"person": actor} if group is None else {"group": group}
    return _written(current or Talent(**owner), offer, whose, actor, now)


@transaction.atomic
def write_down(*, department: Department, offer: Offer, actor: Person, now: int) -> Talent:
    """A department writes down whom it knows; they may have no account. With `consented_on` they have agreed
    on that day. As for `offer_talent`; NotThen. Inverse: `erase_written`."""
    must_keep_a_list(department, actor, now)
    return _written(Talent(department=department), offer, offer.whose, actor, now)


@transaction.atomic
def correct_written(
    *, department: Department, talent: Talent, offer: Offer, seen: int | None, actor: Person, now: int
) -> Talent:
    """The same for what the department itself has written down. Absent for a member's own. Inverse:
    correcting it back."""
    current = _own_written(department, talent, actor, now)
    _must_be_seen(current, seen)
    return _written(current, offer, offer.whose, actor, now)


@transaction.atomic
def still_offer(*, group: Group | None, actor: Person, now: int) -> Talent:
    """A year later they say that it still holds. Absent where there is nothing. No inverse."""
    _own_lock(actor, group)
    current = own_talent(actor, group)
    if current is None:
        raise Absent
    set_talent(current, reached_at=now)
    log_talent(current, "reach_talent", actor, now)
    return current


@transaction.atomic
def revoke_own(*, group: Group | None, actor: Person, now: int) -> None:
    """Their consent is gone, and with it their place on every list, from this moment: done twice it is done
    once. Absent for who does not lead the group. Inverse: consenting anew; each office lists them anew."""
    # Whoever leads the group now, of age or not: what was agreed to must be open to be ended.
    _own_lock(actor, group)
    current = own_talent(actor, group)
    if current is not None:
        _revoked(current, actor, now)


@transaction.atomic
def note_revoked(*, department: Department, talent: Talent, actor: Person, now: int) -> Talent:
    """The same, as somebody told the office. Inverse: as above."""
    must_keep_a_list(department, actor, now)
    return _revoked(locked_talent(department, talent), actor, now)


@transaction.atomic
def erase_own(*, group: Group | None, actor: Person, now: int) -> None:
    """The entry is gone, and how often it was introduced stays; done twice it is done once. No inverse."""
    _own_lock(actor, group)
    current = own_talent(actor, group)
    if current is not None:
        _erase(current, actor, now)


@transaction.atomic
def erase_written(*, department: Department, talent: Talent, actor: Person, now: int) -> None:
    """The same for what the department has written down. Absent for a member's own. No inverse."""
    _erase(_own_written(department, talent, actor, now), actor, now)


def forget_talents(person: Person, now: int) -> None:
    """Somebody goes for good, and what they offer with them; of a group of theirs how they were reached."""
    for one in Talent.objects.filter(person=person):
        _erase(one, person, now)
    for one in Talent.objects.filter(group__isnull=False, entered_by=person):
        set_talent(one, phone="", email="", entered_by=None)
        _revoked(one, person, now)


def end_talents(*, now: int) -> int:
    """Takes away what has served its time, at most AT_ONCE; how many it were. Repeated it finds none."""
    # Looked up before anything is locked: nearly always there is none.
    due = list(ending(now, THOUGHT_OVER)[:AT_ONCE])
    if due:
        with transaction.atomic():
            for one in due:
                _erase(one, None, now)
    return len(due)


def must_keep_a_list(department: Department, actor: Person, now: int) -> None:
    """Absent for whoever does not answer for the department, and where it carries no list out."""
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    if not keeps_a_list(department, now):
        raise Absent(department.slug)


def locked_talent(department: Department, talent: Talent) -> Talent:
    """An entry as it is now, which the department may see. Absent."""
    list(Talent.objects.select_for_update(no_key=True).filter(pk=talent.pk).values_list("pk"))
    return talent_at(department, talent.public_id)


def set_talent(talent: Talent, /, **fields: Any) -> None:
    """Writes these fields of a locked entry, and moves its revision."""
    for name, value in fields.items():
        setattr(talent, name, value)
    talent.revision += 1
    talent.save(update_fields=[*fields, "revision"])


def log_talent(talent: Talent, verb: str, actor: Person | None, now: int, **told: Any) -> None:
    log("talent", talent.public_id, verb, actor, now, **told)


def _must_be_adult(actor: Person, now: int) -> None:
    born = Person.objects.values_list("birth_date", flat=True).get(pk=actor.pk)
    if not is_adult(born, today_here(now)):
        raise NotAdult


def _own_lock(actor: Person, group: Group | None) -> None:
    lock(groups=[group.pk] if group else [], people=[actor.pk])
    if group is not None and not leads(actor, group):
        raise Absent(group.public_id)
    whose = Talent.objects.filter(person=actor) if group is None else Talent.objects.filter(group=group)
    list(whose.select_for_update(no_key=True).values_list("pk"))


def _own_written(department: Department, talent: Talent, actor: Person, now: int) -> Talent:
    must_keep_a_list(department, actor, now)
    current = locked_talent(department, talent)
    if current.department_id != department.pk:
        raise Absent(talent.public_id)
    return current


def _must_be_seen(current: Talent | None, seen: int | None) -> None:
    if (None if current is None else current.revision) != seen:
        raise Stale("talent")


def _written(talent: Talent, offer: Offer, whose: Whose, actor: Person, now: int) -> Talent:
    new, fields, chosen = talent.pk is None, _fields(offer, whose), skills_by(offer.skills)
    if not chosen and not fields["words"]:
        raise Missing("skills")
    changed = {name for name, value in fields.items() if getattr(talent, name) != value}
    if not new and {one.pk for one in chosen} != {one.pk for one in talent.skills.all()}:
        changed.add("skills")
    verified = talent.verified_at if not changed.intersection((*VERIFIED, "skills")) else None
    for name, value in {**fields, "entered_by": actor, "reached_at": now, "verified_at": verified}.items():
        setattr(talent, name, value)
    if verified is None:
        talent.verified_by = None
    talent.revision += not new
    if new:
        talent.unconsented_at = now
    talent.save()
    talent.skills.set(chosen)
    log_talent(
        talent, "offer_talent" if new else "change_talent", actor, now, after={"changed": sorted(changed)}
    )
    return _consented(talent, offer.consented_on, actor, now)


def _fields(offer: Offer, whose: Whose) -> dict[str, Any]:
    return {
        "whose": whose.value,
        "name": needed(offer.name, "name", LONGEST_NAME),
        "name_public": offer.name_public or whose is Whose.ORGANISATION,
        "words": plain(offer.words, "words", LONGEST_WORDS),
        "about": lines(offer.about, "about", LONGEST_ABOUT),
        "bands": _bands(offer.bands),
        "hours": plain(offer.hours, "hours", LONGEST_HOURS),
        "phone": phone_number(offer.phone, "phone"),
        "email": _reachable(offer),
    }


def _bands(bands: tuple[str, ...]) -> list[str]:
    told = [band for band in BANDS if band in bands]
    if not told:
        raise Missing("bands")
    return told


def _reachable(offer: Offer) -> str:
    """Somebody whom the office cannot reach can be introduced to nobody."""
    email = mail_address(offer.email, "email")
    if not email and not offer.phone.strip():
        raise Missing("phone")
    return email


def _consented(talent: Talent, on: date | None, actor: Person, now: int) -> Talent:
    if on is None:
        return _revoked(talent, actor, now)
    if on > today_here(now):
        raise NotThen(str(on))
    # Ticked again in a form it is the consent that stands, of its own day.
    if talent.consented_on is None or (talent.department_id and talent.consented_on != on):
        set_talent(talent, consented_on=on, unconsented_at=None)
        log_talent(talent, "consent_talent", actor, now, after={"day": on.isoformat()})
    return talent


def _revoked(talent: Talent, actor: Person, now: int) -> Talent:
    if talent.consented_on is not None:
        _leave_lists(talent, now)
        set_talent(talent, consented_on=None, unconsented_at=now)
        log_talent(talent, "revoke_talent", actor, now)
    return talent


def _leave_lists(talent: Talent, now: int) -> None:
    Listing.objects.filter(talent=talent, until=None).update(until=today_here(now))


def _erase(talent: Talent, actor: Person | None, now: int) -> None:
    _leave_lists(talent, now)
    talent.delete()
    log_talent(talent, "erase_talent", actor, now)
