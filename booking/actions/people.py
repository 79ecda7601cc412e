"""How somebody becomes a member: registering online or at the counter, and the first password.

`now` is an instant (seconds, UTC). The Acts hold keys and no name, address or birth date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from booking import notices
from booking.actions import registrations
from booking.actions.acts import write_person_act
from booking.actions.addresses import give_address
from booking.actions.desk import desk_of, must_hold_anywhere
from booking.actions.locks import lock
from booking.actions.particulars import Newcomer, Unclear
from booking.actions.texts import plain
from booking.actions.ties import verify
from booking.models import FirstCode, Person, Tie
from booking.models.keys import card_number, fingerprint, first_code
from booking.queries.people import by_login
from booking.queries.registries import registries
from booking.rules.ask import Channel, TieKind
from booking.rules.staff import Right
from booking.rules.verdict import Refused

LONGEST_CARD = 20
CODE_LIVES = 30 * 24 * 60 * 60


class CardTaken(ValueError):
    """The desk has given a card number that is somebody's already."""


class Registered(Exception):
    """The page that was sent has registered this person before."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.pk)
        self.person = person


class WrongCode(Exception):
    """The card number and the code do not belong together, or the code has been used or is too old."""


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """`code` is printed and handed over. It is told here and never again."""

    person: Person
    code: str


@transaction.atomic
def register(
    *, newcomer: Newcomer, password_hash: str, now: int, link: notices.Link, public_id: str = ""
) -> Person:
    """A member with a card number of their own, registered wherever people are asked to and may on the web.

    Ties stay unknown to the judge until the desk has seen a proof. Whether somebody of the same name and
    birth date is a member stays unsaid: two accounts are a matter of the desk's. Under one `public_id`, which
    the page has drawn, one person is registered: a second tap has the first one's. Unclear and Unfit for what
    cannot be stored. Inverse: `forget`.
    """
    try:
        person = _make(newcomer, password_hash, public_id=public_id)
    except Registered as already:
        return already.person
    _act_and_apply(person, person, Channel.WEB, now)
    _tell(person, newcomer.particulars.email, now, link)
    return person


@transaction.atomic
def register_at_desk(
    *,
    newcomer: Newcomer,
    seen: Mapping[str, date | None],
    actor: Person,
    now: int,
    link: notices.Link,
    card: str = "",
) -> AtTheDesk:
    """The same at the counter, with the card that is handed out, or one that is drawn.

    `seen` are the ties of which the desk has seen a proof, each with its last day if it has one. Absent
    unless the actor registers people at a hall; CardTaken; Unclear and Unfit as before. Inverse: `forget`.
    """
    must_hold_anywhere(actor, Right.PEOPLE, now=now)
    # Without a password: nobody at a desk ever knows one, and the code lets its owner set it once.
    person = _make(newcomer, "", plain(card, "card", LONGEST_CARD))
    for kind, until in seen.items():
        verify(person=person, kind=TieKind(kind), until=until, actor=actor, now=now)
    _act_and_apply(person, actor, Channel.COUNTER, now)
    _tell(person, newcomer.particulars.email, now, link)
    return AtTheDesk(person, _new_code(person, now))


@transaction.atomic
def give_first_code(*, person: Person, actor: Person, now: int) -> AtTheDesk:
    """Another code, for whoever has lost theirs or forgotten the password; the one before is dead, and who
    had a password is told. Absent unless the actor registers people at a hall. No inverse: it dies by
    itself."""
    must_hold_anywhere(actor, Right.PEOPLE, now=now)
    lock(people=[person.pk])
    current = Person.objects.get(pk=person.pk)
    write_person_act(person=current, verb="give_first_code", actor=actor, now=now)
    if current.has_usable_password():
        # Whoever has not asked for it learns so that somebody stood at a desk in their name.
        notices.code_given(current, desk_of(actor, Right.PEOPLE, now=now), now)
    return AtTheDesk(current, _new_code(current, now))


@transaction.atomic
def set_first_password(*, card: str, code: str, password_hash: str, now: int) -> Person:
    """The person chooses their password: what the desk has handed out opens this once. WrongCode."""
    person = by_login(card)
    if person is None:
        raise WrongCode
    lock(people=[person.pk])
    # Under the lock, so that a code opens once; and whatever is wrong is told alike, lest one learn of cards.
    given = FirstCode.objects.filter(person=person, until__gt=now).first()
    # As it is typed off a slip of paper: in capitals, with blanks, without the hyphens.
    told = fingerprint("".join(code.lower().split()).replace("-", ""))
    if given is None or not person.is_active or not constant_time_compare(given.code_hash, told):
        raise WrongCode
    # It has done its work: a slip of paper that is found later opens nothing.
    given.delete()
    person.password = password_hash
    person.save(update_fields=["password"])
    write_person_act(person=person, verb="set_password", actor=person, now=now)
    return person


def _make(newcomer: Newcomer, password_hash: str, card: str = "", public_id: str = "") -> Person:
    told = newcomer.particulars.plain()
    kinds = {TieKind(kind) for kind in newcomer.ties}
    # Nobody alive was born before: a slip of the keyboard.
    if not date(1880, 1, 1) <= newcomer.birth_date:
        raise Unclear("birth_date")
    person = Person(
        name=told.name,
        reading=told.reading,
        call_name=told.call_name,
        phone=told.phone,
        language=told.language,
        birth_date=newcomer.birth_date,
        password=password_hash,
        **({"public_id": public_id} if public_id else {}),
    )
    if not password_hash:
        person.set_unusable_password()
    _save_with_card(person, card)
    Tie.objects.bulk_create(Tie(person=person, kind=kind) for kind in sorted(kinds))
    return person


def _save_with_card(person: Person, card: str) -> None:
    """With the card that was handed out, or with one drawn until it is nobody's."""
    while True:
        # In a savepoint each time: where a statement failed, PostgreSQL gives up the whole transaction.
        person.card_number = card or card_number()
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError:
            # The rival has committed by now: the database waited for it before it said so.
            if rival := Person.objects.filter(public_id=person.public_id).first():
                raise Registered(rival) from None
            if card:
                raise CardTaken(card) from None
        else:
            return


def _act_and_apply(person: Person, actor: Person, channel: Channel, now: int) -> None:
    write_person_act(person=person, verb="register", actor=actor, now=now, after={"channel": channel})
    for at in registries(now):
        if at.asks_people:
            try:
                registrations.apply(person=person, at=at, actor=actor, channel=channel, now=now)
            except Refused:
                continue  # the page of next steps says why, and what helps


def _tell(person: Person, email: str, now: int, link: notices.Link) -> None:
    notices.registered(person, now)
    if email:
        give_address(person=person, email=email, now=now, link=link)


def _new_code(person: Person, now: int) -> str:
    code = first_code()
    kept = {"code_hash": fingerprint(code.replace("-", "")), "until": now + CODE_LIVES}
    FirstCode.objects.update_or_create(person=person, defaults=kept)
    return code
