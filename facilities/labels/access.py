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


def access_facts(place: Accessible) -> list[AccessFact]:
    """Steps, lift, toilets, hearing, parking, contact without voice; last, what nobody has looked at yet."""
    asked = (
        (_("入口"), place.step_free, _("段差はありません。"), _("段差があります。")),
        (_("エレベーター"), place.lift, _("あります。"), _("ありません。")),
        (_("車いすのトイレ"), place.wheelchair_toilet, _("あります。"), _("ありません。")),
        (_("オストメイト対応トイレ"), place.ostomate_toilet, _("あります。"), _("ありません。")),
        (_("聞こえの支援"), place.hearing_loop, _("磁気ループがあります。"), _("磁気ループはありません。")),
        (_("駐車場"), place.parking, _("あります。"), _("ありません。")),
    )
    contact = _("声を使わない連絡")
    known = [
        AccessFact(label, yes if is_so else no, True) for label, is_so, yes, no in asked if is_so is not None
    ]
    unknown = [label for label, is_so, *_words in asked if is_so is None]
    if place.voiceless_contact:
        known.append(AccessFact(contact, place.voiceless_contact, True))
    else:
        unknown.append(contact)
    if unknown:
        words = _("まだたしかめていません(%(things)s)。") % {"things": listed(unknown)}
        known.append(AccessFact(_("そのほか"), words, False))
    return known
