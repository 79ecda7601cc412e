"""いっしょに作るグループ: whom the hall has invited to carry a programme out with it, and their answers."""

from typing import Any

from django.utils.translation import gettext as _

from booking.models import Partner, Programme
from booking.queries.partners import partners_of
from booking.web.desk.door import Desk
from facilities.labels import long_date
from facilities.rules.spans import local_day


def partners_told(found: Programme, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "group": one.group,
            "state": _state(one),
            "since": long_date(local_day(one.confirmed_at or one.declined_at or one.invited_at, desk.zone)),
        }
        for one in partners_of(found)
    ]


def _state(partner: Partner) -> str:
    if partner.confirmed_at is not None:
        return _("いっしょに作る")
    return _("断った") if partner.declined_at is not None else _("返事待ち")
