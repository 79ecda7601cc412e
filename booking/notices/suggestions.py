"""A hall has answered what somebody suggested: to whoever suggested it with an account.

Under a pen name nobody is known who could be told; they see the answer by their code.
"""

from django.utils.translation import gettext as _

from booking.labels.suggestions import state_words
from booking.models import Suggestion
from booking.notices.telling import sentences, tell
from booking.rules.notices import SUGGESTION_ANSWERED


def suggestion_answered(suggestion: Suggestion, now: int) -> None:
    if suggestion.person is None:
        return

    def words() -> tuple[str, str]:
        told = {"what": suggestion.title, "hall": suggestion.facility.name}
        return (
            _("%(hall)sが返事をしました:%(what)s") % told,
            sentences(_("「%(state)s」") % {"state": state_words(suggestion.state)}, suggestion.answer),
        )

    tell([suggestion.person], SUGGESTION_ANSWERED, words, now=now)
