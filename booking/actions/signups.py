"""Signing up for a programme: a person, a family or a class, for some of its dates; the line moves up.

Each verb locks the programme before it counts places: no constraint knows how many there are of each age.
`now` is an instant (seconds, UTC).
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from booking import notices
from booking.actions.changes import Stale
from booking.actions.signup_consents import hold_for_consent
from booking.actions.signup_particulars import erase_if_over, keep_particulars, particulars_told
from booking.actions.signup_places import (
    give_back,
    locked_programme,
    move_up,
    must_be_theirs,
    place_or_line,
    record_change,
    standing,
    with_place,
)
from booking.actions.texts import lines
from booking.models import Coming, Group, PartyParticulars, Person, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.groups import leads
from booking.queries.place_draws import phase_of
from booking.queries.programmes import ages_of, comers, signup_of
from booking.queries.signup_consents import lacks_consent
from booking.queries.signups import knows, signed_up_besides
from booking.rules.exchange import Age, Comer, lacking, wanted
from booking.rules.signup_windows import Phase

LONGEST_NOTE = 300
MOST_COMERS = 60


class NotForThem(ValueError):
    """Somebody in the party is of an age that the programme has no places for."""


class TooMany(ValueError):
    """More of an `age` than the programme has `places` of it, at any date: they would wait for ever."""

    def __init__(self, age: Age, places: int) -> None:
        super().__init__(age, places)
        self.age, self.places = age, places


class SignedUpAlready(ValueError):
    """One of them has a part in one of these dates by another sign-up: one person, one ticket. `signup` is
    the one that stands; `own` where it is known to whoever asks, who made it or is of its group."""

    def __init__(self, signup: SignUp, own: bool) -> None:
        super().__init__(signup.public_id)
        self.signup, self.own = signup, own


class Closed(ValueError):
    """The programme takes nobody (any more), or a date of it has begun."""


class TooSoon(Closed):
    """It takes people from a moment that is still to come."""


class Drawing(Closed):
    """The list of a draw is closed; after the draw one may sign up for what is left."""


class TimeOver(Closed):
    """The time of signing up is over."""


class Begun(Closed):
    """Nobody gives a place back any more: the date has begun."""


class NobodyComes(ValueError):
    """A party of nobody, of more than `MOST_COMERS`, or for no date."""


# What is said of dates: of these, had a place at those (keys of sessions), at an instant.
Tell = Callable[[Sequence[Coming], Collection[int], int], None]
CLOSED = {Phase.BEFORE: TooSoon, Phase.DRAWING: Drawing, Phase.OVER: TimeOver}


class Change(NamedTuple):
    """What a sign-up had at dates at which its places are free again, and which of these it wants again."""

    freed: list[Coming]
    again: list[Session]


@transaction.atomic
def sign_up(
    *,
    programme: Programme,
    sessions: Collection[str],
    party: Sequence[Comer],
    person: Person,
    group: Group | None = None,
    note: str = "",
    particulars: Mapping[str, str] | None = None,
    whole: bool = False,
    now: int,
) -> SignUp:
    """Places for everybody in the party at these dates (by public id), a part in the draw where places are
    drawn, or a place in line where there are not enough. Whoever has signed up already has it as they say
    now, and keeps what they keep: dates that they do not name stay theirs, unless these are to be the
    `whole`.

    NobodyComes, NotForThem, TooMany, SignedUpAlready, Closed; Absent for a date or a group that is not theirs
    to name; Unfit for the note; NotTold and Unfit for the particulars that the programme asks for. Inverse:
    `stay_away`, of each date.
    """
    note = lines(note, "note", LONGEST_NOTE)
    current = locked_programme(programme)
    dates = _dates(current, sessions, now)
    if group is not None and not leads(person, group):
        raise Absent(group.public_id)
    had = signup_of(current, person.pk, None if group is None else group.pk)
    _must_suit(current, party, had, dates)
    if (other := signed_up_besides(current, dates, person, group, now)) is not None:
        raise SignedUpAlready(other, knows(person, other))
    told = particulars_told(current, had, particulars)
    made, change = _kept(current, party, person, group, note, _named(dates, whole), now)
    # They take their new places first, behind those who wait: what they had goes to the line, not to them.
    by_lot = phase_of(current, now) is Phase.ENTERING
    wished = {one.pk: one for one in (*dates, *change.again)}
    anew = [one for session in wished.values() if (one := _come(made, session, by_lot, now)) is not None]
    for one in change.freed:
        move_up(one.session, now)
    keep_particulars(made, told)
    if not by_lot:
        hold_for_consent(made, now)
    record_change(made, "sign_up_for", person, now)
    _tell(made, anew, change.freed, now)
    return made


@transaction.atomic
def change_signup(
    *,
    signup: SignUp,
    sessions: Collection[str],
    party: Sequence[Comer],
    note: str = "",
    particulars: Mapping[str, str] | None = None,
    actor: Person,
    now: int,
) -> SignUp:
    """What was signed up, as it is to be now: dates that are not named are given back. Absent for one of
    others, Stale if it has changed since it was read; the rest as for `sign_up`. Inverse: changing it back,
    at the line's end."""
    locked_programme(signup.programme)
    current = SignUp.objects.select_related("programme", "group").get(pk=signup.pk)
    must_be_theirs(current, actor)
    if current.sequence != signup.sequence:
        raise Stale(current.public_id)
    told: dict[str, Any] = {"person": current.person, "group": current.group, "note": note, "now": now}
    told |= {"particulars": particulars, "whole": True}
    return sign_up(programme=current.programme, sessions=sessions, party=party, **told)


