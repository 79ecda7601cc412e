"""市とのつながり, as the desk reads it."""

from django.utils.translation import gettext as _

from booking.labels import tie_words
from booking.models import Tie
from booking.web.desk.words import until_words
from facilities.labels import long_date


def tie_line(tie: Tie) -> str:
    """A tie to the city: who has seen a proof, when, and until when it holds."""
    told = {"tie": tie_words(tie.kind), "day": long_date(tie.verified_on) if tie.verified_on else ""}
    if tie.verified_on is None:
        return _("%(tie)s(まだたしかめていない)") % told
    words = _("%(tie)s(%(day)sにたしかめた)") % told
    if tie.verified_by is not None:
        words = _("%(tie)s(%(day)sに%(staff)sさんがたしかめた)") % {**told, "staff": tie.verified_by}
    return _("・").join([words, until_words(tie.valid_until)] if tie.valid_until else [words])
