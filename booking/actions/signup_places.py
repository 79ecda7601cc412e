"""The places at a date of a programme: who has one, who waits, and whoever is next once one is free.

Everything here is done under the programme's lock. `now` is an instant (seconds, UTC).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet

from booking import notices
from booking.actions.acts import log
from booking.actions.signup_consents import hold_for_consent
from booking.models import Coming, Person, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.groups import leads
from booking.queries.programmes import ages_of, comers, line_of, places_of
from booking.rules.exchange import fits, next_in


def locked_programme(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme.pk)


def must_be_theirs(signup: SignUp, actor: Person) -> None:
    if signup.person_id != actor.pk and (signup.group is None or not leads(actor, signup.group)):
        raise Absent(signup.public_id)


def place_or_line(signup: SignUp, session: Session) -> Coming.State:
    # Behind whoever waits already: a place that they lack is not had by coming at a good moment.
    free = places_of(session)
    party = comers(signup.party)
    ahead = [(one.signup.public_id, comers(one.signup.party)) for one in line_of(session)]
    line = [*ahead, (signup.public_id, party)]
    has = fits(party, free) and signup.public_id in next_in(line, free, ages_of(signup.programme))
    return Coming.State.COMING if has else Coming.State.WAITING


def move_up(session: Session, now: int) -> list[Coming]:
    """Whoever is next in line has a place now, and hears of it; under the programme's lock."""
    # A place at a date that is off is no news to anybody.
    line = line_of(session) if session.cancelled_at is None else []
    named = [(one.signup.public_id, comers(one.signup.party)) for one in line]
    let_in = set(next_in(named, places_of(session), ages_of(session.programme)))
    moved = [one for one in line if one.signup.public_id in let_in]
    for one in moved:
        one.state, one.had_place = Coming.State.COMING, True
        one.save(update_fields=["state", "had_place"])
        _risen(one.signup)
        record_change(one.signup, "move_up", None, now, session)
    notices.place_free(session, moved, now)
    return moved


def give_back(gone: Coming, signup: SignUp, verb: str, actor: Person | None, now: int) -> None:
    """A date of a sign-up less, by this verb; whoever is next in line has its places. Under the programme's
    lock. What it had stands in the act, for whoever takes it back."""
    had = {"state": gone.state, "since": gone.since}
    # Whoever has read it before would sign up for this date again by a change of the others.
    gone.signup = _risen(signup)
    gone.state, gone.since = Coming.State.CANCELLED, now
    gone.save(update_fields=["state", "since"])
    record_change(signup, verb, actor, now, gone.session, had)
    move_up(gone.session, now)


def have_again(back: Coming, state: str, since: int, verb: str, actor: Person | None, now: int) -> None:
    """The same again, as it was given back."""
    back.state, back.since = state, since
    back.save(update_fields=["state", "since"])
    back.signup = _risen(back.signup)
    hold_for_consent(back.signup, now)
    record_change(back.signup, verb, actor, now, back.session)


def standing(signup: SignUp) -> QuerySet[Coming]:
    """The dates at which it has a place, waits for one, or is in the draw."""
    return signup.dates.exclude(state=Coming.State.CANCELLED)


def with_place(comings: Iterable[Coming]) -> set[int]:
    """At which sessions (keys) they have a place, and do not wait for one."""
    return {one.session_id for one in comings if one.state == Coming.State.COMING}


def _risen(signup: SignUp) -> SignUp:
    """With one change more: whoever gives a place back and has it again is sent the same entry twice."""
    signup.sequence += 1
    signup.save(update_fields=["sequence"])
    return signup


def record_change(
    signup: SignUp,
    verb: str,
    actor: Person | None,
    now: int,
    session: Session | None = None,
    before: Mapping[str, Any] | None = None,
) -> None:
    """A change more of their places, by which their calendars know it, and the act."""
    after = {} if session is None else {"session": session.public_id}
    hall = signup.programme.facility_id
    numbered = {"places_revision": F("places_revision") + 1, "places_changed_at": now}
    SignUp.objects.filter(pk=signup.pk).update(**numbered)
    log("signup", signup.public_id, verb, actor, now, before=before or {}, after=after, hall=hall)
