"""What a room is for, what is played in it, and who goes first."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.reasons.filling import OTHER, Say, Values, advice, ages_of, keyed, together
from booking.rules.codes import Code
from facilities.labels import clock_words, in_english, listed


def _closed_to(values: Values, zone: ZoneInfo) -> str:
    told = {"why": keyed(values, "reason")}
    if told["why"]:
        return _("この時間は、ほかの人のための時間です(%(why)s)。") % told
    return _("この時間は、ほかの人のための時間です。")


def _purpose(values: Values, zone: ZoneInfo) -> str:
    told = {"only": keyed(values, "only"), "never": keyed(values, "never")}
    if told["only"]:
        first = _("この部屋は、%(only)sに使う部屋です。") % told
    elif told["never"]:
        first = _("この部屋は、%(never)sには使えません。") % told
    else:
        first = _("この部屋は、使いみちが決まっています。")
    return together(first, advice(values, _("どの部屋が使えるかは、館の人に聞いてください。")))


def _instrument(values: Values, zone: ZoneInfo) -> str:
    told = {"instruments": _played(values) or _("この楽器"), "only": keyed(values, "only")}
    return together(
        _("この部屋では、%(instruments)sは使えません。") % told,
        _("使えるのは、%(only)sです。") % told if told["only"] else "",
        advice(values, _("音を出せる部屋は、館の人に聞いてください。")),
    )


def _played(values: Values) -> str:
    """The instruments by their names; "" if the rulebook has no words for them."""
    keys = values.get("instruments", ())
    words = values.get("instruments_en" if in_english() else "instruments_ja")
    if words is None and OTHER not in keys:
        return ""
    told = zip(keys, words or keys, strict=True)
    return listed(_("そのほかの楽器") if key == OTHER else str(word) for key, word in told)


def _equipment(values: Values, zone: ZoneInfo) -> str:
    told = {"things": keyed(values, "things")}
    return together(
        _("%(things)sは、この時間はほかの予約で使います。") % told,
        _("なしで予約するか、べつの時間をえらべます。"),
    )


def _quiet(values: Values, zone: ZoneInfo) -> str:
    told = {"time": clock_words(values["time"])}
    return _("音を出せるのは%(time)sまでです。そのあとは、静かに使えます。") % told


def _priority(values: Values, zone: ZoneInfo) -> str:
    return _("空いていれば、どなたでも使えます。")


def _programme(values: Values, zone: ZoneInfo) -> str:
    return _("この時間は、館の行事で使います。ほかの時間をえらべます。")


def _walk_in(values: Values, zone: ZoneInfo) -> str:
    told = {"ages": ages_of(values)}
    return _("予約なしで使えるのは、%(ages)sです。ほかの人は、予約すると使えます。") % told


SENTENCES: Mapping[Code, Say] = {
    Code.CLOSED_TO: _closed_to,
    Code.PURPOSE: _purpose,
    Code.INSTRUMENT: _instrument,
    Code.EQUIPMENT: _equipment,
    Code.QUIET: _quiet,
    Code.PRIORITY: _priority,
    Code.PROGRAMME: _programme,
    Code.WALK_IN: _walk_in,
}
