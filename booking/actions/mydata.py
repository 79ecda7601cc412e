"""What is held about somebody, changed by themselves: corrected, or forgotten.

`now` is an instant (seconds, UTC). The Acts say which fields were changed and never what they hold.
"""

from dataclasses import asdict, fields

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef

from booking.actions import lines
from booking.actions.acts import write_person_act
from booking.actions.bookings import cancel
from booking.actions.entries import withdraw_alone
from booking.actions.locks import count_up, lock
from booking.actions.memberships import hand_over, part_with_all
from booking.actions.particulars import Particulars, Unclear
from booking.actions.signups import forget_signups
from booking.actions.suggestions import forget_suggestions
from booking.actions.talents import forget_talents
from booking.models import (
    Act,
    Answer,
    ApiToken,
    Booking,
    Consent,
    ConsentRequest,
    Entry,
    EventText,
    FirstCode,
    Guardian,
    Induction,
    LectureRequest,
    Membership,
    NewAddress,
    Notice,
    Person,
    Post,
    ReductionRequest,
    Registration,
    Request,
    Seat,
    Series,
    Subscription,
    Tie,
    Wait,
)
from booking.outbox import forget_address
from booking.queries.forgetting import addresses_of, ahead_alone, leads_alone, longest_in
from booking.queries.lottery import enterable_rounds
from booking.rules.lectures import OPEN
from booking.rules.lectures import State as Asked
from booking.rules.lifecycle import HOLDING
from facilities.queries.outside import schools_known

# The address is changed by the link that is sent to it (booking/actions/addresses.py).
CORRECTED = [one.name for one in fields(Particulars) if one.name != "email"]
OF_THEIRS = (
    *(Tie, Registration, Induction, Seat, Subscription, Notice, Answer, NewAddress, FirstCode, Post),
    ApiToken,
    Wait,  # what is a group's has been handed on before
)


class LeadsAlone(Exception):
    """Others would be left in a group without anybody who leads it: `groups` are their names."""

    def __init__(self, groups: list[str]) -> None:
        super().__init__()
        self.groups = groups


@transaction.atomic
def correct(*, person: Person, particulars: Particulars, now: int) -> Person:
    """What a member is called and how they are reached, as they say it; not the address for mail.

    Unclear or Unfit for what cannot be stored; Unclear, too, for a school whose days nobody knows: it is
    found by its name, and another spelling would find nothing. The one that they have stays, though its
    calendar is gone. Birth date and ties are the desk's to change. Inverse: correcting it back.
    """
    told = asdict(particulars.plain())
    lock(people=[person.pk])
    current = Person.objects.get(pk=person.pk)
    if told["school"] not in ("", current.school, *schools_known()):
        raise Unclear("school")
    changed = [name for name in CORRECTED if getattr(current, name) != told[name]]
    if not changed:
        return current
    for name in changed:
        setattr(current, name, told[name])
    current.save(update_fields=changed)
    # The calendar of a member is written in their language.
    count_up(people=[person.pk])
    write_person_act(person=current, verb="correct", actor=person, now=now, after={"changed": changed})
    return current


def forget(*, person: Person, now: int) -> None:
    """Somebody goes for good: what they have booked for themselves is given back, then all that names them.

    Counts stay: how many came to what has been. LeadsAlone before anything is changed; Refused if a booking
    cannot be given back. No inverse.
    """
    if groups := leads_alone(person):
        raise LeadsAlone([group.name for group in groups])
    # Each cancellation is a verb of its own, with its Act and the line; until the lock more may be booked.
    while not _erased(person, now):
        for booking in ahead_alone(person, now):
            cancel(booking=booking, actor=person, now=now)


def forget_again(*, person: Person, now: int) -> None:
    """What a backup has brought back of somebody who had gone, taken out once more.

    Whom they had made a group's leader is not known any more: whoever has been in it longest leads it now.
    Refused as for `forget`. No inverse.
    """
    for group in leads_alone(person):
        heir = longest_in(group, person)
        hand_over(group=group, actor=person, person=heir, now=now)
    forget(person=person, now=now)


