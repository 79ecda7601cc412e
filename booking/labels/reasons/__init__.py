"""What a reason says to whoever asked: gentle, what is and not who erred, and who can help.

The sentences stand in the families of `booking.rules.codes`. Each is whole in the catalogue and filled
with the reason's values; instants and days are put in words where the reader's clock is known.
"""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.facts import FACTS, THE_HALLS
from booking.labels.reasons import asking, company, lotteries, money, place, using, who
from booking.labels.reasons.filling import Say, together
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.labels import listed

SENTENCES: Mapping[Code, Say] = {
    **who.SENTENCES,
    **company.SENTENCES,
    **using.SENTENCES,
    **asking.SENTENCES,
    **lotteries.SENTENCES,
    **place.SENTENCES,
    **money.SENTENCES,
}
# What a hall leaves open has words of its own; of anything else that is open, rules disagree.
OPEN_OF_ITSELF = frozenset({Code.ASK_HALL, Code.NO_SUCH_DAY})


def sentence(reason: Reason, zone: ZoneInfo, today: date | None = None, day: date | None = None) -> str:
    """What a reason says to whoever asked. `zone` is the hall's, for the instants in its values.

    Seen from `today` far days are said with their year; `day` is the day of use, where the reader
    looks at more than one.
    """
    code = Code(reason.code)
    if reason.finding is Finding.UNKNOWN:
        return _lacking(reason.lacking)
    if reason.finding is Finding.OPEN and code not in OPEN_OF_ITSELF:
        return _("これは、館のきまりによって答えがちがいます。館の職員が決めるので、聞いてください。")
    return SENTENCES[code]({**reason.values, "today": today, "day": day}, zone)


def _lacking(facts: tuple[str, ...]) -> str:
    """What somebody is asked for, and what the hall looks up itself."""
    asked = listed(FACTS.get(fact, fact) for fact in facts if fact not in THE_HALLS)
    known = listed(THE_HALLS[fact] for fact in facts if fact in THE_HALLS)
    return together(
        _("たしかめるために教えてください:%(facts)s。") % {"facts": asked} if asked else "",
        _("館の人がたしかめます:%(facts)s。") % {"facts": known} if known else "",
    )
