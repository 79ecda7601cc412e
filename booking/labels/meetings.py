"""Which meeting it was, in words: for its department alone. Everybody else reads 会議."""

from django.utils.translation import gettext as _

from booking.labels.plans import word
from booking.rules.indicators import Kind
from booking.rules.meetings import Choice

# What a room's booking says it is for: of every meeting the same, so that a case conference is like any.
PURPOSES = {Kind.MEETING: "会議", Kind.TRAINING: "研修会"}


def choice_words(choice: Choice) -> str:
    """「各機関合同ケース会議」, to the department alone."""
    if choice.words is not None:
        return word(choice.words)
    return {Kind.MEETING: _("そのほかの会議"), Kind.TRAINING: _("そのほかの研修会")}[choice.kind]
