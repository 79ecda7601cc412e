"""Signing up for a programme: a person, a family or a class, for some of its dates; the line moves up.

Each verb locks the programme before it counts places: no constraint knows how many there are of each age.
`now` is an instant (seconds, UTC).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet

from booking import notices
from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.signup_consents import hold_for_consent
from booking.actions.signup_particulars import erase_if_over, keep_particulars, particulars_told
from booking.actions.texts import plain
from booking.models import Coming, Group, PartyParticulars, Person, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.groups import leads
from booking.queries.place_draws import phase_of
from booking.queries.programmes import ages_of, comers, line_of, places_of, signup_of
from booking.queries.signup_consents import lacks_consent
from booking.queries.signups import knows, signed_up_besides
from booking.rules.exchange import Age, Comer, fits, lacking, next_in, wanted
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
    note = plain(note, "note", LONGEST_NOTE)
    current = locked_programme(programme)
    dates = _dates(current, sessions, now)
    if not dates or not 0 < len(party) <= MOST_COMERS:
        raise NobodyComes
    if wanted(party, ages_of(current)) is None:
        raise NotForThem
    if group is not None and not leads(person, group):
        raise Absent(group.public_id)
    had = signup_of(current, person.pk, None if group is None else group.pk)
    _must_fit(current, party, had, dates)
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
    _act(made, "sign_up_for", person, now)
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
    # As they are under the lock: it may have been called off while the page lay open.
    session, signup = Session.objects.get(pk=session.pk), SignUp.objects.get(pk=signup.pk)
    if session.start <= now:
        raise Begun
    gone = _standing(signup).filter(session=session).first()
    if gone is not None:
        had = _with_place([gone])
        give_back(gone, signup, "stay_away", actor, now)
        notices.signup_given_back([gone], had, now)


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
    gone = list(_standing(current).filter(session__start__gte=now).select_related("session"))
    had = _with_place(gone)
    for one in gone:
        one.signup, one.state, one.since = current, Coming.State.CANCELLED, now
        one.save(update_fields=["state", "since"])
    _act(current, "lapse_without_consent", None, now)
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
        dates = list(_standing(signup).filter(session__start__gt=now).select_related("session"))
        signup.delete()
        for one in dates:
            move_up(one.session, now)


def move_up(session: Session, now: int) -> list[Coming]:
    """Whoever is next in line has a place now, and hears of it; under the programme's lock."""
    # A place at a date that is off is no news to anybody.
    line = line_of(session) if session.cancelled_at is None else []
    named = [(one.signup.public_id, comers(one.signup.party)) for one in line]
    let_in = set(next_in(named, places_of(session), ages_of(session.programme)))
    moved = [one for one in line if one.signup.public_id in let_in]
    for one in moved:
        one.state = Coming.State.COMING
        one.save(update_fields=["state"])
        _risen(one.signup)
        _act(one.signup, "move_up", None, now, session)
    notices.place_free(session, moved, now)
    return moved


def give_back(gone: Coming, signup: SignUp, verb: str, actor: Person, now: int) -> None:
    """A date of a sign-up less, by this verb; whoever is next in line has its places. Under the programme's
    lock. What it had stands in the act, for whoever takes it back."""
    had = {"state": gone.state, "since": gone.since}
    # Whoever has read it before would sign up for this date again by a change of the others.
    gone.signup = _risen(signup)
    gone.state, gone.since = Coming.State.CANCELLED, now
    gone.save(update_fields=["state", "since"])
    _act(signup, verb, actor, now, gone.session, had)
    move_up(gone.session, now)


def have_again(back: Coming, state: str, since: int, verb: str, actor: Person, now: int) -> None:
    """The same again, as it was given back."""
    back.state, back.since = state, since
    back.save(update_fields=["state", "since"])
    back.signup = _risen(back.signup)
    hold_for_consent(back.signup, now)
    _act(back.signup, verb, actor, now, back.session)