@transaction.atomic
def stay_away(*, signup: SignUp, session: Session, actor: Person, now: int) -> None:
    """The party does not come to this date, and whoever is next in line has its places; sent twice it is
    done once. Begun, Absent for a foreign one. Inverse: `come_after_all` for ten minutes; then `sign_up`, at
    the line's end."""
    locked_programme(signup.programme)
    must_be_theirs(signup, actor)
    leave(signup, session, actor, now, notices.signup_given_back)


def leave(signup: SignUp, session: Session, actor: Person | None, now: int, tell: Tell) -> bool:
    """What `stay_away` does, under the programme's lock, to whoever may; whether there was something to give
    back. Begun."""
    # As they are under the lock: it may have been called off while the page lay open.
    session, signup = Session.objects.get(pk=session.pk), SignUp.objects.get(pk=signup.pk)
    if session.start <= now:
        raise Begun
    gone = standing(signup).filter(session=session).first()
    if gone is None:
        return False
    had = with_place([gone])
    give_back(gone, signup, "stay_away", actor, now)
    tell([gone], had, now)
    return True


@transaction.atomic
def lapse_without_consent(*, signup: SignUp, now: int) -> None:
    """The time for which its places were held is over: with the consent they are certain, without it whoever
    is next in line has them, and the child is told. Done twice it is done once. Inverse: signing up anew."""
    locked_programme(signup.programme)
    current = SignUp.objects.select_related("programme__facility", "person").get(pk=signup.pk)
    if current.consent_by is None or current.consent_by > now:
        return
    current.consent_by = None
    if not lacks_consent(current, now):
        current.save(update_fields=["consent_by"])
        return
    current.sequence += 1
    current.save(update_fields=["consent_by", "sequence"])
    # At the first date's own start it is over, too: whoever stands at the door is let in by the desk.
    gone = list(standing(current).filter(session__start__gte=now).select_related("session"))
    had = with_place(gone)
    for one in gone:
        one.signup, one.state, one.since = current, Coming.State.CANCELLED, now
        one.save(update_fields=["state", "since"])
    record_change(current, "lapse_without_consent", None, now)
    for one in gone:
        if one.session.start > now:
            move_up(one.session, now)
    notices.consent_missed(gone, had, now)
    erase_if_over(current, now)


def forget_signups(person: Person, now: int) -> None:
    """What somebody has signed up for goes with them, and whoever waits has their places; what was theirs in
    a group's name stays the group's, without what they told. A draw's list stays as it was published."""
    PartyParticulars.objects.filter(signup__person=person).delete()
    SignUp.objects.filter(person=person).update(note="")
    for signup in SignUp.objects.filter(person=person, group=None).select_related("programme"):
        locked_programme(signup.programme)
        dates = list(standing(signup).filter(session__start__gt=now).select_related("session"))
        signup.delete()
        for one in dates:
            move_up(one.session, now)


