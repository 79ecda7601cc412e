"""Addresses for mail: somebody's own only once the link that was sent there has been opened.

Whoever mistypes theirs would else let a stranger ask for a new password. That an address is somebody
else's already is told to its owner, and to nobody who only types it.
"""

from django.db import IntegrityError, transaction

from booking import notices
from booking.actions.acts import write_person_act
from booking.actions.locks import lock
from booking.actions.particulars import email_address
from booking.models import NewAddress, Person
from booking.models.keys import fingerprint, token
from booking.queries.bookings import Absent

A_WEEK = 7 * 24 * 60 * 60


@transaction.atomic
def give_address(*, person: Person, email: str, now: int, link: notices.Link) -> None:
    """Sends a link to an address that is to become somebody's; Unclear or Unfit if it is none. Inverse: ""
    takes back the address that waits, or the one they have, and the old one is told.

    `link` makes the whole address of the page out of the token. For an address that is somebody else's the
    link is dead from the start: its owner is told, whoever typed it sees no difference.
    """
    email = email_address(email)
    lock(people=[person.pk])
    current = Person.objects.get(pk=person.pk)
    # Of several links the last alone counts, also where all of them went to one address.
    NewAddress.objects.filter(person=person).delete()
    # Typing one's own address again takes back a new one that waits, and no mail goes out for nothing.
    if email in ("", current.email):
        if not email and current.email:
            _change(current, "", now)
        return
    new = token()
    waiting = NewAddress(person=person, email=email, token_hash=fingerprint(new), until=now + A_WEEK)
    # Also for an address that is somebody else's: a page that said anything else would tell that it is known.
    waiting.save()
    if Person.objects.filter(email=email).exists():
        notices.address_taken(email, current.language)
    else:
        notices.try_address(email, link(new), current.language)


@transaction.atomic
def confirm_address(*, token: str, now: int) -> Person:
    """The address becomes theirs, and the one before is told. Absent for a link that is unknown, used or too
    old. No inverse: another address is given instead."""
    waiting = NewAddress.objects.filter(token_hash=fingerprint(token), until__gt=now).first()
    if waiting is None:
        raise Absent
    lock(people=[waiting.person_id])
    current = Person.objects.get(pk=waiting.person_id)
    if not NewAddress.objects.filter(pk=waiting.pk).exists():
        raise Absent  # the same link, opened twice at once
    try:
        with transaction.atomic():
            _change(current, waiting.email, now)
    except IntegrityError:
        raise Absent from None  # somebody else has confirmed the address meanwhile
    waiting.delete()
    return current


def _change(person: Person, email: str, now: int) -> None:
    before, person.email = person.email, email
    person.save(update_fields=["email"])
    write_person_act(person=person, verb="change_address", actor=person, now=now)
    if before:
        # At the old address its owner learns that somebody else may be at their account.
        notices.address_changed(before, person.language)
