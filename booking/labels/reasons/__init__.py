"""What a reason says to whoever asked: gentle, what is and not who erred, and who can help.

The sentences stand in the families of `booking.rules.codes`. Each is whole in the catalogue and filled
with the reason's values; instants and days are put in words where the reader's clock is known.
"""

from collections.abc import Collection, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.facts import FACTS, OF_THE_ROOM, OF_THE_USE, OF_WHO_COMES, THE_HALLS
from booking.labels.reasons import asking, company, lotteries, money, place, using, who
from booking.labels.reasons.filling import Say, left_to_the_hall, together
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from booking.rules.weeks import FORM_ASKS
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
# These have words of their own. Anything else is open because rules disagree, or because what they
# list goes on.
OPEN_OF_ITSELF = frozenset({Code.ASK_HALL, Code.NO_SUCH_DAY})


def sentence(
    reason: Reason,
    zone: ZoneInfo,
    today: date | None = None,
    day: date | None = None,
    *,
    desk: bool = False,
) -> str:
    """What a reason says to whoever asked. `zone` is the hall's, for the instants in its values.

    Seen from `today` far days are said with their year; `day` is the day of use, where the reader
    looks at more than one. With `desk` the reader is of the hall: nobody sends them to the hall's people.
    """
    code = Code(reason.code)
    if reason.finding is Finding.UNKNOWN:
        return _for_the_desk(reason.lacking) if desk else _lacking(reason.lacking)
    if reason.finding is Finding.OPEN and code not in OPEN_OF_ITSELF:
        if desk:
            return left_to_the_hall()
        return _("館の人に聞いてください。きまりだけでは決められないので、館の人が決めます。")
    return SENTENCES[code]({**reason.values, "today": today, "day": day, "desk": desk}, zone)


def _for_the_desk(facts: tuple[str, ...]) -> str:
    """What the desk asks about on the telephone, or looks up itself."""
    return _("たしかめてください:%(facts)s。") % {
        "facts": listed(THE_HALLS[fact] if fact in THE_HALLS else FACTS.get(fact, fact) for fact in facts)
    }


def _advice(asked: Collection[str]) -> str:
    """What helps where these facts are lacking."""
    if OF_THE_ROOM.issuperset(asked):
        return _("使う人をえらぶページで答えるか、館の人に聞いてください。")
    # Whom one chooses says nothing of the way in which one asks: then the hall helps.
    if OF_WHO_COMES.issuperset(asked):
        return _("来る人をえらびなおすか、館の人に聞いてください。")
    if not OF_THE_USE.isdisjoint(asked):
        return _("使う部屋と日と時間をえらぶか、館の人に聞いてください。")
    return _("館の人に聞いてください。")


def _lacking(facts: tuple[str, ...]) -> str:
    """What somebody is asked for where the form has a field for it, and what the hall looks up itself."""
    asked = [fact for fact in facts if fact not in THE_HALLS]
    told = {"facts": listed(FACTS.get(fact, fact) for fact in asked)}
    known = {"facts": listed(THE_HALLS[fact] for fact in facts if fact in THE_HALLS)}
    if FORM_ASKS.issuperset(asked):
        words = _("たしかめるために教えてください:%(facts)s。") % told
    else:
        words = together(_("まだわからないことがあります:%(facts)s。") % told, _advice(asked))
    return together(
        words if asked else "",
        _("館の人がたしかめます:%(facts)s。") % known if known["facts"] else "",
    )
