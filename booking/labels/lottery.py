"""What a lottery gives out and how it stands, in the reader's language."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilities.labels import span_words, times_words, weekday_words
from facilities.rules.spans import Span, local_day


def slot_when(spans: Sequence[Span], zone: ZoneInfo, today: date | None = None) -> str:
    """「水曜 18:00–20:00」 where all dates are alike, else the first of them and how many more there are."""
    alike = {(local_day(span.start, zone).weekday(), times_words(span, zone)) for span in spans}
    if len(spans) > 1 and len(alike) == 1:
        told = {"day": weekday_words(local_day(spans[0].start, zone)), "times": times_words(spans[0], zone)}
        return _("%(day)s曜 %(times)s") % told
    first = span_words(spans[0], zone, today)
    if len(spans) == 1:
        return first
    return _("%(first)sと、ほかの%(more)d回") % {"first": first, "more": len(spans) - 1}


def rank_words(rank: int) -> str:
    """「第1希望」."""
    return _("第%(rank)d希望") % {"rank": rank}


def times_in_all(count: int) -> str:
    """「10回分」: how many dates a slot has."""
    return ngettext("%(count)d回分", "%(count)d回分", count) % {"count": count}


def odds_words(weekday: date, entries: int, slots: int) -> str:
    """「金曜は、7グループが、3つの枠に申しこみました。」 `weekday` is any day of that weekday."""
    told = {"day": weekday_words(weekday), "entries": entries, "slots": slots}
    return _("%(day)s曜は、%(entries)dグループが、%(slots)dつの枠に申しこみました。") % told


def tickets_words(count: int) -> str:
    """「くじは2本です。」"""
    return ngettext("くじは%(count)d本です。", "くじは%(count)d本です。", count) % {"count": count}
