"""When each duty of the service last ran, for a desk that wonders whether it still does."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import DUTIES
from booking.api.desk.door import DeskView
from booking.api.operations import listing
from booking.queries.duties import duties
from facilities.clock import machine_time


class RanOut(serializers.Serializer[Any]):
    duty = serializers.ChoiceField(choices=DUTIES)
    ran_at = serializers.DateTimeField(allow_null=True, help_text=_("まだ出番がなければ null。"))
    late = serializers.BooleanField(help_text=_("待っているものがあるのに、動いていません。"))


class Duties(DeskView):
    @listing("desk", _("サービスの仕事が、いつ動いたか"), RanOut)
    def get(self, request: Request, hall: str) -> Response:
        # What is due goes by the hall's hour, when a duty ran by the machine's, as its lease does.
        found = duties(self.at, machine_time())
        return self.listed(
            [{"duty": one.duty, "ran_at": _instant(one.at), "late": one.late} for one in found]
        )


def _instant(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat()
