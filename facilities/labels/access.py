"""What somebody needs to know of a place before coming, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from facilities.labels.times import listed
from facilities.models.facility import Accessible


@dataclass(frozen=True, slots=True)
class AccessFact:
    """One thing that somebody needs to know before coming. Not known is said, not left out."""

    label: str
    words: str
    known: bool


def access_facts(place: Accessible, house: Accessible | None = None) -> list[AccessFact]:
    """Steps, lift, toilets, hearing, parking, contact without voice; last, what nobody has looked at yet.

    Of a room, what is known only of its `house` is said of the house.
    """
    asked = _asked(place)
    known = [AccessFact(label, words, True) for label, words in asked if words]
    # Nobody looks at the car park once for each room: whoever asks at a room's page asks about the house.
    beside = dict(_asked(house)) if house else {}
    known += [
        AccessFact(label, _of_the_house(beside[label]), True)
        for label, words in asked
        if not words and beside.get(label)
    ]
    contact, told = (
        _("声を使わない連絡"),
        place.voiceless_contact or (house.voiceless_contact if house else ""),
    )
    if told:
        known.append(AccessFact(contact, told, True))
    unknown = [label for label, words in asked if not words and not beside.get(label)]
    unknown += [] if told else [contact]
    if unknown:
        words = _("まだたしかめていません(%(things)s)。") % {"things": listed(unknown)}
        known.append(AccessFact(_("そのほか"), words, False))
    return known


def _of_the_house(words: str) -> str:
    return _("館全体では、%(words)s") % {"words": words}


def _asked(place: Accessible) -> list[tuple[str, str]]:
    """What is asked of a place, each with what is known of it; "" where nobody has looked."""
    asked = (
        (_("入口"), place.step_free, _("段差はありません。"), _("段差があります。")),
        (_("エレベーター"), place.lift, _("あります。"), _("ありません。")),
        (_("車いすのトイレ"), place.wheelchair_toilet, _("あります。"), _("ありません。")),
        (_("オストメイト対応トイレ"), place.ostomate_toilet, _("あります。"), _("ありません。")),
        (_("聞こえの支援"), place.hearing_loop, _("磁気ループがあります。"), _("磁気ループはありません。")),
        (_("駐車場"), place.parking, _("あります。"), _("ありません。")),
    )
    return [(label, "" if is_so is None else yes if is_so else no) for label, is_so, yes, no in asked]