def must_be_theirs(signup: SignUp, actor: Person) -> None:
    if signup.person_id != actor.pk and (signup.group is None or not leads(actor, signup.group)):
        raise Absent(signup.public_id)


def locked_programme(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme.pk)


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


def _must_fit(
    programme: Programme, party: Sequence[Comer], had: SignUp | None, dates: Collection[Session]
) -> None:
    """TooMany. What stands is not refused because there are fewer places by now."""
    quota = ages_of(programme)
    if not (beyond := lacking(party, quota)):
        return
    theirs = set() if had is None else set(_standing(had).values_list("session", flat=True))
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
    to_come = _standing(had).filter(session__start__gt=now, session__cancelled_at=None)
    # In whatever order they are told: a place in line is not lost by naming the children first.
    if Counter(comers(had.party)) != Counter(party):
        # Another party is another wish: it stands behind those who wait already, at each of its dates.
        freed = list(to_come.select_related("session"))
        again = [one.session for one in freed if only is None]
    else:
        freed, again = list(to_come.exclude(session__in=only).select_related("session")) if only else [], []
    had.dates.filter(pk__in=[one.pk for one in freed]).delete()
    had.party, had.note, had.sequence = told, note, had.sequence + 1
    had.save(update_fields=["party", "note", "sequence"])
    return had, Change(freed, again)


def _come(signup: SignUp, session: Session, by_lot: bool, now: int) -> Coming | None:
    """What they have at this date now; None where they had it already."""
    if _standing(signup).filter(session=session).exists():
        return None
    state = Coming.State.ENTERED if by_lot else _place_or_line(signup, session)
    told = {"state": state, "since": now}
    made, _ = Coming.objects.update_or_create(signup=signup, session=session, defaults=told)
    return made


def _place_or_line(signup: SignUp, session: Session) -> Coming.State:
    # Behind whoever waits already: a place that they lack is not had by coming at a good moment.
    free = places_of(session)
    party = comers(signup.party)
    ahead = [(one.signup.public_id, comers(one.signup.party)) for one in line_of(session)]
    line = [*ahead, (signup.public_id, party)]
    has = fits(party, free) and signup.public_id in next_in(line, free, ages_of(signup.programme))
    return Coming.State.COMING if has else Coming.State.WAITING


def _tell(signup: SignUp, anew: Sequence[Coming], freed: Sequence[Coming], now: int) -> None:
    """What is theirs now, and which dates they named no more; what has stayed as it was is no news."""
    had, kept = _with_place(freed), {one.session_id for one in anew}
    given_back = [one for one in freed if one.session_id not in kept]
    # Under the number that it has now: to calendars an older letter is none.
    for one in (*anew, *given_back):
        one.signup = signup
    notices.signed_up(anew, had, now)
    notices.signup_given_back(given_back, had, now)


def _standing(signup: SignUp) -> QuerySet[Coming]:
    return signup.dates.exclude(state=Coming.State.CANCELLED)


def _with_place(comings: Iterable[Coming]) -> set[int]:
    """At which sessions (keys) they have a place, and do not wait for one."""
    return {one.session_id for one in comings if one.state == Coming.State.COMING}


def _risen(signup: SignUp) -> SignUp:
    """With one change more: whoever gives a place back and has it again is sent the same entry twice."""
    signup.sequence += 1
    signup.save(update_fields=["sequence"])
    return signup


def _act(
    signup: SignUp,
    verb: str,
    actor: Person | None,
    now: int,
    session: Session | None = None,
    before: Mapping[str, Any] | None = None,
) -> None:
    after = {} if session is None else {"session": session.public_id}
    hall = signup.programme.facility_id
    Programme.objects.filter(pk=signup.programme_id).update(signups_revision=F("signups_revision") + 1)
    log("signup", signup.public_id, verb, actor, now, before=before or {}, after=after, hall=hall)
