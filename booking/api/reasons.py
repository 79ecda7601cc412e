"""The judge's reasons as data and in words, alike in a refusal and in the answer to a check."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.api.fields import shown
from booking.labels import sentence
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason

SPEAKING = [finding for finding in Finding if finding is not Finding.HOLDS]


class ReasonOut(serializers.Serializer[Any]):
    """One clause's finding."""

    finding = serializers.ChoiceField(choices=SPEAKING)
    code = serializers.ChoiceField(choices=list(Code), help_text=_("どの種類のきまりか。"))
    clause = serializers.CharField(help_text=_("館のきまりの番号。番号のないわけなら空です。"))
    sentence = serializers.CharField(help_text=_("人に見せる文。読み手のことばで。"))
    values = serializers.DictField(
        help_text=_("文を埋める値。`_at` は時点、`_on` は日、`from` と `to` は0時からの分です。")
    )
    lacking = serializers.ListField(child=serializers.CharField(), help_text=_("わかれば決められること。"))


def reasons_data(reasons: Iterable[Reason], zone: ZoneInfo) -> list[dict[str, Any]]:
    """All that do not simply hold, as ReasonOut describes them, with instants in the hall's zone."""
    return [
        {
            "finding": str(reason.finding),
            "code": reason.code,
            "clause": reason.clause,
            "sentence": sentence(reason, zone),
            "values": {name: _plain(name, value, zone) for name, value in reason.values.items()},
            "lacking": list(reason.lacking),
        }
        for reason in reasons
        if reason.finding is not Finding.HOLDS
    ]


def _plain(name: str, value: object, zone: ZoneInfo) -> Any:
    """A value as JSON knows it; booking.rules.codes says what the names mean."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and name.endswith("_at"):
        return shown(value, zone)
    if name == "open" and isinstance(value, (list, tuple)):
        return [[shown(at, zone) for at in span] for span in value]
    return value
