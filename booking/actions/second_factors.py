"""The second factor of whoever serves: that one was set up or taken away is logged, and somebody who has
lost theirs gets to set up another. `now` is an instant (seconds, UTC)."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from booking.actions.acts import log, write_person_act
from booking.actions.locks import lock
from booking.actions.posts import must_decide
from booking.actions.sessions import end_sessions
from booking.actions.tokens import revoke_desk_tokens
from booking.models import Person, Post


def note_second_factor(*, person: Person, verb: str, kind: str, now: int) -> None:
    """Somebody set up or took away a factor of their own; `kind` is totp, webauthn or recovery_codes."""
    write_person_act(person=person, verb=verb, actor=person, now=now, after={"kind": kind})


@transaction.atomic
def reset_second_factor(*, post: Post, actor: Person, now: int) -> None:
    """Who serves has lost key and codes: all are void, wherever they were signed in
    that has ended, and the desk asks for new ones. It opens nothing to
    `actor`, who does not know the password.

    Absent for whoever does not say who serves at the hall, OwnPost. Inverse: none, one sets up another.
    """
    must_decide(actor, post, now)
    lock(people=[post.person_id])
    Authenticator.objects.filter(user=post.person_id).delete()
    # What was lost with the key may be signed in still: a laptop, a telephone.
    end_sessions(post.person_id)
    # A token of the desk stands for the factor by which it was made, and falls with it.
    revoke_desk_tokens(post.person_id)
    hall, subject = post.facility_id, post.person.public_id
    log("person", subject, "reset_second_factor", actor, now, hall=hall)