def _dates(programme: Programme, sessions: Collection[str], now: int) -> list[Session]:
    if programme.state != Programme.State.OPEN:
        raise Closed
    if (closed := CLOSED.get(phase_of(programme, now))) is not None:
        raise closed
    found = list(programme.sessions.filter(public_id__in=sessions))
    if len(found) < len(set(sessions)):
        raise Absent
    if any(one.start <= now or one.cancelled_at is not None for one in found):
        raise Closed
    return found


def _must_suit(
    programme: Programme, party: Sequence[Comer], had: SignUp | None, dates: Collection[Session]
) -> None:
    """NobodyComes, NotForThem, TooMany. What stands is not refused because there are fewer places by now."""
    if not dates or not 0 < len(party) <= MOST_COMERS:
        raise NobodyComes
    quota = ages_of(programme)
    if wanted(party, quota) is None:
        raise NotForThem
    if not (beyond := lacking(party, quota)):
        return
    theirs = set() if had is None else set(standing(had).values_list("session", flat=True))
    same = had is not None and Counter(comers(had.party)) == Counter(party)
    if not (same and theirs >= {one.pk for one in dates}):
        raise TooMany(beyond[0], quota[beyond[0]])


def _named(dates: Collection[Session], whole: bool) -> set[int] | None:
    """The only dates (keys) that are wanted; None where others stay as they are."""
    return {one.pk for one in dates} if whole else None


def _kept(
    programme: Programme,
    party: Sequence[Comer],
    person: Person,
    group: Group | None,
    note: str,
    only: set[int] | None,
    now: int,
) -> tuple[SignUp, Change]:
    """What was signed up, as it is now, and what has to be had anew or is given up for that."""
    told = [[one.band, one.grade] for one in party]
    had = signup_of(programme, person.pk, None if group is None else group.pk)
    if had is None:
        made = SignUp(programme=programme, person=person, group=group, party=told, note=note, made_at=now)
        made.save()
        return made, Change([], [])
    to_come = standing(had).filter(session__start__gt=now, session__cancelled_at=None)
    # In whatever order they are told: a place in line is not lost by naming the children first.
    if Counter(comers(had.party)) != Counter(party):
        # Another party is another wish: it stands behind those who wait already, at each of its dates.
        freed = list(to_come.select_related("session"))
        again = [one.session for one in freed if only is None]
    else:
        freed, again = list(to_come.exclude(session__in=only).select_related("session")) if only else [], []
    # Not deleted: a calendar that has the date has to be told that it is over.
    given_up = {"state": Coming.State.CANCELLED, "since": now}
    had.dates.filter(pk__in=[one.pk for one in freed]).update(**given_up)
    had.party, had.note, had.sequence = told, note, had.sequence + 1
    had.save(update_fields=["party", "note", "sequence"])
    return had, Change(freed, again)


def _come(signup: SignUp, session: Session, by_lot: bool, now: int) -> Coming | None:
    """What they have at this date now; None where they had it already."""
    if standing(signup).filter(session=session).exists():
        return None
    state = Coming.State.ENTERED if by_lot else place_or_line(signup, session)
    told: dict[str, Any] = {"state": state, "since": now}
    if state == Coming.State.COMING:
        told["had_place"] = True
    made, _ = Coming.objects.update_or_create(signup=signup, session=session, defaults=told)
    return made


def _tell(signup: SignUp, anew: Sequence[Coming], freed: Sequence[Coming], now: int) -> None:
    """What is theirs now, and which dates they named no more; what has stayed as it was is no news."""
    had, kept = with_place(freed), {one.session_id for one in anew}
    given_back = [one for one in freed if one.session_id not in kept]
    # Under the number that it has now: to calendars an older letter is none.
    for one in (*anew, *given_back):
        one.signup = signup
    notices.signed_up(anew, had, now)
    notices.signup_given_back(given_back, had, now)
