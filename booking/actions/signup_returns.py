"""A date of a sign-up given back by a slip and had again, and a party that the desk takes out of a date.

Under the programme's lock, as signing up. `now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking import notices
from booking.actions.programmes_led import must_lead
from booking.actions.signup_places import give_back, have_again, locked_programme, must_be_theirs
from booking.actions.signups import Begun, Closed, Tell
from booking.models import Act, Coming, Person, Programme, Session, SignUp
from booking.queries.place_draws import draw_of
from booking.queries.programmes import comers, places_of
from booking.queries.signups import given_back, signed_up_besides
from booking.rules.exchange import fits

OWN = "stay_away", "come_after_all"


class Gone(Closed):
    """What was given back is somebody else's by now, or its ten minutes are over."""


@transaction.atomic
def come_after_all(*, signup: SignUp, session: Session, actor: Person, now: int) -> Coming:
    """Takes `stay_away` back: the same place in line or in the draw, and the seat where it is free still.
    Where they come already nothing changes. Absent for a foreign one, Begun; Gone after ten minutes, for a
    seat that is somebody's, and where they come by another sign-up meanwhile. Inverse: `stay_away`."""
    locked_programme(signup.programme)
    must_be_theirs(signup, actor)
    return have_back(signup, session, OWN, actor, now, notices.signed_up)


@transaction.atomic
def take_out(*, signup: SignUp, session: Session, actor: Person, now: int) -> None:
    """The desk takes a party out of a date: of one that cannot be seated, or has said on the phone that it
    does not come. It is told; sent twice it is done once. Absent for whoever does not lead the programme,
    Begun. Inverse: `put_back` for ten minutes."""
    programme = locked_programme(signup.programme)
    must_lead(programme, actor, now)
    current = SignUp.objects.get(pk=signup.pk)
    gone = _of_date(current, session, now)
    if gone is not None and gone.state != Coming.State.CANCELLED:
        had = {gone.session_id} if gone.state == Coming.State.COMING else set[int]()
        give_back(gone, current, "take_out", actor, now)
        notices.taken_out([gone], had, now)


@transaction.atomic
def put_back(*, signup: SignUp, session: Session, actor: Person, now: int) -> Coming:
    """Takes `take_out` back, as `come_after_all` does what they gave up themselves; they are told. Absent for
    whoever does not lead the programme. Inverse: `take_out`."""
    programme = locked_programme(signup.programme)
    must_lead(programme, actor, now)
    return have_back(signup, session, ("take_out", "put_back"), actor, now, notices.signed_up)


def have_back(
    signup: SignUp, session: Session, verbs: tuple[str, str], actor: Person | None, now: int, tell: Tell
) -> Coming:
    """What such a verb does, under the programme's lock, for whoever may: what was given up by the first of
    `verbs`, by the second. Begun, Gone."""
    given_up_by, verb = verbs
    current = SignUp.objects.select_related("programme", "person", "group").get(pk=signup.pk)
    back = _of_date(current, session, now)
    act = given_back(current, given_up_by, now).get(session.public_id)
    if back is not None and back.state != Coming.State.CANCELLED:
        return back
    # Of several ways out the last one counts: what the desk has ended is not had again by an earlier slip.
    if back is None or act is None or act.at != back.since or not _is_free(current, back, act, now):
        raise Gone
    have_again(back, act.before["state"], act.before["since"], verb, actor, now)
    tell([back], set(), now)
    return back


def _of_date(signup: SignUp, session: Session, now: int) -> Coming | None:
    """What they have, or had, at a date as it is under the lock."""
    found = signup.dates.filter(session=session).select_related("session__programme").first()
    if found is not None and found.session.start <= now:
        raise Begun
    return found


def _is_free(signup: SignUp, back: Coming, act: Act, now: int) -> bool:
    session = back.session
    open_still = signup.programme.state == Programme.State.OPEN and session.cancelled_at is None
    if not open_still or signed_up_besides(signup.programme, [session], signup.person, signup.group, now):
        return False
    if act.before["state"] == Coming.State.COMING:
        return fits(comers(signup.party), places_of(session))
    if act.before["state"] == Coming.State.WAITING or (draw := draw_of(signup.programme)) is None:
        return True
    # Of a list that was closed without them they are no part.
    return draw.drawn_at is None and (draw.closed_at is None or draw.closed_at <= act.at)
