"""Which meeting it was, in words: for its department alone. Everybody else reads 会議."""

from django.utils.translation import gettext as _

from booking.labels.plans import word
from booking.rules.indicators import Kind
from booking.rules.meetings import Choice


def choice_words(choice: Choice) -> str:
    """「各機関合同ケース会議」, to the department alone."""
    if choice.words is not None:
        return word(choice.words)
    return {Kind.MEETING: _("そのほかの会議"), Kind.TRAINING: _("そのほかの研修会")}[choice.kind]