@transaction.atomic
def _erased(person: Person, now: int) -> bool:
    """Whether nothing was left to be given back, so that all could be erased."""
    groups = list(Membership.objects.filter(person=person).values_list("group", flat=True))
    rounds = enterable_rounds(person)
    lock(rounds=rounds, groups=groups, people=[person.pk])
    if ahead_alone(person, now):
        return False
    if led := leads_alone(person):  # a deputy may have left since it was asked
        raise LeadsAlone([group.name for group in led])
    current = Person.objects.get(pk=person.pk)
    # First of all, while the rows by which the addresses are known are there.
    for address in addresses_of(current):
        forget_address(address)
    withdraw_alone(current, rounds, now)
    forget_signups(current, now)
    forget_suggestions(current)
    _take_back_words(current, now)
    # Before what is theirs is deleted: what a group waits for is handed on to its leader.
    part_with_all(current, now)
    _named_no_more(current, now)
    forget_talents(current, now)
    Consent.objects.filter(child=person).delete()
    ConsentRequest.objects.filter(child=person).delete()
    Guardian.objects.filter(child=person).delete()
    for model in OF_THEIRS:
        model._default_manager.filter(person=person).delete()
    EmailAddress.objects.filter(user=current).delete()  # what signing in by mail has noted
    _blank(current)
    count_up(groups=groups, people=[person.pk])
    # By it the list is kept of who has gone, so that no backup brings them back (`queries.forgetting`).
    write_person_act(person=current, verb="forget", actor=current, now=now)
    return True


def _take_back_words(person: Person, now: int) -> None:
    """What they wrote goes with them, also where it was copied to; how many came stays."""
    booked = Booking.objects.filter(person=person)
    booked.filter(group=None).update(purpose="", help_wanted="", told={})
    # Why somebody needs help is nobody's to keep; a group still needs it for what is to come.
    booked.filter(end__lte=now).update(help_wanted="")
    Series.objects.filter(person=person, group=None).update(purpose="")
    Request.objects.filter(booking__person=person, booking__group=None).update(said="", words="")
    ReductionRequest.objects.filter(person=person, booking__group=None).update(said="")
    Entry.objects.filter(person=person, group=None).update(purpose="", told={})
    EventText.objects.filter(booking__person=person, booking__group=None).delete()
    _ask_for_no_lecture(person)
    # What they decided at a desk, and why, is the hall's: also of whoever has left it long since.
    Act.objects.filter(actor=person, by_desk=False).exclude(why="").update(why="")


def _ask_for_no_lecture(person: Person) -> None:
    """What was asked for a group of nobody else is asked no more; a place may have been somebody's home."""
    asked = LectureRequest.objects.filter(person=person)
    others = Membership.objects.filter(group=OuterRef("group")).exclude(person=person)
    asked.filter(~Exists(others), state__in=OPEN, counts=None).update(state=Asked.WITHDRAWN)
    asked.exclude(state__in=OPEN).update(place="")
    asked.update(person=None)


def _named_no_more(person: Person, now: int) -> None:
    """Nobody waits for them; how many came to what is over stays."""
    coming = Booking.people.through.objects.filter(person=person, booking__end__gt=now)
    coming.filter(booking__state__in=HOLDING).delete()
    lines.forget(person)


def _blank(person: Person) -> None:
    """Nothing is left by which anybody could tell who it was; the row keeps the counts together."""
    person.name = person.reading = person.call_name = ""
    person.email = person.phone = person.school = ""
    # Unique, as the column wants it, and nothing that anybody was handed out.
    person.card_number = f"-{person.public_id}"
    person.birth_date, person.language, person.unmailed = None, "ja", []
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.last_login = None
    person.save()
